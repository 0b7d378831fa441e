"""Reviews at a build: what they made before is undone, and all of them are applied anew."""

import hashlib
import json
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import islice

from schemas.reviews import Outcome, Review
from warehouse import stored
from warehouse.asking import ask
from warehouse.connection import Connection, transaction
from warehouse.load import insert
from warehouse.package_sql import sql_files
from warehouse.reviews.corrected import Correction, correct
from warehouse.reviews.families import Families, families
from warehouse.reviews.source import Source
from warehouse.rows import Row, record_row

_BATCH = 50
_ORDER = (Outcome.APPLIED, Outcome.OVERRULED, Outcome.ORPHANED)
_GONE = (Outcome.ORPHANED, "its document has gone")

Outcomes = dict[str, tuple[Outcome, str | None]]


def known_reviews(connection: Connection) -> list[Review]:
    """Return the reviews that the warehouse holds, in their order."""
    rows = connection.execute("SELECT review FROM stored.reviews ORDER BY line").fetchall()
    return [Review.model_validate_json(line) for (line,) in rows]


def apply_reviews(connection: Connection, log: Sequence[Review]) -> None:
    """Apply the reviews of ``log`` to a warehouse that is being built.

    Whatever the warehouse holds of reviews stays, also where the log has lost it. The records
    as the rules found them are set aside, so that nothing is extracted anew.
    """
    before = {review.review_id: review for review in known_reviews(connection)}
    reviews = [*(before | {review.review_id: review for review in log}).values()]
    if not reviews:
        return
    with transaction(connection):
        _restore(connection)
        related = families(connection)
        by_document = related.by_document(reviews)
        outcomes = dict(_corrected(connection, by_document))
        _replace_reviews(connection, reviews, related, outcomes)
        _set_versions(connection, by_document)


def _restore(connection: Connection) -> None:
    """Put back what the rules had found."""
    rows = connection.execute(
        "SELECT record_type, shown_id, found_id, found FROM stored.corrections ORDER BY ALL"
    ).fetchall()
    shown: dict[str, set[str]] = defaultdict(set)
    found: dict[str, dict[str, Row]] = defaultdict(dict)
    for record_type, shown_id, found_id, text in rows:
        if shown_id:
            shown[record_type].add(shown_id)
        if found_id:
            found[record_type][found_id] = record_row(stored.record_from_json(record_type, text))
    for table in shown | found:
        _exchange(connection, table, shown[table], [*found[table].values()])
    connection.execute("DELETE FROM stored.corrections")


def _corrected(
    connection: Connection, by_document: dict[str, list[Review]]
) -> Iterator[tuple[str, Outcomes]]:
    codes, names = _codes(connection), _names(connection)
    ids = iter(by_document)
    while batch := list(islice(ids, _BATCH)):
        documents, found = stored.documents(connection, batch), stored.records(connection, batch)
        corrections: list[Correction] = []
        for document_id, document in documents.items():
            source, reviews = Source(document, codes, names), by_document[document_id]
            corrected = correct(source, found[document_id], reviews)
            corrections += corrected.corrections
            yield document_id, corrected.outcomes
        _write(connection, corrections)


def _write(connection: Connection, corrections: list[Correction]) -> None:
    found: dict[str, set[str]] = defaultdict(set)
    shown: dict[str, list[Row]] = defaultdict(list)
    for one in corrections:
        if one.found:
            found[one.found.record_type].add(one.found.record_id)
        if one.shown:
            shown[one.shown.record_type].append(record_row(one.shown))
    for table in found | shown:
        _exchange(connection, table, found[table], shown[table])
    insert(connection, "corrections", [_correction_row(one) for one in corrections])


def _exchange(connection: Connection, table: str, old: set[str], new: list[Row]) -> None:
    away = f"DELETE FROM stored.{table} WHERE record_id IN (SELECT unnest($ids))"  # noqa: S608
    connection.execute(away, {"ids": sorted(old)})
    insert(connection, table, new)


def _correction_row(one: Correction) -> Row:
    either = one.shown or one.found
    assert either is not None
    return {
        "document_id": either.document_id,
        "record_type": either.record_type,
        "review_id": one.review.review_id,
        "found_id": one.found and one.found.record_id,
        "found": one.found and one.found.model_dump_json(exclude={"record_id"}),
        "shown_id": one.shown and one.shown.record_id,
        "follows": one.follows,
    }


def _replace_reviews(
    connection: Connection, reviews: list[Review], related: Families, outcomes: dict[str, Outcomes]
) -> None:
    rows = [
        _review_row(line, review, *_outcome(review, related, outcomes))
        for line, review in enumerate(reviews, start=1)
    ]
    connection.execute("DELETE FROM stored.reviews")
    insert(connection, "reviews", rows)


def _outcome(
    review: Review, related: Families, outcomes: dict[str, Outcomes]
) -> tuple[Outcome, str | None]:
    """The best of what became of it in the documents that are shown."""
    shown = (one for one in related.of(review) if related.is_shown(one) and one in outcomes)
    there = [outcomes[document_id][review.review_id] for document_id in shown]
    return min(there, key=lambda pair: _ORDER.index(pair[0]), default=_GONE)


def _review_row(line: int, review: Review, outcome: Outcome, explanation: str | None) -> Row:
    seen = review.record.model_dump(include={"document_id", "path", "record_type", "quote"})
    return seen | {
        "review_id": review.review_id,
        "line": line,
        "reviewed_at": review.reviewed_at,
        "reviewer": review.who,
        "decision": review.decision,
        "changes": json.dumps(review.changes, ensure_ascii=False) if review.changes else None,
        "remark": review.why,
        "outcome": outcome,
        "explanation": explanation,
        "review": review.line(),
    }


def _set_versions(connection: Connection, by_document: dict[str, list[Review]]) -> None:
    versions = [_version(reviews) for reviews in by_document.values()]
    chosen = {"ids": list(by_document), "versions": versions}
    connection.execute(sql_files("queries")["set_reviews_version"], chosen)


def _version(reviews: list[Review]) -> str:
    ids = " ".join(review.review_id for review in reviews)
    return hashlib.sha256(ids.encode()).hexdigest()[:12]


def _codes(connection: Connection) -> set[str]:
    rows = connection.execute("SELECT code FROM stored.recommendations_register").fetchall()
    return {code for (code,) in rows}


def _names(connection: Connection) -> dict[str, str]:
    return {row["written"]: row["name"] for row in ask(connection, "organisation_names")}
