"""The questions that the command line asks: SQL in ``queries/``, rows in ``answers``."""

import datetime as dt
from typing import Any, TypeVar

from schemas.document import DocumentKind, FileState, Reason
from schemas.records import DocumentIdentity
from warehouse.answers import (
    CommitmentDue,
    DocumentLine,
    Mention,
    OrganisationYear,
    RecommendationYear,
    SpokenOf,
    StoredFile,
    Why,
)
from warehouse.asking import ask, ask_sql
from warehouse.connection import Connection

_Answer = TypeVar("_Answer")


def mentioned(connection: Connection, year: int) -> list[Mention]:
    """Return which numbered recommendations the documents of a year cite, per document."""
    return _answers(connection, Mention, "mentioned", year=year)


def spoken_of(connection: Connection, year: int) -> list[SpokenOf]:
    """Return which numbered recommendations the documents of a year name in other words only."""
    return _answers(connection, SpokenOf, "spoken_of", year=year)


def recommendation_by_year(
    connection: Connection, year: int | None = None
) -> list[RecommendationYear]:
    """Return every numbered recommendation in a year, cited or not and why not."""
    return _answers(connection, RecommendationYear, "recommendation_by_year", year=year)


def cited_years(connection: Connection) -> list[int]:
    """Return the years whose documents cite recommendations, the earliest first."""
    return [row["year"] for row in ask(connection, "cited_years")]


def commitments(
    connection: Connection,
    year: int | None = None,
    due_before: dt.date | None = None,
    status: str | None = None,
    as_of: dt.date | None = None,
) -> list[CommitmentDue]:
    """Return commitments, the earliest deadline first.

    ``due_before`` keeps those whose deadline has surely passed by that day: one due in 2024
    is not certain to fall before June 2024. ``status`` may be ``open``: not done, not cancelled.
    """
    chosen = {"year": year, "due_before": due_before, "status": status, "as_of": as_of}
    return _answers(connection, CommitmentDue, "commitments", **chosen)


def organisations(connection: Connection, year: int | None = None) -> list[OrganisationYear]:
    """Return who is named in a year, or in each year, the most often named first."""
    return _answers(connection, OrganisationYear, "organisations", year=year)


def documents(connection: Connection) -> list[DocumentLine]:
    """Return every file that was met, read or not, by path."""
    return _answers(connection, DocumentLine, "documents")


def identity(connection: Connection, document_id: str) -> DocumentIdentity:
    """Return what a document is; raises ``KeyError`` where the warehouse has none of this id."""
    for row in ask(connection, "identity", document_id=document_id):
        return DocumentIdentity(**row | {"kind": row["kind"] or DocumentKind.OTHER})
    raise KeyError(document_id)


def stored_files(connection: Connection) -> list[StoredFile]:
    """Return every file ever met, gone ones among them, with the version of its records."""
    return [_stored_file(**row) for row in ask(connection, "stored_files")]


def why(connection: Connection, record_id: str, context: int = 200) -> list[Why]:
    """Return the records whose id begins with ``record_id``, and the text around each."""
    found = ask(connection, "why", prefix=record_id.strip().lower(), context=context)
    return [Why(**row, details=_details(connection, row)) for row in found]


def _stored_file(state: str, reason: str | None, **rest: Any) -> StoredFile:
    return StoredFile(state=FileState(state), reason=Reason(reason) if reason else None, **rest)


def _details(connection: Connection, found: dict[str, Any]) -> dict[str, Any]:
    record = f"FROM {found['record_type']} WHERE record_id = $record_id"
    return ask_sql(connection, record, record_id=found["record_id"])[0]


def _answers(
    connection: Connection, answer: type[_Answer], name: str, **parameters: object
) -> list[_Answer]:
    return [answer(**row) for row in ask(connection, name, **parameters)]
