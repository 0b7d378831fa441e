"""Following up: every promise in the warehouse meets what later documents tell of it.

The warehouse finds pairs by shared rare terms (``warehouse.follow_up``), the rules judge each
(``extractors.follow_up.judging``); only here do both meet. What is judged depends on the two
documents alone, so a run costs what changed, and gives what a run over all would give.
"""

from collections.abc import Iterable, Iterator
from itertools import groupby
from operator import itemgetter
from typing import Any

from extractors.confidence import confidence
from extractors.follow_up.added import passage_of
from extractors.follow_up.judging import Judgement, judge
from extractors.follow_up.moments import Days, days_of, told_on
from extractors.follow_up.pairs import Side
from extractors.rules import load_rules
from schemas.follow_up import Verdict
from schemas.records import Commitment, CommitmentKind
from warehouse.connection import Connection, transaction
from warehouse.follow_up import (
    PROVEN,
    Pairs,
    begin_linking,
    keep_links,
    keep_passages,
    keep_proven,
    mark_linked,
    pairs_to_judge,
    proven_promises,
    unread_commitments,
)

Row = dict[str, Any]
_SAME_DOCUMENT = itemgetter("record_id", "evidence_document_id")


def follow_up(connection: Connection) -> int:
    """Link the commitments of documents that changed, and to them; return how many links."""
    with transaction(connection):
        keep_passages(connection, map(passage_of, unread_commitments(connection)))
        changed = begin_linking(connection)
        mark_linked(connection, [_dated(document) for document in changed])
        count = keep_links(connection, _links(pairs_to_judge(connection)))
        keep_proven(connection, map(_commitment, proven_promises(connection)))
        return count


def _dated(document: Row) -> Row:
    names = ("kind", "year", "published", "event_date", "title")
    told = told_on(*(document[name] for name in names))
    first, last = told or (None, None)
    kept = {name: document[name] for name in ("document_id", "fingerprint")}
    return kept | {"told_from": first, "told_to": last}


def _links(batches: Iterable[Pairs]) -> Iterator[Row]:
    found = (link for pairs in batches for link in _judged(pairs))
    for _, group in groupby(found, key=_SAME_DOCUMENT):
        links = sorted(group, key=lambda link: (-link["score"], link["evidence_start"]))
        yield from _best(links)


def _judged(pairs: Pairs) -> Iterator[Row]:
    sides = {name: _side(row) for name, row in pairs.passages.items()}
    for promise, evidence in pairs.ids:
        found = judge(sides[promise], sides[evidence])
        if found:
            yield _link(pairs.passages[promise], pairs.passages[evidence], found)


def _best(links: list[Row]) -> list[Row]:
    """One document tells of a promise once; more often where that is beyond doubt, or of a goal."""
    rules = load_rules("follow_up")["link"]
    if links[0]["is_state"]:
        return links[: rules["most_of_goal"]]
    sure = [link for link in links[1:] if link["score"] >= rules["others"]]
    return [*links[:1], *sure][: rules["most"]]


def _link(promise: Row, evidence: Row, found: Judgement) -> Row:
    return {
        "record_id": promise["record_id"],
        "document_id": promise["document_id"],
        "is_state": promise["is_state"],
        "evidence_document_id": evidence["document_id"],
        "evidence_page": evidence["page"],
        "evidence_start": evidence["start_char"],
        "evidence_end": evidence["end_char"],
        "evidence_quote": evidence["quote"],
        "verdict": found.verdict,
        "cue": evidence["cue"],
        "happened": found.happened,
        "known_on": days_of(found.happened).last if found.happened else evidence["told_to"],
        "timing": found.timing,
        "shared": list(found.shared),
        "reason": found.reason,
        "score": found.score,
    }


def _commitment(promise: Row) -> Commitment:
    """What was too unsure to be a commitment is one: a later document tells what came of it."""
    sure = confidence(Commitment.record_type, PROVEN, promise["likelihood"])
    told = {name: value for name, value in promise.items() if name != "likelihood"}
    return Commitment(rule=PROVEN, confidence=sure, kind=CommitmentKind.PLEDGE, **told)


def _side(row: Row) -> Side:
    return Side(
        text=row["quote"],
        told=Days(row["told_from"], row["told_to"]),
        terms=row["terms"],
        context=row["context"],
        cue=row["cue"],
        theme=row["theme"],
        organisations=tuple(row["organisations"]),
        codes=tuple(row["codes"]),
        chosen=tuple(row["chosen"]),
        names=tuple(row["names"]),
        dates=tuple(row["dates"]),
        is_state=row["is_state"],
        is_plain=bool(row["is_plain"]),
        tells=Verdict(row["tells"]) if row["tells"] else None,
        due=row["due"],
        likelihood=row["likelihood"] or 1.0,
    )
