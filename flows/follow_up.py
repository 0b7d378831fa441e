"""Following up: every promise in the warehouse meets what later documents tell of it.

The warehouse finds pairs by shared rare terms (``warehouse.follow_up``), the rules judge each
(``extractors.follow_up.judging``); only here do both meet. What is judged depends on the two
documents alone, so a run costs what changed, and gives what a run over all would give.
"""

from collections.abc import Iterable, Iterator
from itertools import groupby
from operator import itemgetter
from typing import Any

from extractors.follow_up.judging import Judgement, Side, judge
from extractors.follow_up.moments import Days, days_of, told_on
from extractors.rules import load_rules
from schemas.follow_up import Verdict
from warehouse.connection import Connection, transaction
from warehouse.follow_up import Pairs, begin_linking, keep_links, mark_linked, pairs_to_judge

Row = dict[str, Any]
_SAME_DOCUMENT = itemgetter("record_id", "evidence_document_id")


def follow_up(connection: Connection) -> int:
    """Link the commitments of documents that changed, and to them; return how many links."""
    with transaction(connection):
        changed = begin_linking(connection)
        mark_linked(connection, [_dated(document) for document in changed])
        return keep_links(connection, _links(pairs_to_judge(connection)))


def _dated(document: Row) -> Row:
    told = told_on(
        document["kind"], document["year"], document["published"], document["event_date"]
    )
    first, last = told or (None, None)
    kept = {name: document[name] for name in ("document_id", "fingerprint")}
    return kept | {"told_from": first, "told_to": last}


def _links(batches: Iterable[Pairs]) -> Iterator[Row]:
    found = (link for pairs in batches for link in _judged(pairs))
    for _, group in groupby(found, key=_SAME_DOCUMENT):
        yield from _best(list(group))


def _judged(pairs: Pairs) -> Iterator[Row]:
    sides = {name: _side(row) for name, row in pairs.passages.items()}
    for promise, evidence in pairs.ids:
        found = judge(sides[promise], sides[evidence])
        if found:
            yield _link(pairs.passages[promise], pairs.passages[evidence], found)


def _best(links: list[Row]) -> list[Row]:
    """One document tells of a promise once; more often only where that is beyond doubt."""
    rules = load_rules("follow_up")["link"]
    ranked = sorted(links, key=lambda link: (-link["score"], link["evidence_start"]))
    sure = [link for link in ranked[1:] if link["score"] >= rules["others"]]
    return [*ranked[:1], *sure][: rules["most"]]


def _link(promise: Row, evidence: Row, found: Judgement) -> Row:
    return {
        "record_id": promise["record_id"],
        "document_id": promise["document_id"],
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
        tells=Verdict(row["tells"]) if row["tells"] else None,
        due=row["due"],
    )
