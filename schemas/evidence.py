"""Evidence: where in a document a record stands, and which rule found it."""

import hashlib
from typing import ClassVar

from pydantic import Field, computed_field

from schemas.document import Box, Frozen


class Evidence(Frozen):
    """The provenance that every record carries: ``text[start:end]`` is ``quote``, to the letter."""

    record_type: ClassVar[str]
    """The noun of the record, as its table is called."""

    document_id: str
    page: int | None = Field(None, description="Page number from 1; null where there are no pages.")
    box: Box | None = Field(None, description="Where the quote's block stands on its page.")
    start: int = Field(description="First character of the quote in the document's text, from 0.")
    end: int = Field(description="One past the last character of the quote.")
    quote: str = Field(description="The passage, to the letter.")
    rule: str = Field(description="The rule that fired.")
    confidence: float = Field(ge=0, le=1, description="How sure the rule is, from 0 to 1.")

    def identity(self) -> tuple[str, ...]:
        """Return what tells two records on the same quote apart; subclasses add to it."""
        return ()

    @computed_field  # type: ignore[prop-decorator]
    @property
    def record_id(self) -> str:
        """Return the record's id, made from what it is and where it stands."""
        place = self.document_id, self.start, self.end
        return record_id_at(self.record_type, *place, *self.identity())


def record_id_at(record_type: str, document_id: str, start: int, end: int, *identity: str) -> str:
    """Return the id that a record has, or would have, at a place of a document."""
    key = (record_type, document_id, str(start), str(end), *identity)
    return hashlib.sha256("\x1f".join(key).encode()).hexdigest()[:16]
