"""Answers: what a reviewer filled in, whatever the file, becomes reviews or a line of complaint."""

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from itertools import pairwise
from typing import Any

from pydantic import ValidationError

from schemas.reviews import Decision, Review, SeenRecord
from warehouse import stored
from warehouse.connection import Connection
from warehouse.reviews.fields import (
    FieldError,
    addable_types,
    required_fields,
    value_of,
)
from warehouse.reviews.places import Place
from warehouse.reviews.source import Source
from warehouse.rows import RECORD_TYPES

_FAR = 300
"""Two records with so many characters between them are not one passage."""


class AnswerError(ValueError):
    """An answer that cannot be used; the message is one line that says why."""


class ReviewFileError(Exception):
    """A file of answers that cannot be read at all; the message is one line that names it."""


@dataclass(frozen=True)
class Asked:
    """A record as it was put before the reviewer, and the last review of it then."""

    seen: SeenRecord
    follows: str | None = None


@dataclass(frozen=True)
class Answer:
    """What a reviewer filled in about one record, or about one that is missing."""

    where: str
    """Where it stands in the file, such as ``records, row 12``."""
    decision: str
    asked: Asked | None = None
    """None for a record that is missing."""
    changes: Mapping[str, Any] = field(default_factory=dict)
    """What differs from what was asked, field by field, as it was told."""
    joined: tuple[str, ...] = ()
    """The ids of the records to join to it."""
    parts: tuple[str, ...] = ()
    why: str | None = None
    who: str | None = None
    missing: SeenRecord | None = None
    """Where a missing record stands: document, type, quote and context, without values."""
    page: int | None = None
    """The page that a missing record stands on; None where that was not told."""


@dataclass(frozen=True)
class Taken:
    """The reviews that a file of answers gives, and one line for each answer that gives none."""

    reviews: list[Review]
    faults: list[str]


def take(
    answers: Iterable[Answer | AnswerError],
    asked: Mapping[str, Asked],
    connection: Connection,
    who: str,
) -> Taken:
    """Return the reviews that ``answers`` give, with the places of quotes checked in the warehouse.

    ``asked`` are the records of the file by id. An answer without its own ``who`` is ``who``'s.
    """
    taken, desk = Taken([], []), _Desk(connection, asked, who)
    for answer in answers:
        try:
            taken.reviews.append(desk.review_of(answer))
        except AnswerError as error:
            taken.faults.append(str(error))
    return taken


class _Desk:
    def __init__(self, connection: Connection, asked: Mapping[str, Asked], who: str) -> None:
        self._asked = asked
        self._who = who
        self._now = dt.datetime.now(dt.UTC).replace(microsecond=0)
        self._source = cache(lambda document_id: _source(connection, document_id))

    def review_of(self, answer: Answer | AnswerError) -> Review:
        if isinstance(answer, AnswerError):
            raise answer
        try:
            return self._review(answer)
        except (FieldError, AnswerError) as error:
            raise AnswerError(f"{answer.where}: {error}") from None
        except ValidationError as error:
            reason = error.errors()[0]["msg"].removeprefix("Value error, ")
            raise AnswerError(f"{answer.where}: {reason}") from None

    def _review(self, answer: Answer) -> Review:
        decision = _decision(answer)
        seen = answer.asked.seen if answer.asked else self._missing(answer)
        changes = _changes(answer, decision, seen) if answer.asked else {}
        review = Review(
            when=self._now,
            who=answer.who or self._who,
            decision=decision,
            record=seen,
            changes=changes,
            others=tuple(self._others(answer, seen)) if decision is Decision.MERGE else (),
            parts=answer.parts if decision is Decision.SPLIT else (),
            why=answer.why or None,
            follows=answer.asked.follows if answer.asked else None,
        )
        return self._with_true_quotes(review)

    def _missing(self, answer: Answer) -> SeenRecord:
        """What is to be added, as it stands in the text; names that are masked there stay so."""
        told = answer.missing
        assert told is not None
        if told.record_type not in addable_types():
            known = ", ".join(addable_types())
            raise AnswerError(f"type: {told.record_type!r} is none of {known}")
        kind, source = RECORD_TYPES[told.record_type], self._source(told.document_id)
        values = {name: value_of(kind, name, value) for name, value in answer.changes.items()}
        if lacking := [name for name in required_fields(kind) if values.get(name) is None]:
            raise AnswerError(f"{lacking[0].replace('_', ' ')} is empty")
        place = source and source.find(told, answer.page)
        if not source or not place:
            where = f"{told.path}, page {answer.page}" if answer.page else told.path
            raise AnswerError(f"the quote does not stand in {where}")
        return source.seen_at(kind, place, values)

    def _others(self, answer: Answer, seen: SeenRecord) -> Iterator[SeenRecord]:
        for record_id in answer.joined:
            other = self._asked.get(record_id)
            if other is None:
                raise AnswerError(f"merge with: no record {record_id!r} in this file")
            if (other.seen.document_id, other.seen.record_type) != (
                seen.document_id,
                seen.record_type,
            ):
                raise AnswerError(f"merge with: {record_id} is of another document or type")
            if other.seen == seen:
                raise AnswerError(f"merge with: {record_id} is the record itself")
            yield other.seen

    def _with_true_quotes(self, review: Review) -> Review:
        """Typed quotes as the text has them: a name that is masked there is not kept."""
        source = self._source(review.record.document_id)
        place = source and source.find(review.record)
        if not source or not place:
            return review  # of an older file: the build will tell
        if others := [source.find(other) for other in review.others]:
            _refuse_far([place, *(other for other in others if other)])
        parts = source.parts_of(place, review.parts)
        if parts is None:
            raise AnswerError("parts: one of them is no part of the record")
        changes = dict(review.changes)
        if "quote" in changes:
            changes["quote"] = _true(source, str(changes["quote"]), place)
        quotes = tuple(source.document.text[part.start : part.end] for part in parts)
        return review.model_copy(update={"parts": quotes, "changes": changes})


def _decision(answer: Answer) -> Decision:
    try:
        return Decision(answer.decision.strip().casefold())
    except ValueError:
        known = ", ".join(one for one in Decision if one is not Decision.ADD)
        raise AnswerError(f"decision: {answer.decision!r} is none of {known}") from None


def _changes(answer: Answer, decision: Decision, seen: SeenRecord) -> dict[str, Any]:
    kind = RECORD_TYPES[seen.record_type]
    if answer.changes and decision not in (Decision.EDIT, Decision.MERGE):
        name = next(iter(answer.changes)).replace("_", " ")
        raise AnswerError(f"{name} was changed, but the decision is {decision}, not edit")
    return {name: value_of(kind, name, value) for name, value in answer.changes.items()}


def _true(source: Source, quote: str, near: Place) -> str:
    place = source.find_near(quote, near)
    if not place:
        raise AnswerError(f"quote: {quote[:60]!r} does not stand in {source.document.path}")
    return source.document.text[place.start : place.end]


def _refuse_far(places: list[Place]) -> None:
    ordered = sorted(places, key=lambda place: place.start)
    gaps = (after.start - before.end for before, after in pairwise(ordered))
    if max(gaps, default=0) > _FAR:
        raise AnswerError("merge with: the records stand too far apart to be one passage")


def _source(connection: Connection, document_id: str) -> Source | None:
    document = stored.documents(connection, [document_id]).get(document_id)
    return Source(document) if document else None
