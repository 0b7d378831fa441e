"""Cases: each record of a document, as the rules found it and as reviews left it."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field

from schemas.evidence import Evidence
from schemas.reviews import Decision, Review
from warehouse.reviews.fields import TOLD_APART
from warehouse.reviews.folding import fold
from warehouse.reviews.places import Place
from warehouse.reviews.source import anchor, words_of
from warehouse.rows import RECORD_TYPES

Claim = tuple[str, str, object]
"""What a review speaks of: a type of record, the words, and what tells it apart."""

_OVERLAP = 0.8
_LONGER = 3
"""What grew beyond so many times its length is another record."""


@dataclass(eq=False)
class Case:
    """What became of one record: what the rules found, what is shown, who had a say in it."""

    found: tuple[Evidence, ...] = ()
    shown: tuple[Evidence, ...] = ()
    reviews: list[Review] = field(default_factory=list)
    """The reviews that are in force, in their order."""
    follows: bool = False
    """Whether it only follows the correction of another record."""


class CaseBook:
    """The cases of a document, and which of them stand near a place."""

    _REACH = 500
    """Characters that are looked up together."""

    def __init__(self, found: Iterable[Evidence]) -> None:
        self._cases: list[Case] = []
        self._near: dict[int, dict[int, Case]] = defaultdict(dict)
        for record in found:
            self.add(Case((record,), (record,)))

    def __iter__(self) -> Iterator[Case]:
        return iter(self._cases)

    def add(self, case: Case) -> Case:
        """Take in a new case."""
        self._cases.append(case)
        self.note(case)
        return case

    def note(self, case: Case) -> None:
        """Take in where the records of a case stand now."""
        for record in _records(case):
            for part in self._parts(*anchor(record)):
                self._near[part][id(case)] = case

    def near(self, place: Place) -> Iterator[Case]:
        """Yield the cases that may stand at ``place``, in no order that matters."""
        parts = self._parts(place.start, place.end)
        yield from {key: case for part in parts for key, case in self._near[part].items()}.values()

    def _parts(self, start: int, end: int) -> range:
        return range(start // self._REACH, end // self._REACH + 1)


@dataclass(frozen=True)
class Match:
    """A case, and which of its records is meant."""

    case: Case
    record: Evidence

    def replaced_by(self, *records: Evidence) -> tuple[Evidence, ...]:
        """Return what the case shows once ``records`` stand in place of the one meant."""
        shown = self.case.shown
        if self.record not in shown:
            return records
        place = shown.index(self.record)
        return (*shown[:place], *records, *shown[place + 1 :])


def claims_of(reviews: Collection[Review]) -> set[Claim]:
    """Return all that ``reviews`` speak of."""
    return {
        (seen.record_type, fold(words_of(seen)).text, told)
        for review in reviews
        for seen in (review.record, *review.others)
        for told in _told_apart(review)
    }


def match(review: Review, place: Place, cases: CaseBook, claims: set[Claim]) -> Match | None:
    """Return the record that ``review`` speaks of; None where there is none at ``place``.

    A record of just these words comes before one that overlaps with them; of which another
    review speaks, that is left to it.
    """
    ranked = [
        (_rank(review, place, case, record, claims), record.record_id, Match(case, record))
        for case in cases.near(place)
        for record in _records(case)
        if record.record_type == review.record.record_type
    ]
    rank, _, best = max(ranked, key=lambda one: one[:2], default=(0, "", None))
    return best if rank else None


def _records(case: Case) -> Iterator[Evidence]:
    yield from case.shown
    yield from (record for record in case.found if record not in case.shown)


def _rank(review: Review, place: Place, case: Case, record: Evidence, claims: set[Claim]) -> float:
    """The same words 3, another value there 1 to 2, words that overlap 0 to 1, else 0."""
    is_told = _value(record) in _told_apart(review)
    if is_told and anchor(record) == (place.start, place.end):
        return 3
    shared = _overlap(place, record, is_generous=review.decision is Decision.REJECT)
    if _claim(record) in claims or not shared:
        return 0
    if is_told:
        return 1 + shared
    return 0 if case.reviews or review.decision is Decision.REJECT else shared


def _overlap(place: Place, record: Evidence, is_generous: bool) -> float:
    """How much the longer one shares with the shorter, where they are one passage.

    What was rejected is so too where the rules now quote a part of it.
    """
    start, end = anchor(record)
    shared = min(end, place.end) - max(start, place.start)
    shorter, longer = sorted((end - start, place.end - place.start))
    enough = shorter if is_generous and longer <= _LONGER * shorter else longer
    return shared / longer if shared >= _OVERLAP * enough else 0


def _claim(record: Evidence) -> Claim:
    words = getattr(record, "text", None) or record.quote
    return record.record_type, fold(words).text, _value(record)


def _value(record: Evidence) -> object:
    return getattr(record, TOLD_APART.get(type(record), ""), None)


def _told_apart(review: Review) -> set[object]:
    name = TOLD_APART.get(RECORD_TYPES[review.record.record_type], "")
    return {told.get(name) for told in (review.record.values, review.changes) if name in told} or {
        None
    }
