"""Tables on a page of a PDF, among them those that have rules between their rows alone."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from extractors.read.columns import Word
from extractors.read.drawing import Bounds, Drawing

_THIN = 1.5  # points that a rule is high at most
_LONG = 60.0  # points that it is wide at least
_FEWEST = 3  # rules
_APART = 60.0  # points between two rules of one table at most
_CELL_GAP = 4.5  # points between two cells at least
_HEAD = 1.05  # times the height of the lowest row that the head above the first rule has


@dataclass(frozen=True)
class Table:
    """A table, where it stands (left, top, right, bottom) and its rows."""

    bounds: Bounds
    rows: tuple[Word, ...]

    def holds(self, word: Word) -> bool:
        """Tell whether ``word`` stands within the table."""
        x, y = (word.x0 + word.x1) / 2, (word.top + word.bottom) / 2
        left, top, right, bottom = self.bounds
        return left <= x <= right and top <= y <= bottom


def row_of(cells: Sequence[str], bounds: Bounds) -> Word:
    """Return a row of a table as one word whose cells are parted by tabs."""
    x0, top, x1, bottom = bounds
    text = "\t".join(cells).strip("\t")
    return Word(text, x0, x1, top, bottom, size=0, bold=False, is_row=True)


def tables_in_grids(page: Any) -> Iterator[Table]:
    """Yield what pdfplumber finds ruled like a table, with more than one column of text."""
    for table in page.find_tables():
        cells = [[(cell or "").strip() for cell in row] for row in table.extract()]
        if sum(sum(map(bool, row)) > 1 for row in cells) > 1:
            boxes = [row.bbox for row in table.rows]
            rows = zip(cells, boxes, strict=True)
            yield Table(table.bbox, tuple(row_of(c, box) for c, box in rows if any(c)))


def rows_between_rules(drawing: Drawing, words: Sequence[Word]) -> Iterator[Table]:
    """Yield the tables that have rules between their rows but none between their columns."""
    for rules in _ruled_stretches(drawing):
        left, right = rules[0][0], rules[0][1]
        tops = [rule[2] for rule in rules]
        tops.insert(0, tops[0] - min(b - a for a, b in pairwise(tops)) * _HEAD)
        bounds = left - 1, tops[0], right + 1, tops[-1]
        inside = [word for word in words if Table(bounds, ()).holds(word)]
        starts = _cell_starts(inside)
        if len(starts) > 1:
            rows = tuple(_rows(inside, tops, starts, (left, right)))
            yield Table((left - 1, rows[0].top - 1, right + 1, tops[-1]), rows)


def _ruled_stretches(drawing: Drawing) -> Iterator[list[tuple[float, float, float]]]:
    """Yield rules of one width that lie below each other: left, right, top."""
    columns = defaultdict(set)
    for left, top, right, bottom in drawing.shapes:
        if bottom - top < _THIN and right - left > _LONG:
            columns[round(left), round(right)].add(round(top, 1))
    for (left, right), tops in columns.items():
        stretch: list[tuple[float, float, float]] = []
        for top in sorted(tops):
            if stretch and top - stretch[-1][2] > _APART:
                yield from [stretch] if len(stretch) >= _FEWEST else []
                stretch = []
            stretch.append((left, right, top))
        yield from [stretch] if len(stretch) >= _FEWEST else []


def _cell_starts(words: Sequence[Word]) -> list[float]:
    """Return where the columns begin: behind the strips that no word crosses."""
    starts: list[float] = []
    reach = float("-inf")
    for word in sorted(words, key=lambda word: word.x0):
        if word.x0 - reach > _CELL_GAP:
            starts.append(word.x0)
        reach = max(reach, word.x1)
    return starts


def _rows(
    words: Sequence[Word],
    tops: Sequence[float],
    starts: Sequence[float],
    sides: tuple[float, float],
) -> Iterator[Word]:
    for top, bottom in pairwise(tops):
        row = [word for word in words if top <= (word.top + word.bottom) / 2 < bottom]
        if row:
            cells = [_cell([w for w in row if a <= w.x0 < b]) for a, b in _spans(starts)]
            yield row_of(cells, (sides[0], min(w.top for w in row), sides[1], bottom))


def _spans(starts: Sequence[float]) -> Iterator[tuple[float, float]]:
    return pairwise([*starts, float("inf")])


def _cell(words: Sequence[Word]) -> str:
    """Join the words of a cell, line by line."""
    lines: dict[float, list[str]] = defaultdict(list)
    for word in sorted(words, key=lambda word: (round(word.top), word.x0)):
        lines[round(word.top)].append(word.text)
    return "\n".join(" ".join(line) for line in lines.values())
