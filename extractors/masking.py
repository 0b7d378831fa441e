"""Masking: the names of private people leave no trace in what goes out.

Every letter of a name becomes ``█`` and nothing moves, so each offset still holds and
``text[start:end]`` is still the quote, to the letter.
"""

import re
from collections.abc import Iterable, Iterator
from enum import StrEnum
from typing import Any

from pydantic import BaseModel

from extractors.organisations.places import Places
from extractors.people import PrivatePeople
from extractors.people.mentions import mentions_of
from schemas.document import Document
from schemas.evidence import Evidence
from schemas.records import Commitment, Discrepancy, Extraction, IdentityEvidence, Reference

BLOT = "\N{FULL BLOCK}"
"""What stands for a letter of a masked name."""

_LETTER = re.compile(r"[^\W\d_]")
_NO_PROSE = frozenset(
    {
        *("document_id", "rule", "field", "language", "code", "codes"),
        *("edtf", "due", "published", "event_date", "cycle", "recommendation_id"),
    }
)


def mask(
    document: Document, extraction: Extraction, people: PrivatePeople
) -> tuple[Document, Extraction]:
    """Return ``document`` and its records without the names of private ``people``.

    Lengths, offsets and record ids stay what they were.
    """
    text = _blotted(document.text, _named(document.text, people))
    masked = {field: _masked(value, text, people) for field, value in extraction}
    return document.model_copy(update={"text": text}), extraction.model_copy(update=masked)


def _named(text: str, people: PrivatePeople) -> Iterator[tuple[int, int]]:
    """Where private people are named: as found, and wherever else their names stand."""
    yield from people.places
    spared = Places(people.spared)
    for start, end in mentions_of(people.words, text):
        if spared.is_free(start, end):
            yield start, end


def _masked(value: Any, text: str, people: PrivatePeople) -> Any:
    if isinstance(value, str) and not isinstance(value, StrEnum):
        return _without_names(value, people)
    if isinstance(value, tuple):
        return tuple(_masked(one, text, people) for one in value)
    if isinstance(value, BaseModel):
        fields = {field: _masked(part, text, people) for field, part in _prose(value)}
        return value.model_copy(update=fields | _quotes(value, text))
    return value


def _prose(record: BaseModel) -> Iterator[tuple[str, Any]]:
    return ((field, part) for field, part in record if field not in _NO_PROSE)


def _quotes(record: BaseModel, text: str) -> dict[str, str]:
    """What a record quotes, cut anew from the masked text."""
    if not isinstance(record, Evidence | IdentityEvidence) or record.quote is None:
        return {}
    quote = text[record.start : record.end]
    if isinstance(record, Reference):
        return {"quote": quote, "text": text[record.text_start : record.text_end]}
    if isinstance(record, Commitment):
        return {"quote": quote, **_parts(record, quote)}
    if isinstance(record, Discrepancy):
        return {"quote": quote, "other_quote": text[record.other_start : record.other_end]}
    return {"quote": quote, "text": quote} if hasattr(record, "text") else {"quote": quote}


def _parts(commitment: Commitment, quote: str) -> dict[str, str]:
    """Action and condition, cut from the masked quote: they are never plainer than it."""
    parts = {"action": commitment.action, "condition": commitment.condition}
    places = {field: (commitment.quote.find(part), part) for field, part in parts.items() if part}
    return {field: quote[start : start + len(part)] for field, (start, part) in places.items()}


def _without_names(value: str, people: PrivatePeople) -> str:
    if value in people.others:
        return value
    return _blotted(value, mentions_of(people.words, value))


def _blotted(text: str, places: Iterable[tuple[int, int]]) -> str:
    characters = list(text)
    for start, end in places:
        characters[start:end] = _LETTER.sub(BLOT, text[start:end])
    return "".join(characters)
