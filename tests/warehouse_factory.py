"""Documents and records made by hand, for the tests of the warehouse."""

import hashlib
import re
from pathlib import Path
from typing import Any, TypeVar

from schemas.document import Block, BlockKind, Document, FileState, Page, Reason, Unreadable
from schemas.evidence import Evidence
from schemas.records import DocumentIdentity, DocumentKind, Extraction, Reference
from warehouse.connection import Connection, open_writable
from warehouse.harvest import Failure, Harvest
from warehouse.structure import bring_up_to_date

AnyRecord = TypeVar("AnyRecord", bound=Evidence)

FIELDS = {
    "recommendation_references": "references",
    "organisation_mentions": "organisations",
    "date_mentions": "dates",
}


def document(text: str, path: str = "2024/terugblik.txt", **given: Any) -> Document:
    """A text file of one page; each of its paragraphs is a block."""
    paragraphs = re.finditer(r"\S(?:.*\S)?", text)
    return Document(
        document_id=hashlib.sha256(text.encode()).hexdigest()[:16],
        path=path,
        text=text,
        pages=(Page(number=1, start=0, end=len(text)),),
        blocks=tuple(
            Block(kind=BlockKind.PARAGRAPH, start=found.start(), end=found.end(), page=1)
            for found in paragraphs
        ),
        **given,
    )


def record(noun: type[AnyRecord], source: Document, quote: str, **fields: Any) -> AnyRecord:
    """A record whose quote stands in the document; what the class asks for goes in ``fields``."""
    start = source.text.index(quote)
    end = start + len(quote)
    place = {"document_id": source.document_id, "page": 1, "start": start, "end": end}
    return noun(**{"quote": quote, "rule": "by_hand", "confidence": 0.9} | place | fields)


def citation(source: Document, quote: str, text: str, code: str, **fields: Any) -> Reference:
    """A citation that stands as ``text`` in the line ``quote``."""
    start = source.text.index(quote) + quote.index(text)
    place = {"text": text, "text_start": start, "text_end": start + len(text), "code": code}
    return record(Reference, source, quote, **place | fields)


def harvest(source: Document, *records: Evidence, lemmas: Any = (), **identity: Any) -> Harvest:
    """A document that was read, and the records in it."""
    by_field: dict[str, list[Evidence]] = {}
    for one in records:
        field = FIELDS.get(one.record_type, one.record_type)
        by_field.setdefault(field, []).append(one)
    told = DocumentIdentity(**{"kind": DocumentKind.DIALOGUE_RECAP, "year": 2024} | identity)
    extraction = Extraction(document_id=source.document_id, document=told, **by_field)
    return Harvest(source, extraction, extraction_version="rules-1", lemmas=lemmas)


def failure(path: str, reason: Reason = Reason.DAMAGED, document_id: str | None = None) -> Failure:
    """A file that could not be read."""
    return Failure(
        Unreadable(
            document_id=document_id,
            path=path,
            state=FileState.QUARANTINED,
            reason=reason,
            message="no end of file",
        )
    )


def empty_warehouse() -> Connection:
    """A warehouse in memory, with nothing in it."""
    connection = open_writable(Path(":memory:"))
    bring_up_to_date(connection, Path(":memory:"))
    return connection
