"""Corrected: the records of one document after its reviews, and what became of each review."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import zip_longest

from schemas.evidence import Evidence
from schemas.records import Recommendation, Response
from schemas.reviews import Outcome, Review
from warehouse.reviews.cases import Case, CaseBook, claims_of
from warehouse.reviews.decisions import Desk, OrphanedError
from warehouse.reviews.source import Source


@dataclass(frozen=True)
class Correction:
    """What a review made of one record: ``found`` by the rules, ``shown`` now; None for none."""

    review: Review
    found: Evidence | None
    shown: Evidence | None
    follows: bool = False


@dataclass(frozen=True)
class Corrected:
    """What reviews change in one document, and what became of each."""

    corrections: tuple[Correction, ...]
    outcomes: dict[str, tuple[Outcome, str | None]]
    """For each review's id, and why it is not applied."""


def correct(source: Source, found: Iterable[Evidence], reviews: Sequence[Review]) -> Corrected:
    """Return what ``reviews``, in their order, make of the records that the rules ``found``.

    The same in gives the same out; a record that no review speaks of is left alone.
    """
    ordered = sorted(found, key=lambda record: (record.start, record.end, record.record_id))
    desk = Desk(source, CaseBook(ordered), claims_of(reviews))
    orphaned = dict(_orphaned(desk, reviews))
    _show_once(desk.cases)
    _follow(desk.cases)
    outcomes = {one.review_id: _outcome(one, orphaned, desk.overruled) for one in reviews}
    return Corrected(tuple(_corrections(desk.cases)), outcomes)


def _orphaned(desk: Desk, reviews: Sequence[Review]) -> Iterator[tuple[str, str]]:
    for review in reviews:
        try:
            desk.decide(review)
        except OrphanedError as error:
            yield review.review_id, str(error)


def _outcome(
    review: Review, orphaned: dict[str, str], overruled: dict[str, str]
) -> tuple[Outcome, str | None]:
    if why := orphaned.get(review.review_id):
        return Outcome.ORPHANED, why
    if later := overruled.get(review.review_id):
        return Outcome.OVERRULED, f"by {later}"
    return Outcome.APPLIED, None


def _show_once(cases: CaseBook) -> None:
    """What a person made may be what the rules found elsewhere: it stays one record."""
    holders: dict[str, Case] = {}
    for case in sorted(cases, key=lambda case: not case.reviews):
        once = {one.record_id: one for one in case.shown}
        fresh = tuple(one for record_id, one in once.items() if record_id not in holders)
        if len(fresh) < len(case.shown) and not case.reviews:
            holders[case.shown[0].record_id].found += case.found
            case.found = ()
        case.shown = fresh
        holders |= {one.record_id: case for one in fresh}


def _follow(cases: CaseBook) -> None:
    """A response points at its recommendation, also where that got another quote."""
    now = {
        old.record_id: (new.record_id if new else None, case.reviews[-1])
        for case in cases
        if case.reviews
        for old, new in zip_longest(case.found, case.shown[:1] * len(case.found))
        if isinstance(old, Recommendation) and (new is None or new.record_id != old.record_id)
    }
    for case in cases:
        for one in case.shown:
            if isinstance(one, Response) and one.recommendation_id in now:
                answered, review = now[one.recommendation_id]
                _point(case, one, answered)
                case.follows = not case.reviews
                case.reviews = case.reviews or [review]


def _point(case: Case, response: Response, recommendation_id: str | None) -> None:
    pointed = response.model_copy(update={"recommendation_id": recommendation_id})
    case.shown = tuple(pointed if one is response else one for one in case.shown)


def _corrections(cases: CaseBook) -> Iterator[Correction]:
    for case in cases:
        if case.reviews:
            for found, shown in zip_longest(case.found, case.shown):
                yield Correction(case.reviews[-1], found, shown, case.follows)
