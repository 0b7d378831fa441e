"""The labels that Word prints before numbered paragraphs: ``1.``, ``(f)``, ``2.1``.

A paragraph names its list and level, by itself or by its style; the numbers themselves
stand nowhere in the file and are counted as Word counts them.
"""

import re
from collections import defaultdict
from dataclasses import dataclass
from typing import Any

from docx.document import Document
from docx.oxml.ns import qn

from extractors.read.docx_text import is_on
from extractors.read.numerals import numeral, symbol

_STYLES = {"lowerLetter": "a", "upperLetter": "A", "lowerRoman": "i", "upperRoman": "I"}
_PLACE = re.compile(r"%([1-9])")
_LEVELS = 9
_MOST_STYLES = 50  # that are based on one another; a file may name them in a circle


@dataclass(frozen=True)
class Label:
    """What stands before a paragraph, and how deep in its list."""

    text: str
    level: int


class Numbering:
    """Counts the numbered paragraphs of a document, which must be asked for in order."""

    def __init__(self, document: Document) -> None:
        self.styles = {s.get(qn("w:styleId")): s for s in document.styles.element.findall(_STYLE)}
        root = _numbering(document)
        self.lists = {e.get(qn("w:numId")): e for e in root.findall(qn("w:num"))}
        self.kinds = {e.get(qn("w:abstractNumId")): e for e in root.findall(qn("w:abstractNum"))}
        self.counts: dict[str, list[int | None]] = defaultdict(lambda: [None] * _LEVELS)
        self.begun: set[tuple[str, int]] = set()

    def label(self, paragraph: Any) -> Label | None:
        """Return the label of ``paragraph``, counting it; null where it has none."""
        list_id, level = self._place(paragraph)
        kind = self._kind(list_id)
        if list_id is None or kind is None:
            return None
        count = self._count(list_id, kind, level)
        return Label(self._print(list_id, kind, level, count), level)

    def style_chain(self, paragraph: Any) -> list[Any]:
        """Return the style of ``paragraph`` and those that it is based on."""
        name = _value(paragraph, "w:pPr/w:pStyle")
        chain: list[Any] = []
        while name in self.styles and len(chain) < _MOST_STYLES:
            chain.append(self.styles[name])
            name = _value(self.styles[name], "w:basedOn")
        return chain

    def _place(self, paragraph: Any) -> tuple[str | None, int]:
        own = _value(paragraph, "w:pPr/w:numPr/w:numId")
        level = _value(paragraph, "w:pPr/w:numPr/w:ilvl")
        for style in self.style_chain(paragraph):
            own = own or _value(style, "w:pPr/w:numPr/w:numId")
            level = level or _value(style, "w:pPr/w:numPr/w:ilvl") or self._level_of(style, own)
        return own, min(int(level or 0), _LEVELS - 1)

    def _level_of(self, style: Any, list_id: str | None) -> str | None:
        """A level may name the style that it belongs to, as numbered headings have it."""
        kind = self._kind(list_id)
        levels = () if kind is None else kind.findall(qn("w:lvl"))
        name = style.get(qn("w:styleId"))
        return next((x.get(qn("w:ilvl")) for x in levels if _value(x, "w:pStyle") == name), None)

    def _kind(self, list_id: str | None) -> Any:
        kind = self.kinds.get(_value(self.lists.get(list_id), "w:abstractNumId"))
        link = _value(kind, "w:numStyleLink")
        if link is None:
            return kind
        linked = _value(self.styles.get(link), "w:pPr/w:numPr/w:numId")
        return self.kinds.get(_value(self.lists.get(linked), "w:abstractNumId"))

    def _count(self, list_id: str, kind: Any, level: int) -> list[int | None]:
        """Lists of one kind count on, unless one of them says where it starts."""
        count = self.counts[kind.get(qn("w:abstractNumId"))]
        start = _value(self._override(list_id, level), "w:startOverride")
        if start is not None and (list_id, level) not in self.begun:
            count[level] = None
        self.begun.add((list_id, level))
        for above in range(level):
            count[above] = count[above] or self._start(list_id, kind, above)
        current = count[level]
        count[level] = self._start(list_id, kind, level) if current is None else current + 1
        count[level + 1 :] = [None] * (_LEVELS - level - 1)
        return count

    def _start(self, list_id: str, kind: Any, level: int) -> int:
        override = _value(self._override(list_id, level), "w:startOverride")
        return int(override or _value(self._level(list_id, kind, level), "w:start") or 1)

    def _print(self, list_id: str, kind: Any, level: int, count: list[int | None]) -> str:
        properties = self._level(list_id, kind, level)
        pattern = _value(properties, "w:lvlText") or ""
        style = _value(properties, "w:numFmt")
        if style == "bullet":
            return symbol(pattern)
        if style == "none":
            return ""
        digits = is_on(properties, "w:isLgl")

        def number(match: re.Match[str]) -> str:
            place = int(match[1]) - 1
            style = _value(self._level(list_id, kind, place), "w:numFmt") or ""
            return numeral(count[place] or 1, "1" if digits else _STYLES.get(style, "1"))

        return _PLACE.sub(number, pattern).strip()

    def _level(self, list_id: str, kind: Any, level: int) -> Any:
        own = self._override(list_id, level)
        own = None if own is None else own.find(qn("w:lvl"))
        return _at_level(kind, "w:lvl", level) if own is None else own

    def _override(self, list_id: str, level: int) -> Any:
        return _at_level(self.lists[list_id], "w:lvlOverride", level)


_STYLE = qn("w:style")


def _numbering(document: Document) -> Any:
    """Return the root of the part that defines the lists, or an empty one."""
    for relation in document.part.rels.values():
        if relation.reltype.endswith("/numbering"):
            return relation.target_part.element
    return document.styles.element.makeelement(qn("w:numbering"))


def _at_level(element: Any, name: str, level: int) -> Any:
    return next((e for e in element.findall(qn(name)) if e.get(qn("w:ilvl")) == str(level)), None)


def _value(element: Any, path: str) -> str | None:
    if element is None:
        return None
    found = element.find("/".join(qn(step) for step in path.split("/")))
    return None if found is None else str(found.get(qn("w:val"), ""))
