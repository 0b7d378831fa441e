"""An exchange: something that was asked, and the passages that may answer it."""

from dataclasses import dataclass, field
from enum import StrEnum

from extractors.passages import Passage


class Form(StrEnum):
    """How what was asked is set off from its answer."""

    ROW = "row"
    NUMBERED = "numbered"
    QUESTION = "question"
    TOLD = "told"
    HEADED = "headed"
    ITEM = "item"
    NAMED = "named"
    LOOSE = "loose"
    REPORTED = "reported"


@dataclass(frozen=True)
class Answer:
    """A passage that may answer, and where in it the answer begins: behind a label or head."""

    passage: Passage
    start: int

    @property
    def text(self) -> str:
        """The words that may answer."""
        return self.passage.text[self.start - self.passage.start :]


@dataclass
class Exchange:
    """Something that was asked, and what may answer it, in the order of the text."""

    form: Form
    number: str | None = None
    """The recommendation's own number, as the response gives it."""
    asked: list[tuple[int, int]] = field(default_factory=list)
    """Where it is told what was asked, in clean characters (half-open)."""
    answers: list[Answer] = field(default_factory=list)
    is_labelled: bool = False
    """``Reactie:`` stands before the answers."""
    asks: int = 1
    """How many things were asked: ``om doelen te stellen en om jaarlijks te rapporteren``."""
