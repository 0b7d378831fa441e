"""What links a promise to what later documents tell of it."""

from enum import StrEnum
from typing import ClassVar

from pydantic import Field

from schemas.document import Frozen
from schemas.edtf import Edtf
from schemas.records import Theme


class Verdict(StrEnum):
    """What came of a commitment, as a later document tells it."""

    DONE = "done"
    UNDER_WAY = "under_way"
    CANCELLED = "cancelled"
    RESCHEDULED = "rescheduled"
    NO_EVIDENCE = "no_evidence"


class Role(StrEnum):
    """Whether a passage promises something, or tells what came of a promise."""

    PROMISE = "promise"
    EVIDENCE = "evidence"


class FollowUpPassage(Frozen):
    """A passage as linking sees it: what it is about, in terms that another document shares."""

    record_type: ClassVar[str] = "follow_up_passages"

    document_id: str
    role: Role = Field(description="promise, or evidence: what may tell what came of one.")
    start: int = Field(description="First character in the document's text, from 0.")
    end: int = Field(description="One past the last character in the document's text.")
    page: int | None = Field(None, description="Page number from 1; null where there are no pages.")
    record_id: str | None = None
    """The commitment that the passage is, or would be; None for evidence."""
    likelihood: float | None = Field(
        None,
        description="How likely it is a promise, where that is too unsure for a commitment; else "
        "null. It is one as soon as a later document tells what came of it.",
    )
    due: Edtf | None = Field(None, description="Deadline, EDTF; null where it stays open.")
    """Told of a likely promise only: a commitment has its own."""
    tells: Verdict | None = Field(
        None,
        description="What its words tell: done, under_way, cancelled, rescheduled, or no_evidence "
        "where they deny that it happened; null for a promise.",
    )
    cue: str = Field("", description="The word that tells it, or that is promised: gelanceerd.")
    is_state: bool = Field(
        False, description="A promise: of a state to be reached. Evidence: an explicit outcome."
    )
    is_plain: bool = Field(
        False, description="Evidence: it only says how it is, without a word for what came of it."
    )
    theme: Theme | None = None
    organisations: tuple[str, ...] = Field(
        (), description="Canonical names of the organisations in it, or whose document it is."
    )
    codes: tuple[str, ...] = Field((), description="Numbered recommendations cited in it.")
    names: tuple[str, ...] = Field(
        (), description="Proper names in it that are no organisation: places, laws, projects."
    )
    dates: tuple[Edtf, ...] = Field((), description="Dates in it, EDTF.")
    terms: dict[str, float] = Field(
        {}, description="Its words in bare form, compounds apart, and how much each counts."
    )
    context: dict[str, float] = Field(
        {}, description="The same of what stands around it, weakened; where it has codes to share."
    )

    @property
    def passage_id(self) -> str:
        """Return what tells the passage from all others: its document, role and place."""
        return f"{self.document_id}:{self.role}:{self.start}:{self.end}"
