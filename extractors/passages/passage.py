"""A passage: the unit that can be a recommendation, a commitment or an answer."""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from extractors.action_tables import Column, cell_in
from extractors.clean import CleanBlock
from extractors.findings import Finding
from extractors.passages.classifier import Judgement
from extractors.sections import Question, Section
from schemas.records import Theme


@dataclass(frozen=True)
class Passage:
    """A unit of the clean text with its surroundings; offsets are half-open, in characters."""

    start: int
    end: int
    text: str
    block: CleanBlock
    section: Section
    place: int
    """Which block of the clean text it stands in, from 0."""
    judgement: Judgement
    is_answer: bool
    """The passage answers a standing question by where it stands."""
    theme: Theme | None = None
    """What it is about, given what stands around it."""

    @property
    def question(self) -> Question | None:
        """The standing question above the passage."""
        return self.section.question

    @property
    def is_lead_in(self) -> bool:
        """Whether a list follows, which says it: ``Afgesproken wordt:``."""
        return self.text.rstrip().endswith(":")

    def cell(self, column: Column) -> tuple[int, int] | None:
        """Return where the cell of that role stands, in a row of an action table."""
        cell = cell_in(self.text, self.section.columns, column)
        return (self.start + cell.start, self.start + cell.end) if cell else None

    def among(self, findings: Sequence[Finding]) -> list[Any]:
        """Return which of ``findings``, in the order of the text, stand in the passage."""
        first = bisect_left(findings, self.start, key=_start)
        last = bisect_left(findings, self.end, lo=first, key=_start)
        return [finding for finding in findings[first:last] if finding.end <= self.end]


def _start(finding: Finding) -> int:
    return finding.start
