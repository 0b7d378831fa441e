"""Dates: every expression that names a point or stretch on the calendar, as EDTF.

``Op 22 april`` in a report on 2024 is 2024-04-22, with ``document`` as its basis. An expression
whose year nothing tells is left out: no date is invented.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from spacy.language import Language
from spacy.tokens import Doc

from extractors.dates.grammar import Point, expressions
from extractors.dates.outlook import outlooks
from extractors.dates.publication import Anchor
from extractors.dates.tense import tenses_of
from extractors.dates.years import Dated, date_years, link
from extractors.findings import Finding, found, keep
from extractors.provenance import evidence
from schemas.edtf import edtf_bounds
from schemas.records import DateMention

if not Doc.has_extension("identity"):
    Doc.set_extension("identity", default=None)

_CONFIDENCE = {"explicit": 1.0, "passage": 0.9, "document": 0.8, "deictic": 0.7}


@dataclass(frozen=True, kw_only=True)
class FoundDate(Finding):
    """An expression that names a date; ``basis`` tells where its year comes from."""

    edtf: str
    basis: str


def find(text: str, year: int | None, published: str | None = None) -> list[FoundDate]:
    """Find the dates of a whole text, in which blank lines separate the paragraphs.

    ``year`` is the year that the document is about and completes what names none;
    ``published`` (EDTF) says what 'jl.' and 'komend voorjaar' are counted from.
    Points named together ('in februari en maart') are each their own, a stretch with two
    ends ('4 tot en met 8 oktober') is one interval.
    """
    return _find(text, Anchor(year, published))


def _find(text: str, anchor: Anchor) -> list[FoundDate]:
    dated = date_years(text, list(expressions(text)), anchor)
    kept: list[FoundDate] = []
    position = 0
    while position < len(dated):
        pair = _stretch(text, dated[position : position + 2])
        kept += [pair] if pair else _points(dated[position])
        position += 2 if pair else 1
    return kept


@Language.component("dates")
def dates(doc: Doc) -> Doc:
    """Keep the dates of ``doc``, completed by what ``doc._.identity`` tells of its time."""
    identity = doc._.identity
    year, published = (identity.year, identity.published) if identity else (None, None)
    anchor = Anchor(year, published, tenses_of(doc), outlooks(doc))
    return keep(doc, "dates", _find(doc.text, anchor))


def records(doc: Doc) -> tuple[DateMention, ...]:
    """Return the dates of ``doc`` as records with evidence."""
    return tuple(_record(doc, date) for date in found(doc, "dates"))


def _record(doc: Doc, date: FoundDate) -> DateMention:
    provenance = evidence(doc, date)
    return DateMention(**provenance, edtf=date.edtf, text=provenance["quote"], basis=date.basis)


def _stretch(text: str, dated: list[Dated]) -> FoundDate | None:
    """``13 juli-25 augustus``: two expressions of one kind, in order, are one stretch."""
    if len(dated) < 2 or link(text, dated[0].expression, dated[1].expression) != "stretch":
        return None
    (first, *more), (last, *others) = (one.expression.points for one in dated)
    if more or others or (first.day is None) != (last.day is None):
        return None
    interval = _interval(first, dated[0].year, last, dated[1].year)
    return _found(dated[0], interval, end=dated[1].expression.end) if interval else None


def _interval(first: Point, first_year: int | None, last: Point, last_year: int | None) -> str:
    """Return the stretch from ``first`` to ``last``; empty where they make none.

    EDTF knows no interval of quarters: Q1-Q2 2026 is 2026-01/2026-06.
    """
    if first_year is None or last_year is None or (first.unit is None) != (last.unit is None):
        return ""
    ends = [first.edtf(first_year), last.edtf(last_year)]
    days = [edtf_bounds(end) for end in ends]
    for index, point in enumerate((first, last)):
        if point.is_quarter:
            ends[index] = f"{days[index][index]:%Y-%m}"
    return "/".join(ends) if days[0][0] < days[1][0] else ""


def _points(dated: Dated) -> Iterator[FoundDate]:
    if dated.year is None:
        return
    points = dated.expression.points
    if dated.expression.is_stretch:
        interval = _interval(points[0], points[0].year or dated.year, points[1], dated.year)
        yield from (_found(dated, interval),) if interval else ()
    else:
        yield from (_found(dated, point.edtf(dated.year)) for point in points)


def _found(dated: Dated, edtf: str, end: int | None = None) -> FoundDate:
    return FoundDate(
        start=dated.expression.start,
        end=end or dated.expression.end,
        rule=dated.expression.rule,
        confidence=_CONFIDENCE[dated.basis],
        edtf=edtf,
        basis=dated.basis,
    )
