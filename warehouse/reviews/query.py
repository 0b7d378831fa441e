"""What there is to review, and what became of what was reviewed."""

import datetime as dt
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from schemas.evidence import Evidence
from schemas.reviews import Outcome, Review, SeenRecord
from warehouse import stored
from warehouse.asking import ask
from warehouse.connection import Connection
from warehouse.reviews.source import Source, anchor

WAITING = "waiting"
"""The outcome of a review that no build has applied yet."""


@dataclass(frozen=True)
class ReviewLine:
    """A review, what became of it, and the records that it shaped last."""

    line: int
    review_id: str
    reviewed_at: dt.datetime
    reviewer: str
    decision: str
    path: str
    record_type: str
    quote: str
    changes: str | None
    remark: str | None
    outcome: str
    explanation: str | None
    record_ids: list[str]


@dataclass(frozen=True)
class Chosen:
    """Which records are to be reviewed; None for all."""

    year: int | None = None
    kind: str | None = None
    record_type: str | None = None
    min_confidence: float | None = None
    max_confidence: float | None = None
    sample: int | None = None
    """How many at the most; which ones depends on nothing but the records."""


@dataclass(frozen=True)
class ToReview:
    """A record as it is put before a reviewer."""

    record: Evidence
    seen: SeenRecord
    before: str
    after: str
    path: str
    title: str | None
    year: int | None
    decision: str | None
    """What was decided of it last; None where nobody reviewed it."""
    reviewer: str | None


def reviews(connection: Connection, outcome: Outcome | None = None) -> list[ReviewLine]:
    """Return the reviews in their order, or those of one outcome."""
    rows = ask(connection, "reviews", outcome=outcome)
    return [ReviewLine(**row) for row in rows]


def waiting(connection: Connection, log: Iterable[Review]) -> list[ReviewLine]:
    """Return the reviews of the log that no build has applied yet, in their order."""
    lines = reviews(connection)
    known = {line.review_id for line in lines}
    new = (review for review in log if review.review_id not in known)
    return [_waiting(line, review) for line, review in enumerate(new, start=len(lines) + 1)]


def to_review(connection: Connection, chosen: Chosen, context: int = 200) -> Iterator[ToReview]:
    """Yield the records that are chosen, by document and place, with the text around them."""
    rows = ask(connection, "to_review", **vars(chosen))
    for document_id, group in groupby(rows, key=lambda row: str(row["document_id"])):
        source = Source(stored.documents(connection, [document_id])[document_id])
        kept = stored.records(connection, [document_id])[document_id]
        by_id = {record.record_id: record for record in kept}
        for row in group:
            yield _to_review(source, by_id, row, context)


def _waiting(line: int, review: Review) -> ReviewLine:
    seen = review.record.model_dump(include={"path", "record_type", "quote"})
    return ReviewLine(
        line=line,
        review_id=review.review_id,
        reviewed_at=review.reviewed_at,
        reviewer=review.who,
        decision=review.decision,
        changes=json.dumps(review.changes, ensure_ascii=False) if review.changes else None,
        remark=review.why,
        outcome=WAITING,
        explanation=None,
        record_ids=[],
        **seen,
    )


def _to_review(
    source: Source, by_id: dict[str, Evidence], row: dict[str, Any], context: int
) -> ToReview:
    record = by_id.get(row["record_id"]) or stored.record_from_json(
        row["record_type"], row["found"]
    )
    start, end = anchor(record)
    text = source.document.text
    told = {name: row[name] for name in ("path", "title", "year", "decision", "reviewer")}
    before, after = text[max(0, start - context) : start], text[end : end + context]
    return ToReview(record, source.seen(record), before, after, **told)


@dataclass(frozen=True)
class Reviewed:
    """A document of which people reviewed records, and those records by id."""

    document_id: str
    path: str
    record_types: tuple[str, ...]
    """The types of record that were reviewed, though all of one type may have been rejected."""
    records: tuple[Evidence, ...]
    reviewed: frozenset[str]


def reviewed_documents(connection: Connection) -> Iterator[Reviewed]:
    """Yield the documents of which a record was reviewed, with all that is shown of them."""
    for row in ask(connection, "reviewed_documents"):
        document_id = row["document_id"]
        records = stored.records(connection, [document_id])[document_id]
        marked = ask(connection, "reviewed_records", document_id=document_id)
        yield Reviewed(
            document_id,
            row["path"],
            tuple(row["record_types"]),
            tuple(sorted(records, key=lambda record: (record.start, record.record_id))),
            frozenset(one["shown_id"] for one in marked),
        )
