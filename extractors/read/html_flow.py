"""The flow of a web page: its paragraphs, headings, lists, tables and notes in order."""

import re
from collections.abc import Iterator
from functools import cache
from typing import Any

from lxml.html import HtmlElement

from extractors.read.html_notes import Notes, drop_back_links, find_notes
from extractors.read.numerals import BULLET, numeral
from extractors.read.parts import Part
from extractors.read.rows import parts_of_row
from extractors.rules import load_rules
from schemas.document import BlockKind

_HEADING = re.compile(r"h([1-6])")
_SPACE = re.compile(r"[ \t\r\n\f]+")
_LIST_STYLE = re.compile(
    r"list-style(?:-type)?\s*:[^;]*?\b(none|(?:lower|upper)-(?:alpha|latin|roman))"
)
_STYLES = {"lower-alpha": "a", "lower-latin": "a", "upper-alpha": "A", "upper-latin": "A"}
_STYLES |= {"lower-roman": "i", "upper-roman": "I"}
_BOLD = frozenset({"b", "strong"})
_CAPTIONS = frozenset({"figcaption", "caption"})
_LISTS = frozenset({"ul", "ol"})


def parts_of_element(element: HtmlElement, page: HtmlElement) -> Iterator[Part]:
    """Yield the parts of the text within ``element``; ``page`` tells what is a footnote."""
    return _Flow(find_notes(page, _block_tags())).parts(element)


class _Flow:
    """Reads a page; the mark of a note is left out of the text, as the note bears it too."""

    def __init__(self, notes: Notes) -> None:
        self.notes = notes
        self.loose: list[tuple[str, bool]] = []  # text that no block has closed yet, and if bold
        self.captions: list[str] = []
        self.depth = 0  # lists that are open

    def parts(self, element: HtmlElement) -> Iterator[Part]:
        """Yield the parts of ``element``, a block."""
        tag = _tag(element)
        if level := _HEADING.fullmatch(tag):
            yield Part(self._line(element), BlockKind.HEADING, int(level[1]))
        elif tag in _CAPTIONS:
            yield Part(self._line(element), BlockKind.CAPTION)
        elif element in self.notes.texts:
            yield Part(self._note(element), BlockKind.FOOTNOTE)
        elif tag in _LISTS:
            yield from self._list(element)
        elif tag == "table":
            yield from self._table(element)
        else:
            yield from self._content(element)
        yield from (Part(caption, BlockKind.CAPTION) for caption in self.captions)
        self.captions.clear()

    def _content(self, element: HtmlElement) -> Iterator[Part]:
        yield from self._runs(element, bold=False, pre=_tag(element) == "pre")
        yield from self._close(always=_tag(element) == "p")

    def _runs(self, element: HtmlElement, bold: bool, pre: bool) -> Iterator[Part]:
        """Gather the text of ``element``; whenever a block begins, yield what came before."""
        self._gather(element.text, bold, pre)
        for child in element:
            tag = _tag(child)
            if tag in _block_tags():
                yield from self._close()
                yield from self.parts(child)
            elif tag == "br":
                self.loose.append(("\n", bold))
            elif tag == "img":
                self.captions += _alternative(child)
            elif child not in self.notes.marks:
                yield from self._runs(child, bold or tag in _BOLD, pre)
            self._gather(child.tail, bold, pre)

    def _gather(self, text: str | None, bold: bool, pre: bool) -> None:
        if text and not pre:
            text = _SPACE.sub(" ", text)
            if not self.loose or self.loose[-1][0].endswith((" ", "\n")):
                text = text.lstrip(" ")
        if text:
            self.loose.append((text, bold))

    def _close(self, always: bool = False) -> Iterator[Part]:
        text = "".join(text for text, _ in self.loose)
        bold = [bold for text, bold in self.loose if text.strip()]
        self.loose.clear()
        if text.strip() or "\n" in text or always:
            yield Part(text, bold=bool(bold) and all(bold))

    def _list(self, element: HtmlElement) -> Iterator[Part]:
        number = _integer(element.get("start"), 1)
        self.depth += 1
        for child in element:
            if _tag(child) != "li":
                yield from self.parts(child) if _tag(child) in _block_tags() else ()
                continue
            number = _integer(child.get("value"), number)
            if child in self.notes.texts:
                yield Part(f"{number} {self._note(child)}", BlockKind.FOOTNOTE)
            else:
                yield from self._item(child, _marker(element, number))
            number += 1
        self.depth -= 1

    def _item(self, element: HtmlElement, marker: str) -> Iterator[Part]:
        """Only the first paragraph of an item bears its mark."""
        for part in self._content(element):
            if part.kind is None and part.text.strip() and marker:
                yield Part(part.text, BlockKind.LIST_ITEM, self.depth - 1, marker, part.bold)
                marker = ""
            elif part.kind is not None or part.text.strip():
                yield part

    def _table(self, table: HtmlElement) -> Iterator[Part]:
        yield from (Part(self._line(e), BlockKind.CAPTION) for e in table.iterchildren("caption"))
        for row in table.iter("tr"):
            if next(row.iterancestors("table")) is table:
                cells = row.iterchildren("td", "th")
                yield from parts_of_row([list(self._content(cell)) for cell in cells])

    def _line(self, element: HtmlElement) -> str:
        return " ".join(" ".join(part.text for part in self._content(element)).split())

    def _note(self, element: HtmlElement) -> str:
        drop_back_links(element)
        return self._line(element)


def _tag(element: Any) -> str:
    return element.tag if isinstance(element.tag, str) else ""


def _marker(element: HtmlElement, number: int) -> str:
    style = _LIST_STYLE.search(element.get("style", "").lower())
    if style and style[1] == "none":
        return ""
    if _tag(element) == "ul":
        return BULLET
    return f"{numeral(number, _STYLES[style[1]] if style else element.get('type', '1'))}."


def _integer(text: str | None, otherwise: int) -> int:
    return int(text) if text and re.fullmatch(r"-?[0-9]{1,6}", text) else otherwise


def _alternative(image: HtmlElement) -> list[str]:
    text = image.get("alt", "").strip()
    empty = re.fullmatch(load_rules("formats")["html"]["empty_captions"], text, re.I)
    return [] if empty else [text]


@cache
def _block_tags() -> frozenset[str]:
    return frozenset(load_rules("formats")["html"]["blocks"])
