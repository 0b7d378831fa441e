"""Dates that are counted from the day of publication: 'jl.', 'komend voorjaar', 'per 1 maart'."""

import datetime as dt
from dataclasses import dataclass

from extractors.dates.clause import Clause
from extractors.dates.grammar import Expression, Point
from extractors.dates.tense import UNTAGGED, Tenses
from schemas.edtf import edtf_bounds

Days = tuple[dt.date, dt.date]
"""A first and a last day, both included."""


@dataclass(frozen=True)
class Outlook:
    """Where a text speaks of a year to come: ``start`` and ``end`` are its offsets, half-open."""

    start: int
    end: int
    year: int


@dataclass(frozen=True)
class Anchor:
    """When a document was written, and what in its text tells which way it looks."""

    year: int | None
    published: str | None = None
    tenses: Tenses = UNTAGGED
    outlooks: tuple[Outlook, ...] = ()

    @property
    def default(self) -> int | None:
        """The year of a date that nothing else completes."""
        return self.year or (self.days[0].year if self.days else None)

    @property
    def days(self) -> Days | None:
        """The first and last day on which the document can have appeared, if that is known."""
        return edtf_bounds(self.published) if self.published else None


def outlook_year(text: str, expression: Expression, anchor: Anchor) -> int | None:
    """Return the year to come of the heading above a plan; none for what is told of the past."""
    start = expression.start
    years = [look.year for look in anchor.outlooks if look.start <= start < look.end]
    told = years and Clause(text, expression).tells_present(anchor.tenses)
    return years[0] if told else None


def first_day(point: Point, year: int) -> dt.date:
    """Return the first day that ``point`` can mean, in ``year`` where it names none itself."""
    return _bounds(point, year)[0]


def last_day(point: Point, year: int) -> dt.date:
    """Return the last day that ``point`` can mean, in ``year`` where it names none itself."""
    return _bounds(point, year)[1]


def _bounds(point: Point, year: int) -> Days:
    is_there = point.exists(year)
    return edtf_bounds((point if is_there else Point(point.year, point.unit)).edtf(year))


def related_year(expression: Expression, year: int, appeared: Days | None) -> int:
    """Return the year of an expression with a relation: ``3 september jl.`` is the last one.

    ``year`` is the year of the document; it decides alone where no day of publication is known.
    """
    point, relation = expression.points[0], expression.relation
    if relation == "previous" or (relation == "former" and not appeared):
        return year - 1
    if relation == "following":
        return year + 1
    if relation == "this" or not appeared:
        return year
    around = (appeared[0].year - 1, appeared[0].year, appeared[0].year + 1)
    if relation == "next":
        return min(y for y in around if last_day(point, y) >= appeared[0])
    return max(y for y in around if first_day(point, y) <= appeared[1])


def years_beyond(text: str, expression: Expression, anchor: Anchor) -> int:
    """Return 1 or -1 where an expression lies in the year after or before, else 0.

    In a letter of November ``per 1 maart`` lies ahead, in one of January ``sinds mei`` behind.
    A report that appears in the year after its own tells nothing of the kind.
    """
    point, appeared = expression.points[0], anchor.days
    if not appeared or appeared[0].year != anchor.year or point.unit is None:
        return 0
    clause = Clause(text, expression)
    if last_day(point, anchor.year) < appeared[0]:
        return int(clause.is_ahead or clause.is_planned(anchor.tenses))
    if first_day(point, anchor.year) > appeared[1]:
        return -int(clause.is_behind)
    return 0
