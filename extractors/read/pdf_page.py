"""One page of a PDF: from its words and tables to lines in reading order."""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median
from typing import Any

from extractors.read.boxes import by_box
from extractors.read.columns import Row, Word, on_page
from extractors.read.drawing import Bounds
from extractors.read.initials import join_initials
from extractors.read.lines import Line, Place
from extractors.read.pdf_content import Content
from extractors.read.pdf_readers import Sheet
from extractors.read.ruled import Table, rows_between_rules, tables_in_grids
from schemas.document import BlockKind, Grade

_EM = 0.5  # of its size that a letter is wide on average
_SPACE = 0.12  # of its size that parts two words at least
_SPREAD = 1.3  # of the usual distance between lines; more is an empty line
_LOOSE = 1.7  # times its size that lines of one paragraph lie apart at most
_USUAL = 10.0  # points
_WIDER = 1.6  # times the space between letters that are set apart: the space between words
_EVEN = 0.1  # of the letters' size by which the space between them may vary
_FEWEST_LETTERS = 3
_NEAR = 0.8  # of their size that letters stand apart; more, and each is a cell
_MOST = 0.7
_CID = "(cid:"
_NAMELESS_BULLET = re.compile(r"^\(cid:\d{1,3}\)(?=\s)")
_MANY = 0.02  # of all characters
_RUN_TOGETHER = 18  # characters that a word has on average where spaces were lost


@dataclass(frozen=True)
class PdfPage:
    """What was read of one page."""

    number: int
    width: float
    height: float
    lines: tuple[Line, ...] = ()
    grade: Grade = Grade.GOOD
    grade_reasons: tuple[str, ...] = ()
    has_pictures: bool = False


def read_page(sheet: Sheet, content: Content, doubts: tuple[str, ...]) -> PdfPage:
    """Return the lines of a page, as they are read, and how far to trust them."""
    tables = list(_tables(sheet.reference, content))
    loose = [word for word in content.words if not any(table.holds(word) for table in tables)]
    rows = [row for table in tables for row in table.rows]
    left, top, right, bottom = content.visible
    width, height = right - left, bottom - top
    words = on_page([*loose, *rows], content.visible)
    shapes = [
        (x0 - left, y0 - top, x1 - left, y1 - top) for x0, y0, x1, y1 in content.drawing.shapes
    ]
    lines = (
        *lines_on_page(words, sheet.number, shapes),
        *_margin_lines(content.turned, sheet.number),
    )
    has_pictures = content.drawing.has_pictures
    grade, reasons = _grade(lines, has_pictures)
    if doubts and grade is Grade.GOOD:
        grade = Grade.FAIR
    return PdfPage(sheet.number, width, height, lines, grade, (*doubts, *reasons), has_pictures)


def _tables(reference: Any | None, content: Content) -> Iterator[Table]:
    """Yield the tables; pdfplumber is asked only where lines enough are drawn for one."""
    gridded: list[Table] = []
    if reference is not None and content.drawing.may_hold_grid():
        gridded = list(tables_in_grids(reference))
    yield from gridded
    loose = [word for word in content.words if not any(table.holds(word) for table in gridded)]
    yield from rows_between_rules(content.drawing, loose)


def lines_on_page(
    words: Sequence[Word], number: int, shapes: Sequence[Bounds] = ()
) -> Iterator[Line]:
    """Yield the lines that ``words`` make on page ``number``, as they are read.

    ``shapes`` are the lines and boxes drawn there; what a box frames is read together.
    """
    ordered = list(by_box(join_initials(words), shapes))
    margins = {run: min(row[0].x0 for r, row in ordered if r == run) for run, _ in ordered}
    leading = _leading(ordered)
    above: tuple[int, Row] | None = None
    for run, row in ordered:
        below = above is not None and above[0] == run
        gap = _gap(above[1], row, leading) if above and below else 1
        yield _line(row, margins[run], gap, number, new_page=above is None)
        above = run, row


def _leading(ordered: Sequence[tuple[int, Row]]) -> dict[int, float]:
    """Return the distance between the tops of two lines of one paragraph, by size of letters."""
    steps = defaultdict(list)
    for (run, above), (other, row) in pairwise(ordered):
        if run == other and round(above[0].size) == round(row[0].size):
            steps[round(row[0].size)].append(row[0].top - above[0].top)
    return {size: sorted(found)[len(found) // 4] for size, found in steps.items()}


def _gap(above: Row, row: Row, leading: dict[int, float]) -> int:
    """Return how many empty lines stand between two rows."""
    size = max(word.size for word in (*above, *row)) or _USUAL
    usual = min(max(leading.get(round(row[0].size), size * 1.2), size), size * _LOOSE)
    distance = row[0].top - above[0].top
    return max(1, round(distance / usual) - 1) if distance > usual * _SPREAD else 0


def _line(row: Row, margin: float, gap: int, number: int, new_page: bool) -> Line:
    letters = sum(len(word.text) for word in row)
    size = sum(word.size * len(word.text) for word in row) / letters
    column = (size or _USUAL) * _EM
    x1 = max(word.x1 for word in row)
    box = Place(row[0].x0, min(word.top for word in row), x1, max(word.bottom for word in row))
    return Line(
        text=_NAMELESS_BULLET.sub("•", _text(row)),
        start=0,
        end=0,
        indent=(row[0].x0 - margin) / column,
        width=(x1 - margin) / column,
        gap=gap,
        page=number,
        new_page=new_page,
        size=size,
        bold=all(word.bold for word in row),
        box=box,
        kind=BlockKind.TABLE if row[0].is_row else None,
    )


def _text(row: Row) -> str:
    """Join the words of a row; one whose letters change in mid-word is still one word."""
    text = row[0].text
    gaps = [word.x0 - before.x1 for before, word in pairwise(row)]
    usual = median(gaps) * _WIDER if _is_letter_spaced(row, gaps) else 0
    for gap, (before, word) in zip(gaps, pairwise(row), strict=True):
        apart = gap > max(usual, _SPACE * max(word.size, before.size))
        text += (" " if apart else "") + word.text
    return text


def _is_letter_spaced(row: Row, gaps: Sequence[float]) -> bool:
    """Tell whether a row is set like ``K I N D E R E N``: single letters, evenly apart."""
    single = sum(len(word.text) == 1 and word.text.isalpha() for word in row)
    if len(row) < _FEWEST_LETTERS or single <= len(row) * _MOST:
        return False
    usual, size = median(gaps), row[0].size
    even = sum(abs(gap - usual) < _EVEN * size for gap in gaps)
    return 0 < usual < _NEAR * size and even > len(gaps) * _MOST


def _margin_lines(turned: Sequence[str], number: int) -> Iterator[Line]:
    """What stands on its side in the margin is furniture."""
    if turned:
        yield Line(" ".join(turned), 0, 0, gap=1, page=number, size=0, kind=BlockKind.FURNITURE)


def _grade(lines: Sequence[Line], has_pictures: bool) -> tuple[Grade, tuple[str, ...]]:
    text = " ".join(line.text for line in lines)
    if not text.strip():
        return (Grade.POOR, ("no text on the page",)) if has_pictures else (Grade.GOOD, ())
    unknown = text.count(_CID) * len(_CID) + text.count("\ufffd")
    if unknown > len(text) * _MANY:
        return Grade.POOR, ("letters that the file gives no meaning to",)
    if len(text) > _RUN_TOGETHER * len(text.split()):
        return Grade.POOR, ("words run together",)
    return (Grade.FAIR, ("some letters without meaning",)) if unknown else (Grade.GOOD, ())
