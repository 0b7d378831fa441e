"""The words of a PDF page by PDFium: the same as pdfplumber finds, many times faster.

The rules are pdfplumber's own: characters whose tops lie near each other form a line, read
from left to right, and a word ends at a space or where the next letter stands too far off.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from pypdfium2 import PdfPage

from extractors.read.columns import Word
from extractors.read.pdfium_characters import Characters, Flags, read_characters

_SAME = 0.01  # points


@dataclass(frozen=True)
class Spacing:
    """How far apart characters of one word may stand; the defaults are pdfplumber's."""

    across: float = 3.0
    """Points between two letters."""
    down: float = 3.0
    """Points between the tops of two letters of one line."""
    across_ratio: float | None = None
    """Space between two letters against their size, in place of points."""
    by_look: bool = False
    """Whether a word ends where the size of its letters or their font changes."""


def words(page: PdfPage, spacing: Spacing = Spacing()) -> list[Word]:
    """Return the words of ``page`` in pdfplumber's order: by line, from left to right.

    Boxes are in points from the top left corner of the page. Raises ``UnfaithfulPageError``
    where PDFium cannot be trusted with the page, as where text stands on its side.
    """
    characters = read_characters(page)
    if not characters.text:
        return []
    line = _lines(characters, spacing.down)
    order = np.lexsort((characters.x0, line))
    starts = np.flatnonzero(_begin_word(characters, order, line[order], spacing))
    return _words(characters, order, starts)


def _lines(characters: Characters, tolerance: float) -> NDArray[np.intp]:
    """Return for each character the number of its line, from the top of the page."""
    order = np.argsort(characters.top, kind="stable")
    steps = np.diff(characters.top[order], prepend=characters.top[order[0]])
    lines = np.empty(len(order), dtype=np.intp)
    lines[order] = np.cumsum(steps > tolerance)
    return lines


def _begin_word(
    characters: Characters, order: NDArray[np.intp], line: NDArray[np.intp], spacing: Spacing
) -> Flags:
    """Tell of each character, in reading order, whether a word begins with it."""
    x0, x1, top = (a[order] for a in (characters.x0, characters.x1, characters.top))
    size, font = characters.size[order], characters.font[order]
    room = size[:-1] * spacing.across_ratio if spacing.across_ratio else spacing.across
    apart = np.diff(line) != 0
    apart |= characters.before_space[order][:-1] | characters.after_space[order][1:]
    apart |= (x0[1:] < x0[:-1]) | (x0[1:] > x1[:-1] + room)
    apart |= np.abs(np.diff(top)) > spacing.down
    if spacing.by_look:
        apart |= (np.diff(font) != 0) | (np.abs(np.diff(size)) > _SAME)
    return np.concatenate(([True], apart))


def _words(characters: Characters, order: NDArray[np.intp], starts: NDArray[np.intp]) -> list[Word]:
    first = order[starts]
    top, size = characters.top[order], characters.size[order]
    columns = (
        np.minimum.reduceat(characters.x0[order], starts),
        np.maximum.reduceat(characters.x1[order], starts),
        np.minimum.reduceat(top, starts),
        np.maximum.reduceat(top + size, starts),
        characters.size[first],
        characters.bold[characters.font[first]],
    )
    text = "".join(map(characters.text.__getitem__, order.tolist()))
    edges = starts.tolist()
    texts = map(text.__getitem__, map(slice, edges, [*edges[1:], len(text)]))
    return list(map(Word, texts, *(column.tolist() for column in columns)))
