"""Reviews: what a person decided about a record, kept so that it is found again by its words."""

import datetime as dt
import hashlib
import json
from enum import StrEnum
from typing import Any

from pydantic import AwareDatetime, Field, JsonValue, model_validator

from schemas.document import Frozen

REVIEW_RULE = "review"
"""The rule of a record that a person made, or that only a person's word keeps."""


class Decision(StrEnum):
    """What a reviewer can decide about a record."""

    ACCEPT = "accept"
    REJECT = "reject"
    EDIT = "edit"
    MERGE = "merge"
    SPLIT = "split"
    ADD = "add"
    UNDO = "undo"


class Outcome(StrEnum):
    """What became of a review at a build."""

    APPLIED = "applied"
    OVERRULED = "overruled"
    ORPHANED = "orphaned"


class SeenRecord(Frozen):
    """A record as its reviewer saw it: by its words and those around it, not by its place."""

    document_id: str
    path: str = Field(description="The name of the document's file, which a new version keeps.")
    record_type: str = Field(description="The noun of the record, as its table is called.")
    quote: str
    before: str = Field("", description="The text before it.")
    after: str = Field("", description="The text after it.")
    occurrence: int = Field(
        0, ge=0, description="How many places before it in the document read just the same."
    )
    values: dict[str, JsonValue] = Field(
        default_factory=dict, description="What the record said, field by field."
    )

    def key(self) -> str:
        """Return a hash of all that was seen: the same again is the same record."""
        return _digest(self.model_dump(mode="json"))


class Review(Frozen):
    """One decision: who made it, when, about which record, what it changes and why."""

    when: AwareDatetime
    who: str = Field(min_length=1)
    decision: Decision
    record: SeenRecord
    changes: dict[str, JsonValue] = Field(
        default_factory=dict, description="The new values of an edit, field by field."
    )
    others: tuple[SeenRecord, ...] = Field((), description="What a merge joins to the record.")
    parts: tuple[str, ...] = Field((), description="The quotes that a split makes of it.")
    why: str | None = None
    follows: str | None = Field(
        None, description="The last review of the record that the reviewer knew of."
    )

    @model_validator(mode="after")
    def _is_complete(self) -> "Review":
        """Raise ``ValueError`` where the decision lacks what it needs."""
        needs: dict[Decision, tuple[object, str]] = {
            Decision.EDIT: (self.changes, "an edit changes at least one field"),
            Decision.MERGE: (self.others, "a merge names the record to join"),
            Decision.SPLIT: (self.parts[1:], "a split names at least two quotes"),
        }
        given, complaint = needs.get(self.decision, (True, ""))
        if not given:
            raise ValueError(complaint)
        return self

    @property
    def review_id(self) -> str:
        """Return its id, made from all but the moment: the same decision twice is one."""
        return _digest(self.model_dump(mode="json", exclude={"when"}, exclude_defaults=True))

    def line(self) -> str:
        """Return it as a line of ``reviews.jsonl``, without the line end."""
        return self.model_dump_json(exclude_defaults=True)

    @property
    def reviewed_at(self) -> dt.datetime:
        """Return when it was given, in UTC, as tables hold it."""
        return self.when.astimezone(dt.UTC).replace(tzinfo=None)


def _digest(content: dict[str, Any]) -> str:
    text = json.dumps(content, ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()[:16]
