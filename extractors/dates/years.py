"""The year of a date that names none: from the words beside it, the passage or the document."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from extractors.dates.grammar import Expression, follows_between
from extractors.dates.publication import (
    Anchor,
    first_day,
    last_day,
    outlook_year,
    related_year,
    years_beyond,
)
from extractors.dates.vocabulary import compiled
from extractors.rules import load_rules

EXPLICIT, PASSAGE, DOCUMENT, DEICTIC = "explicit", "passage", "document", "deictic"
_PASSAGE = 600  # characters in which 'dat jaar' finds its year
_SENTENCE = 150  # characters between a year that opens a sentence and a month in the next
_BESIDE = 40  # characters between two expressions that belong together


@dataclass(frozen=True)
class Dated:
    """An expression with the year of its points, and where that year comes from."""

    expression: Expression
    year: int | None
    basis: str


def date_years(text: str, found: Sequence[Expression], anchor: Anchor) -> list[Dated]:
    """Give each expression its year; it stays None where nothing tells it."""
    dated: list[Dated] = []
    for expression in found:
        dated.append(_alone(text, expression, dated, anchor))
    for index in reversed(range(len(dated) - 1)):
        dated[index] = _shared(text, dated[index], dated[index + 1], giver=dated[index + 1])
    for index in range(1, len(dated)):
        dated[index] = _shared(text, dated[index - 1], dated[index], giver=dated[index - 1])
    return [one if _exists(one) else replace(one, year=None) for one in dated]


def link(text: str, first: Expression, second: Expression) -> str | None:
    """Tell how two neighbours belong together: ``stretch``, ``list``, ``shift`` or not."""
    words = text[first.end : second.start]
    if len(words) > _BESIDE or "\n\n" in words:
        return None
    links = load_rules("dates")["links"]
    kinds = ("stretch", "list", "shift")
    kind = next((kind for kind in kinds if compiled(links[kind]).fullmatch(words)), None)
    return "stretch" if kind == "list" and follows_between(text, first.start) else kind


def _alone(text: str, expression: Expression, before: Sequence[Dated], anchor: Anchor) -> Dated:
    if expression.has_year:
        return Dated(expression, expression.points[0].year, EXPLICIT)
    is_related = expression.relation not in (None, "that")
    if anchor.default is None and is_related:
        return Dated(expression, None, DEICTIC)
    if anchor.default is None or expression.relation == "that":
        return Dated(expression, _named_last(text, expression, before), PASSAGE)
    if is_related:
        return Dated(expression, related_year(expression, anchor.default, anchor.days), DEICTIC)
    beyond = years_beyond(text, expression, anchor)
    ahead = _opened_ahead(text, expression, before) or outlook_year(text, expression, anchor)
    if ahead and ahead > anchor.default:
        return Dated(expression, ahead, PASSAGE)
    return Dated(expression, anchor.default + beyond, DEICTIC if beyond else DOCUMENT)


def _exists(dated: Dated) -> bool:
    return dated.year is None or all(p.exists(dated.year) for p in dated.expression.points)


def _named_last(text: str, expression: Expression, before: Sequence[Dated]) -> int | None:
    """``In 2019 begon … In mei van dat jaar``: the year that the paragraph named last."""
    for dated in reversed(before):
        between = text[dated.expression.end : expression.start]
        if len(between) > _PASSAGE or "\n\n" in between:
            return None
        if dated.basis == EXPLICIT and not dated.expression.is_stretch:
            return dated.year
    return None


def _opened_ahead(text: str, expression: Expression, before: Sequence[Dated]) -> int | None:
    """``In 2026 breiden wij uit. Vanaf april …``: a year alone opened the sentence before."""
    last = before[-1] if before else None
    if last is None or last.expression.points[0].unit is not None or last.basis != EXPLICIT:
        return None
    between = text[last.expression.end : expression.start]
    is_next = len(between) <= _SENTENCE and between.count(". ") == 1 and "\n\n" not in between
    opens = compiled(load_rules("dates")["links"]["opens_sentence"])
    both_open = all(
        opens.search(text[max(0, e.start - _BESIDE) : e.start])
        for e in (last.expression, expression)
    )
    return last.year if is_next and both_open else None


def _shared(text: str, first: Dated, second: Dated, giver: Dated) -> Dated:
    """``van december naar april 2017``: neighbours share a year, as far as their order allows."""
    taker = second if giver is first else first
    if taker.basis == EXPLICIT or not giver.year or giver.basis not in (EXPLICIT, PASSAGE):
        return taker
    if taker.expression.relation or giver.expression.points[0].unit is None:
        return taker
    if link(text, first.expression, second.expression) is None:
        return taker
    out_of_order = first_day(first.expression.points[0], giver.year) > last_day(
        second.expression.points[-1], giver.year
    )
    year = giver.year + out_of_order * (1 if giver is first else -1)
    return Dated(taker.expression, year, PASSAGE)
