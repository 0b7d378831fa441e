"""Evidence pages of a document: one that was just read, or one that the warehouse holds."""

from collections.abc import Iterable, Sequence
from pathlib import Path

from extractors.masking import BLOT
from flows.locations import is_far
from flows.pages.evidence import evidence_page
from flows.pages.marking import Mark, fields_of
from flows.pages.pictures import pictures_of
from schemas.document import Document
from schemas.evidence import Evidence
from schemas.records import DocumentIdentity
from warehouse.connection import Connection
from warehouse.query import identity
from warehouse.stored import documents, records


def evidence_of(
    document: Document,
    told: DocumentIdentity,
    found: Iterable[Evidence],
    file: Path | None,
    language: str = "nl",
) -> str:
    """Return the evidence page of ``document``: what it is ``told`` to be, and what was ``found``.

    Where ``file`` is its PDF, the pages with records stand beside their text; but no page
    of a document that names private people: a picture cannot be masked.
    """
    marks = [mark_of(record) for record in found]
    pictures = _pictures(document, marks, file) if file else {}
    return evidence_page(document, told, marks, pictures, language)


def evidence_in(
    connection: Connection, document_id: str, raw: Path | None, language: str = "nl"
) -> str:
    """Return the evidence page of a document of the warehouse.

    ``raw`` is the folder that its file is in, where that is at hand. Raises ``KeyError``
    where the warehouse holds no text of the document.
    """
    document = documents(connection, [document_id])[document_id]
    found = records(connection, [document_id]).get(document_id, [])
    file = raw / document.path if raw else None
    return evidence_of(document, identity(connection, document_id), found, file, language)


def mark_of(record: Evidence) -> Mark:
    """Return a record as a page shows it."""
    return Mark(
        record_id=record.record_id,
        record_type=record.record_type,
        start=record.start,
        end=record.end,
        rule=record.rule,
        confidence=record.confidence,
        fields=fields_of(record.model_dump(mode="json")),
        page=record.page,
        box=record.box,
    )


def _pictures(document: Document, marks: Sequence[Mark], file: Path) -> dict[int, str]:
    if file.suffix.lower() != ".pdf" or BLOT in document.text:
        return {}
    if is_far(file) or not file.is_file():
        return {}
    return pictures_of(file, (mark.page for mark in marks if mark.page))
