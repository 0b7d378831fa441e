"""Likely names: those that no list knows, given away by the model or by their neighbours.

``zegt Shurandy``, ``Sem en Liva``, ``Isabel: …; Yope: …``.
"""

import re
from collections.abc import Iterator, Sequence

from spacy.tokens import Doc

from extractors.people.names import Name
from extractors.people.patterns import pattern, rule, rules
from extractors.people.plain_names import whole_name
from extractors.people.refusals import NEAR, Refusals

_ROW = 200  # characters in which labels are of one kind


def modelled(refusals: Refusals) -> Iterator[Name]:
    """Yield the full names that the model proposes and the words around speak for."""
    text = refusals.text
    shape = pattern("(?P<given><word>) (?P<family>(?:<word> )?<family>)")
    for start, end in _people(refusals.doc):
        match = shape.match(text, start, end)
        if match and _speaks(text, "modelled", match) and refusals.may_be(*match.span()):
            yield Name(*match.span(), match["given"], match["family"], "model")


def unlisted(refusals: Refusals) -> Iterator[Name]:
    """Yield the first names that only the words around them betray."""
    text = refusals.text
    for way in rules("unlisted"):
        for match in pattern(way["pattern"]).finditer(text):
            if refusals.may_be(*match.span("name"), is_sure=bool(way.get("sure"))):
                yield whole_name(text, *match.span("name"), refusals, way["id"])


def in_a_row(refusals: Refusals, known: Sequence[Name]) -> Iterator[Name]:
    """Yield the words that stand in a row with a ``known`` name, or are labels as it is."""
    text = refusals.text
    for name in known:
        yield from _before(text, refusals, name)
        yield from _behind(text, refusals, name)
    yield from _labels(text, refusals, {name.start for name in known if not name.family})


def beside(refusals: Refusals, known: Sequence[Name]) -> Iterator[Name]:
    """Yield single words that the model takes for people, where others go by first name."""
    text = refusals.text
    if all(name.family for name in known):
        return
    for start, end in _people(refusals.doc):
        match = pattern("<word>").fullmatch(text, start, end)
        if match and _speaks(text, "modelled_alone", match) and refusals.may_be(start, end):
            yield Name(start, end, match[0], "", "model")


def _before(text: str, refusals: Refusals, name: Name) -> Iterator[Name]:
    match = rule("row", "before").search(text, max(0, name.start - NEAR), name.start)
    if match and not name.family and refusals.may_be(*match.span("name")):
        yield Name(*match.span("name"), match["name"], "", "row")


def _behind(text: str, refusals: Refusals, name: Name) -> Iterator[Name]:
    end = name.end
    while after := rule("row", "behind").search(text[end : end + NEAR]):
        start, first_end = end + after.start("name"), end + after.end("name")
        neighbour = whole_name(text, start, first_end, refusals, "row")
        is_alike = bool(neighbour.family) == bool(name.family)
        if not is_alike or not refusals.may_be(start, first_end):
            return
        yield neighbour
        end = neighbour.end


def _labels(text: str, refusals: Refusals, starts: set[int]) -> Iterator[Name]:
    labels = list(rule("row", "label").finditer(text))
    known = [label.start() for label in labels if label.start("name") in starts]
    for label in labels:
        is_near = any(abs(start - label.start()) < _ROW for start in known)
        if is_near and refusals.may_be(*label.span("name")):
            yield Name(*label.span("name"), label["name"], "", "row_label")


def _people(doc: Doc) -> Iterator[tuple[int, int]]:
    for entity in doc.ents:
        if entity.label_ == "PERSON":
            yield entity.start_char, entity.end_char


def _speaks(text: str, table: str, match: re.Match[str]) -> bool:
    before = text[max(0, match.start() - NEAR) : match.start()]
    after = text[match.end() : match.end() + NEAR]
    return bool(rule(table, "before").search(before) or rule(table, "after").search(after))
