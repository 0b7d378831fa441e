"""Reading order on a page: rows of words, and the gutter between two columns of text."""

from collections.abc import Iterator, Sequence
from itertools import pairwise
from statistics import median
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from extractors.read.drawing import Bounds

_GUTTER = 8.0  # points that part two columns at least
_STEP = 2.0
_OUTER = 0.2  # of the width on either side in which no gutter runs
_FAR = 1e6  # points
_FEWEST_ROWS = 4
_BESIDE = 40.0  # points of height that two columns share at least
_SHORTEST = 12  # letters in a line of text; a cell of a table has fewer
_BULLET = 1  # words before which space tells nothing
_OVERLAP = 0.5


Places = NDArray[Any]


class Word(NamedTuple):
    """A word on a page, or a row of a ruled table that is read as one."""

    text: str
    x0: float
    x1: float
    top: float
    bottom: float
    size: float
    bold: bool
    is_row: bool = False


Row = list[Word]


def on_page(words: Sequence[Word], visible: Bounds) -> list[Word]:
    """Return the words that are seen, placed from the corner of what is seen of the page.

    What a printer notes beside the page, such as ``binnenwerk.indd 5``, is cut off.
    """
    left, top, right, bottom = visible
    width, height = right - left, bottom - top
    placed = []
    for word in words:
        across, down = (word.x0 + word.x1) / 2 - left, (word.top + word.bottom) / 2 - top
        if 0 <= across <= width and 0 <= down <= height:
            x0, x1 = max(word.x0 - left, 0), min(word.x1 - left, width)
            y0, y1 = max(word.top - top, 0), min(word.bottom - top, height)
            placed.append(word._replace(x0=x0, x1=x1, top=y0, bottom=y1))
    return placed


def in_reading_order(words: Sequence[Word]) -> Iterator[tuple[int, Row]]:
    """Yield the rows of words as they are read, each with the number of its run of text.

    Where columns stand side by side, the left one comes first, down to the next row that
    crosses the gutter. Rows of one run lie below each other.
    """
    for run, rows in enumerate(_runs(words)):
        yield from ((run, row) for row in rows)


def _runs(words: Sequence[Word]) -> Iterator[list[Row]]:
    rows = _rows(words)
    gutter = _gutter(rows)
    if gutter is None:
        yield rows
        return
    for band in _bands(rows, gutter):
        if _crosses(band[0], gutter):
            yield band
        else:
            beside = [word for row in band for word in row]
            yield from _runs([word for word in beside if word.x0 < gutter])
            yield from _runs([word for word in beside if word.x0 >= gutter])


def _rows(words: Sequence[Word]) -> list[Row]:
    """Put words that stand beside each other into rows, from top to bottom."""
    rows: list[Row] = []
    for word in sorted(words, key=lambda word: (word.top, word.x0)):
        if rows and _beside(rows[-1][0], word):
            rows[-1].append(word)
        else:
            rows.append([word])
    return [sorted(row, key=lambda word: word.x0) for row in rows]


def _beside(first: Word, word: Word) -> bool:
    shared = min(first.bottom, word.bottom) - max(first.top, word.top)
    height = min(first.bottom - first.top, word.bottom - word.top)
    return not (first.is_row or word.is_row) and shared > height * _OVERLAP


def _gutter(rows: Sequence[Row]) -> float | None:
    """Return where the gutter between two columns runs, if there are any."""
    if len(rows) < _FEWEST_ROWS:
        return None
    left = min(row[0].x0 for row in rows)
    width = max(word.x1 for row in rows for word in row) - left
    places = np.arange(left + width * _OUTER, left + width * (1 - _OUTER), _STEP)
    scores = _scores(rows, places)
    if not len(places) or scores.max() < _FEWEST_ROWS:
        return None
    best = places[scores == scores.max()]
    gutter = float(best[np.abs(best - left - width / 2).argmin()])
    return gutter if _has_columns(rows, gutter) else None


def _scores(rows: Sequence[Row], places: Places) -> Places:
    """Count for each place the rows beside a gutter there, less those that run across it."""
    gaps = [(a.x1, b.x0) for row in rows for a, b in pairwise(row) if b.x0 - a.x1 >= _GUTTER]
    before = [(-_FAR, row[0].x0) for row in rows]
    behind = [(row[-1].x1, _FAR) for row in rows]
    within, left, right = (_covering(spans, places) for spans in (gaps, before, behind))
    across = len(rows) - (within + left + right)
    scores: Places = np.minimum(within + left, within + right) - 2 * across
    return scores


def _covering(spans: Sequence[tuple[float, float]], places: Places) -> Places:
    """Count for each place the spans that it lies in."""
    starts, ends = np.sort(np.array(spans).reshape(-1, 2), axis=0).T
    begun: Places = np.searchsorted(starts, places, side="right")
    ended: Places = np.searchsorted(ends, places, side="left")
    return begun - ended


def _crosses(row: Row, x: float) -> bool:
    left = [word.x1 for word in row if word.x0 < x]
    right = [word.x0 for word in row if word.x0 >= x]
    if not left:
        return False
    return max(left) > x or (bool(right) and min(right) - max(left) < _GUTTER)


def _has_columns(rows: Sequence[Row], gutter: float) -> bool:
    """Running text stands on both sides at the same height; a table has cells within a side."""
    clear = [row for row in rows if not _crosses(row, gutter)]
    left = [[word for word in row if word.x0 < gutter] for row in clear]
    right = [[word for word in row if word.x0 >= gutter] for row in clear]
    sides = [[row for row in side if row] for side in (left, right)]
    if not all(sides):
        return False
    top = max(side[0][0].top for side in sides)
    bottom = min(side[-1][0].bottom for side in sides)
    return bottom - top > _BESIDE and all(
        _is_text(side) or _gutter(side) is not None for side in sides
    )


def _is_text(rows: Sequence[Row]) -> bool:
    cells = sum(
        any(b.x0 - a.x1 > _GUTTER * 1.5 for a, b in pairwise(row[_BULLET:])) for row in rows
    )
    length = median(sum(len(word.text) for word in row) for row in rows)
    return cells * 2 < len(rows) and length >= _SHORTEST


def _bands(rows: Sequence[Row], gutter: float) -> Iterator[list[Row]]:
    """Yield stretches of rows that lie beside the gutter, and those that cross it."""
    band: list[Row] = []
    for row in rows:
        if band and _crosses(row, gutter) != _crosses(band[-1], gutter):
            yield band
            band = []
        band.append(row)
    if band:
        yield band
