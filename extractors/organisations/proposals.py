"""Proposals: bodies that neither register nor pattern knows.

The model proposes them, they stand in a row with known ones (``Ymere, Jantje Beton en
NOC*NSF``), or their spelling gives them away (``CoMensha``). What looks like a
programme, a person or an address is refused.
"""

import re
from collections.abc import Iterator, Set
from functools import cache

from spacy.tokens import Doc, Span

from extractors.organisations.context import Context
from extractors.organisations.names import FoundOrganisation
from extractors.organisations.patterns import is_refused, led_in
from extractors.organisations.places import Places
from extractors.rules import load_rules

_UNSURE = 0.5
_NEAR = 60  # characters that a name in a row may be away
_LINK_AT_END = re.compile(r"(?:\s(?:van|de|het|der|voor|en|of|in|&|tot))+$")
_TOWNS = frozenset({"GPE", "LOC"})
_NO_BODY = _TOWNS | {"PERSON", "DATE", "EVENT", "LAW"}


def proposed(
    doc: Doc, context: Context, named: list[FoundOrganisation]
) -> Iterator[FoundOrganisation]:
    """Yield the bodies that something in ``doc`` speaks for, beside the ``named`` ones."""
    text = context.text
    others, towns = _labelled(doc, _NO_BODY), _labelled(doc, _TOWNS)
    sent = [finding for finding in _sent(text) if towns.is_free(finding.start, finding.end)]
    yield from sent
    brackets = {finding.start for finding in (*named, *sent)}  # "Teun (BZK)" is a person
    for entity in doc.ents:
        if entity.label_ == "ORG":
            start, end = entity.start_char, _end_of_name(entity)
            is_member = text.startswith(" (", end) and end + 2 in brackets
            is_shouted = bool(_rule("shouted").search(text[start:end]))
            if not (is_member or is_shouted) and _may_be(text, start, end, context):
                yield _finding(text, start, end, "model")
    for rule, match in _spoken_for(text, named):
        start, end = match.span("name")
        start = led_in(text, start, end)
        if (
            others.is_free(start, end)
            and _is_proper(doc, start, end)
            and _may_be(text, start, end, context)
        ):
            yield _finding(text, start, end, rule)


def _labelled(doc: Doc, labels: Set[str]) -> Places:
    return Places((e.start_char, e.end_char) for e in doc.ents if e.label_ in labels)


def _sent(text: str) -> Iterator[FoundOrganisation]:
    """``Afwezig: Hans (3RO)``: where a text lists who came, brackets tell who sent them."""
    for listed in _rule("attendance").finditer(text):
        for match in _rule("member_of").finditer(text, *listed.span()):
            yield _finding(text, *match.span("name"), "attendance")


def _spoken_for(text: str, named: list[FoundOrganisation]) -> Iterator[tuple[str, re.Match[str]]]:
    for match in _rule("spelling").finditer(text):
        yield "spelling", match
    for finding in named:
        place = finding.end
        while after := _rule("next_in_row").match(text, place):
            yield "row", after
            place = after.end()
        place = finding.start
        while before := _rule("previous_in_row").search(text, max(0, place - _NEAR), place):
            yield "row", before
            place = before.start()


def _may_be(text: str, start: int, end: int, context: Context) -> bool:
    surface = text[start:end]
    if not surface or is_refused(surface) or _rule("refused").search(surface):
        return False
    if context.is_emphasis(surface):
        return False
    if _rule("refused_before").search(text, max(0, start - _NEAR), start):
        return False
    if _rule("refused_after").search(text[end : end + _NEAR]):
        return False
    one_word = re.fullmatch(r"[A-ZÀ-Þ]?[a-zà-þ-]+", surface)
    alone = text.endswith("\n\n", 0, start) and text.startswith("\n\n", end)
    return not alone and not (one_word and context.starts_sentence(start))


def _end_of_name(entity: Span) -> int:
    surface = entity.text.split("\n")[0]
    return entity.start_char + len(_LINK_AT_END.sub("", surface.rstrip()))


def _is_proper(doc: Doc, start: int, end: int) -> bool:
    span = doc.char_span(start, end, alignment_mode="expand")
    return span is not None and any(token.pos_ == "PROPN" for token in span)


def _finding(text: str, start: int, end: int, rule: str) -> FoundOrganisation:
    return FoundOrganisation(
        start=start,
        end=end,
        rule=f"organisations.{rule}",
        confidence=_UNSURE,
        name=text[start:end],
        step="model" if rule == "model" else "pattern",
    )


@cache
def _rule(key: str) -> re.Pattern[str]:
    return re.compile(load_rules("organisations")["proposals"][key])
