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
from warehouse.follow_up import begin_linking, keep_links, mark_linked, pairs_to_judge

Row = dict[str, Any]
_PAIR = itemgetter("record_id", "evidence_document_id")


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


def _links(pairs: Iterable[Row]) -> Iterator[Row]:
    for _, group in groupby(pairs, key=_PAIR):
        judged = [(pair, judge(_promise(pair), _evidence(pair))) for pair in group]
        yield from _best([_link(pair, found) for pair, found in judged if found])


def _best(links: list[Row]) -> list[Row]:
    """One document tells of a promise once; more often only where that is beyond doubt."""
    rules = load_rules("follow_up")["link"]
    ranked = sorted(links, key=lambda link: (-link["score"], link["evidence_start"]))
    sure = [link for link in ranked[1:] if link["score"] >= rules["others"]]
    return [*ranked[:1], *sure][: rules["most"]]


def _link(pair: Row, found: Judgement) -> Row:
    kept = {name: pair[name] for name in pair if name.startswith("evidence_")}
    return {
        "record_id": pair["record_id"],
        "document_id": pair["document_id"],
        "evidence_document_id": kept["evidence_document_id"],
        "evidence_page": kept["evidence_page"],
        "evidence_start": kept["evidence_start"],
        "evidence_end": kept["evidence_end"],
        "evidence_quote": kept["evidence_quote"],
        "verdict": found.verdict,
        "cue": pair["evidence_cue"],
        "happened": found.happened,
        "known_on": days_of(found.happened).last if found.happened else pair["told_to"],
        "timing": found.timing,
        "shared": list(found.shared),
        "reason": found.reason,
        "score": found.score,
    }


def _promise(pair: Row) -> Side:
    return Side(
        text=pair["quote"],
        told=Days(pair["promised_from"], pair["promised_to"]),
        terms=pair["terms"],
        context=pair["context"],
        cue=pair["cue"],
        theme=pair["theme"],
        organisations=tuple(pair["actors"]),
        codes=tuple(pair["codes"]),
        chosen=tuple(pair["chosen"]),
        names=tuple(pair["names"]),
        dates=tuple(pair["dates"]),
        is_state=pair["is_state"],
        due=pair["due"],
    )


def _evidence(pair: Row) -> Side:
    return Side(
        text=pair["evidence_quote"],
        told=Days(pair["told_from"], pair["told_to"]),
        terms=pair["evidence_terms"],
        context=pair["evidence_context"],
        cue=pair["evidence_cue"],
        theme=pair["evidence_theme"],
        organisations=tuple(pair["organisations"]),
        codes=tuple(pair["evidence_codes"]),
        names=tuple(pair["evidence_names"]),
        dates=tuple(pair["evidence_dates"]),
        is_state=pair["is_outspoken"],
        tells=Verdict(pair["tells"]),
    )
