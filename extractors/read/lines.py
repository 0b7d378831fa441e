"""Lines of a document, as a reader found them: what blocks are made of."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from typing import NamedTuple

from extractors.rules import load_rules
from schemas.document import BlockKind

_PIECE = re.compile(r"[^\n\f]*[\n\f]?")
_TAB = 4  # columns that a tab takes in an indent


class Place(NamedTuple):
    """Where something stands on its page, in points from the top left corner."""

    x0: float
    top: float
    x1: float
    bottom: float


@dataclass(frozen=True, slots=True)
class Line:
    """One line without the white space around it, and how it lies on its page."""

    text: str
    start: int
    end: int
    indent: float = 0
    """Columns from the left margin."""
    width: float = 0
    """The column in which it ends."""
    gap: int = 0
    """Empty lines above it."""
    page: int | None = None
    new_page: bool = False
    """The first line of its page."""
    size: float = 1
    """Size of its letters against that of the body text."""
    bold: bool = False
    box: Place | None = None
    kind: BlockKind | None = None
    """What the line is, where its place or its wording tells."""
    marker: str = ""
    """Its mark as an item of a list or as a numbered heading; empty where it has none."""
    style: str = ""
    """What sort of mark that is, such as ``bullet`` or ``letter``."""


def lines_of(text: str) -> tuple[Line, ...]:
    """Return the lines of ``text`` that hold more than white space, with their offsets."""
    paged = "\f" in text
    return tuple(apart_from_notes(_raw_lines(text, paged)))


def _raw_lines(text: str, paged: bool) -> Iterator[Line]:
    gap, page, new_page = 0, 1, True
    for piece in _PIECE.finditer(text):
        content = piece[0].strip()
        if content:
            start = piece.start() + piece[0].index(content)
            indent = len(text[piece.start() : start].replace("\t", " " * _TAB))
            number = page if paged else None
            width = indent + len(content)
            end = start + len(content)
            yield Line(content, start, end, indent, width, gap, number, paged and new_page)
            gap, new_page = 0, False
        elif piece[0]:
            gap += 1
        if piece[0].endswith("\f"):
            page, new_page = page + 1, True


def apart_from_notes(lines: Iterable[Line]) -> Iterator[Line]:
    """Yield ``lines`` with notes that stand inside them told apart.

    A word processor exports its notes so: ``… verhaal. [1: Kamerstuk 31 839]``.
    """
    for line in lines:
        position = 0
        for note in _inline_note().finditer(line.text):
            yield from _part(line, position, note.start())
            for part in _part(line, note.start(), note.end()):
                yield replace(part, kind=BlockKind.FOOTNOTE)
            position = note.end()
        yield from _part(line, position, len(line.text))


def _part(line: Line, start: int, end: int) -> Iterator[Line]:
    piece = line.text[start:end]
    if (start, end) == (0, len(line.text)):
        yield line
    elif text := piece.strip():
        offset = line.start + start + piece.index(text)
        gap = line.gap if start == 0 else 0
        yield replace(line, text=text, start=offset, end=offset + len(text), gap=gap)


@cache
def _inline_note() -> re.Pattern[str]:
    return re.compile(load_rules("reading")["footnotes"]["inline"])


@lru_cache(maxsize=2**15)
def letters_of(text: str) -> str:
    """Return the letters of ``text`` in lower case: what stays the same on every page."""
    return "".join(c for c in text.casefold() if c.isalpha())
