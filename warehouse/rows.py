"""Models become rows: one dict per row of a table, with the table's column names."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import asdict
from itertools import zip_longest
from typing import Any

from schemas.document import Block, Document, Page
from schemas.edtf import edtf_bounds
from schemas.evidence import Evidence
from schemas.follow_up import FollowUpPassage
from schemas.records import (
    Commitment,
    DateMention,
    Discrepancy,
    DocumentIdentity,
    IdentityEvidence,
    InferredReference,
    OrganisationMention,
    Recommendation,
    Reference,
    Response,
    ThemeTableAnswer,
)
from warehouse.harvest import Failure, FileFacts, Harvest, MadeWith

Row = dict[str, Any]
Rows = dict[str, list[Row]]

RECORD_CLASSES: tuple[type[Evidence], ...] = (
    Reference,
    InferredReference,
    Recommendation,
    Commitment,
    Response,
    OrganisationMention,
    DateMention,
    Discrepancy,
    ThemeTableAnswer,
)

RECORD_TYPES = {record.record_type: record for record in RECORD_CLASSES}

DESCRIBED_CLASSES: tuple[type[Evidence | IdentityEvidence | FollowUpPassage], ...] = (
    *RECORD_CLASSES,
    IdentityEvidence,
    FollowUpPassage,
)
"""The classes whose fields describe the columns of the table of their name."""

CONTENT_TABLES = (
    "documents",
    "pages",
    "blocks",
    "block_words",
    "issues",
    "identity_evidence",
    *(record.record_type for record in RECORD_CLASSES),
    "corrections",
    "follow_up_passages",
    "follow_up_documents",
)
"""The tables whose rows all belong to one document, and are replaced with it."""

_COLUMNS = {"start": "start_char", "end": "end_char"}


def column_of(field: str) -> str:
    """Return the column that holds a field: ``end`` is a reserved word in SQL."""
    return _COLUMNS.get(field, field)


def rows_of_one(one: Harvest | Failure, run_id: str) -> tuple[str, Rows]:
    """Return the id of a file that was read, or was not, and its rows."""
    if isinstance(one, Failure):
        return one.document_id, rows_of_failure(one, run_id)
    return one.document.document_id, rows_of(one, run_id)


def rows_of(harvest: Harvest, run_id: str) -> Rows:
    """Return the rows of one document that was read, by table."""
    document = harvest.document
    rows = Rows(
        documents=[_document_row(harvest) | {"loaded_by": run_id}],
        pages=[_page_row(document, page) for page in document.pages],
        blocks=list(_block_rows(document, harvest.lemmas)),
        issues=list(_issue_rows(harvest, run_id)),
        identity_evidence=[_identity_row(told) for told in harvest.extraction.identity_evidence],
        follow_up_passages=[follow_up_row(passage) for passage in harvest.follow_up],
    )
    records = {record.record_id: record for record in harvest.extraction.records()}
    for record in records.values():
        rows.setdefault(record.record_type, []).append(record_row(record))
    return rows


def rows_of_failure(failure: Failure, run_id: str) -> Rows:
    """Return the rows of one file that was not read: a document without text, and an issue."""
    file = failure.unreadable
    told = {"state": file.state, "reason": file.reason, "message": file.message}
    named = {"document_id": failure.document_id, "path": file.path}
    made: Row = _version_columns(failure.extraction_version, failure.made_with)
    made |= {"grade_reasons": [], "loaded_by": run_id}
    document = named | told | made | _file_columns(file.path, failure.file)
    issue = named | told | {"run_id": run_id}
    return Rows(documents=[document | _identity_columns(failure.identity)], issues=[issue])


def together(many: Iterable[Rows]) -> Rows:
    """Return the rows of many documents as one list for each table."""
    tables: Rows = defaultdict(list)
    for rows in many:
        for table, some in rows.items():
            tables[table].extend(some)
    return tables


def _document_row(harvest: Harvest) -> Row:
    document = harvest.document
    plain = document.model_dump(mode="json", exclude={"pages", "blocks"})
    return (
        plain
        | _version_columns(harvest.extraction_version, harvest.made_with)
        | _file_columns(document.path, harvest.file)
        | _identity_columns(harvest.extraction.document)
        | {"pages": len(document.pages), "message": harvest.message}
    )


def _file_columns(path: str, file: FileFacts) -> Row:
    modified = file.modified and _utc(file.modified)
    size = {"sha256": file.sha256, "bytes": file.bytes, "modified": modified}
    return size | {"paths": [path], "withdrawn": False}


def _version_columns(whole: str | None, parts: MadeWith) -> Row:
    named = {f"{part}_version": version for part, version in asdict(parts).items()}
    return {"extraction_version": whole} | named


def _identity_columns(identity: DocumentIdentity | None) -> Row:
    return identity.model_dump(mode="json") if identity else {}


def _identity_row(told: IdentityEvidence) -> Row:
    return _columns(told.model_dump(mode="json"))


def _page_row(document: Document, page: Page) -> Row:
    return {"document_id": document.document_id} | _columns(page.model_dump(mode="json"))


def _block_rows(document: Document, lemmas: tuple[str | None, ...]) -> Iterator[Row]:
    named = zip_longest(document.blocks, lemmas[: len(document.blocks)])
    for number, (block, lemma) in enumerate(named, start=1):
        yield _block_row(document, block, number) | {"lemmas": lemma}


def _block_row(document: Document, block: Block, number: int) -> Row:
    names = {
        "block_id": f"{document.document_id}:{number}",
        "document_id": document.document_id,
        "number": number,
        "text": document.text[block.start : block.end],
    }
    return names | _columns(block.model_dump(mode="json"))


def _issue_rows(harvest: Harvest, run_id: str) -> Iterator[Row]:
    document = harvest.document
    if document.reason:
        yield {
            "document_id": document.document_id,
            "path": document.path,
            "reason": document.reason,
            "message": harvest.message,
            "run_id": run_id,
        }


def record_row(record: Evidence) -> Row:
    """Return the row of one record in the table of its type."""
    row = _columns(record.model_dump(mode="json"))
    if isinstance(record, Commitment) and record.due:
        row["due_from"], row["due_to"] = edtf_bounds(record.due)
    if isinstance(record, DateMention):
        row["first_day"], row["last_day"] = edtf_bounds(record.edtf)
    return row


def follow_up_row(passage: FollowUpPassage) -> Row:
    """Return the row of one passage that linking needs."""
    weights = {name: sorted(getattr(passage, name).items()) for name in ("terms", "context")}
    named = {"passage_id": passage.passage_id}
    return _columns(passage.model_dump(mode="json")) | named | weights


def _columns(fields: Row) -> Row:
    return {_COLUMNS.get(name, name): value for name, value in fields.items()}


def _utc(moment: dt.datetime) -> dt.datetime:
    return moment.astimezone(dt.UTC).replace(tzinfo=None)
