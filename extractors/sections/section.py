"""A section: under which heading, theme and question a block stands."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from extractors.action_tables import Column
from extractors.sections.questions import Question
from schemas.records import Theme


@dataclass(frozen=True)
class Section:
    """Where a block stands: under which heading, theme and question."""

    heading: str = ""
    theme: Theme | None = None
    """The theme that a heading above the block names."""
    likely_theme: Theme | None = None
    """What the words under the same heading, or in the whole document, are about."""
    question: Question | None = None
    question_text: str = ""
    asks: bool = False
    """The block is itself the question (or a heading), not an answer to it."""
    answer_start: int = 0
    """Where the answer begins, in clean characters: behind a label such as ``Doel:``."""
    columns: Mapping[Column, int] = field(default_factory=dict)
    """Which column says what, in the row of an action table."""
    beside: Mapping[Column, int] = field(default_factory=dict)
    """Which column says who or when beside the text, in the row of any other table."""
    cells: Mapping[int, Question] = field(default_factory=dict)
    """Which column answers which question, in a table with one row for each theme."""
