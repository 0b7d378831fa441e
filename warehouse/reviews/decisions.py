"""Decisions: what each review does to the case of its record."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from pydantic import JsonValue

from schemas.evidence import Evidence
from schemas.reviews import REVIEW_RULE, Decision, Review, SeenRecord
from warehouse.reviews.cases import Case, CaseBook, Claim, Match, match
from warehouse.reviews.fields import kept_fields
from warehouse.reviews.places import Place
from warehouse.reviews.source import Source, anchor
from warehouse.rows import RECORD_TYPES

_EXACT = 100

Values = Mapping[str, JsonValue]


class OrphanedError(Exception):
    """A review no longer finds its record; the message says what is gone."""


@dataclass
class Desk:
    """Where the reviews of one document are worked off, one after another."""

    source: Source
    cases: CaseBook
    claims: set[Claim]
    overruled: dict[str, str] = field(default_factory=dict)
    """For each review that no longer counts, the one that overruled it."""

    def decide(self, review: Review) -> None:
        """Do what ``review`` says.

        Raises ``OrphanedError`` where its passage, or a part of it, is gone.
        """
        place = self._find(review.record)
        meant = match(review, place, self.cases, self.claims)
        if review.decision is Decision.REJECT:
            self._reject(review, meant)
        elif review.decision is Decision.UNDO:
            self._undo(review, meant)
        elif review.decision is Decision.MERGE:
            self._merge(review, place, meant)
        elif review.decision is Decision.SPLIT:
            self._split(review, place, meant)
        else:
            self._keep(review, place, meant)

    def _keep(self, review: Review, place: Place, meant: Match | None) -> None:
        """Accept, edit, add: the record stays as the reviewer saw it, with what was changed."""
        values = self._values(review, meant)
        if "quote" in review.changes:
            place = self._find_near(str(review.changes["quote"]), place)
        elif meant and place.alike < _EXACT:  # the text was touched up: the rules know its ends
            place = replace(place, start=anchor(meant.record)[0], end=anchor(meant.record)[1])
        case = meant.case if meant else self.cases.add(Case())
        if case.reviews and case.shown and not review.changes:
            case.reviews.append(review)  # confirms what an earlier review made of it
            return
        record = self._record(review.record, values, place, meant)
        self._show(review, case, meant.replaced_by(record) if meant else (record,))

    def _reject(self, review: Review, meant: Match | None) -> None:
        """Where the rules no longer find what was rejected, there is nothing left to do."""
        if meant:
            self._show(review, meant.case, meant.replaced_by())

    def _undo(self, review: Review, meant: Match | None) -> None:
        if meant:
            self._overrule(meant.case, review)
            meant.case.shown, meant.case.reviews = meant.case.found, []

    def _merge(self, review: Review, place: Place, meant: Match | None) -> None:
        others = [review.model_copy(update={"record": other}) for other in review.others]
        places = [place, *(self._find(other.record) for other in others)]
        matches = [
            match(other, near, self.cases, self.claims)
            for other, near in zip(others, places[1:], strict=True)
        ]
        values = _together([review.record.values, *(other.values for other in review.others)])
        span = min(one.start for one in places), max(one.end for one in places)
        whole = Place(*span, alike=_EXACT, context=())
        record = self._record(review.record, values | dict(review.changes), whole, meant)
        case = meant.case if meant else self.cases.add(Case())
        for found in matches:
            self._join(case, found)
        self._show(review, case, (record,))

    def _join(self, case: Case, other: Match | None) -> None:
        if other and other.case is not case:
            case.found += other.case.found
            case.reviews += other.case.reviews
            other.case.found, other.case.shown, other.case.reviews = (), (), []

    def _split(self, review: Review, place: Place, meant: Match | None) -> None:
        values = self._values(review, meant)
        places = self.source.parts_of(place, review.parts)
        if places is None:
            raise OrphanedError("a part no longer stands in its passage")
        parts = [self._record(review.record, values, part, meant) for part in places]
        case = meant.case if meant else self.cases.add(Case())
        self._show(review, case, meant.replaced_by(*parts) if meant else tuple(parts))

    def _values(self, review: Review, meant: Match | None) -> Values:
        """What was changed, on top of what an earlier review made of it or the reviewer saw."""
        base = review.record.values
        if meant and meant.case.reviews and meant.record in meant.case.shown:
            base = meant.record.model_dump(mode="json")
        return {**base, **review.changes}

    def _record(
        self, seen: SeenRecord, values: Values, place: Place, meant: Match | None
    ) -> Evidence:
        kind = RECORD_TYPES[seen.record_type]
        told = {name: values[name] for name in kept_fields(kind) if name in values}
        kept = self.source.named(told)
        of_place = self.source.place_of(kind, place, kept)
        if of_place is None:
            raise OrphanedError("the other side of it is gone")
        answered = getattr(meant.record, "recommendation_id", None) if meant else None
        follows = {"recommendation_id": answered} if answered else {}
        rule = meant.record.rule if meant else REVIEW_RULE
        return kind.model_validate(kept | of_place | follows | {"rule": rule, "confidence": 1})

    def _show(self, review: Review, case: Case, shown: tuple[Evidence, ...]) -> None:
        if not shown or not case.shown:
            self._overrule(case, review)
            case.reviews.clear()
        for earlier in [one for one in case.reviews if _is_overwritten(one, review)]:
            self.overruled[earlier.review_id] = review.review_id
            case.reviews.remove(earlier)
        case.shown = shown
        case.reviews.append(review)
        self.cases.note(case)

    def _overrule(self, case: Case, review: Review) -> None:
        self.overruled |= {one.review_id: review.review_id for one in case.reviews}

    def _find(self, seen: SeenRecord) -> Place:
        place = self.source.find(seen)
        if place is None:
            raise OrphanedError("its passage is no longer in the text")
        return place

    def _find_near(self, quote: str, near: Place) -> Place:
        place = self.source.find_near(quote, near)
        if place is None:
            raise OrphanedError("the quote that it gives is not in the text")
        return place


def _is_overwritten(earlier: Review, later: Review) -> bool:
    return bool(earlier.changes) and earlier.changes.keys() <= later.changes.keys()


def _together(many: list[dict[str, JsonValue]]) -> dict[str, JsonValue]:
    """The first value of each field that says anything; names and codes of all."""
    joined: dict[str, JsonValue] = {}
    for values in many:
        for name, value in values.items():
            held = joined.get(name)
            if isinstance(held, list) and isinstance(value, list):
                joined[name] = [*held, *(one for one in value if one not in held)]
            elif held is None:
                joined[name] = value
    return joined
