"""One page of a PDF: from its words and tables to lines in reading order."""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from extractors.read.columns import Row, Word, in_reading_order
from extractors.read.lines import Line
from extractors.read.ruled import Table, row_of, rows_between_rules
from schemas.document import BlockKind, Box, Grade

_BOLD = re.compile(r"bold|black|heavy|semibold|demi", re.I)
_EM = 0.5  # of its size that a letter is wide on average
_SPACE = 0.12  # of its size that parts two words at least
_SPREAD = 1.3  # of the usual distance between lines; more is an empty line
_LOOSE = 1.7  # times its size that lines of one paragraph lie apart at most
_USUAL = 10.0  # points
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


def read_page(page: Any, number: int) -> PdfPage:
    """Return the lines of a pdfplumber page, as they are read, and how far to trust them."""
    words, turned = _words(page)
    tables = list(_ruled(page))
    tables += rows_between_rules(page, _outside(tables, words))
    words = _outside(tables, words)
    rows = [row for table in tables for row in table.rows]
    lines = tuple(_lines([*words, *rows], float(page.width), number))
    margin = tuple(_margin_line(turned, number)) if turned else ()
    grade, reasons = _grade(lines, bool(page.images))
    size = float(page.width), float(page.height)
    return PdfPage(number, *size, lines + margin, grade, reasons, bool(page.images))


def _outside(tables: Sequence[Table], words: Sequence[Word]) -> list[Word]:
    return [word for word in words if not any(table.holds(word) for table in tables)]


def _ruled(page: Any) -> Iterator[Table]:
    """Yield what is ruled like a table and holds more than one column of text."""
    if not (page.lines or page.rects or page.curves):
        return
    for table in page.find_tables():
        cells = [[(cell or "").strip() for cell in row] for row in table.extract()]
        if sum(sum(map(bool, row)) > 1 for row in cells) > 1:
            boxes = [row.bbox for row in table.rows]
            rows = zip(cells, boxes, strict=True)
            yield Table(table.bbox, tuple(row_of(c, box) for c, box in rows if any(c)))


def _words(page: Any) -> tuple[list[Word], list[str]]:
    """Return the words of a page, and apart from them those that stand on their side."""
    upright: list[Word] = []
    turned: list[str] = []
    attributes = ["size", "fontname", "upright"]
    for word in page.extract_words(x_tolerance_ratio=0.15, extra_attrs=attributes):
        if word["upright"]:
            upright.append(_word(word))
        else:
            turned.append(word["text"])
    return upright, turned


def _word(word: dict[str, Any]) -> Word:
    return Word(
        text=word["text"],
        x0=word["x0"],
        x1=word["x1"],
        top=word["top"],
        bottom=word["bottom"],
        size=word["size"],
        bold=bool(_BOLD.search(word["fontname"])),
    )


def _lines(words: Sequence[Word], width: float, number: int) -> Iterator[Line]:
    ordered = list(in_reading_order(words, width))
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
    box = Box(x0=row[0].x0, top=min(w.top for w in row), x1=x1, bottom=max(w.bottom for w in row))
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
    for before, word in pairwise(row):
        apart = word.x0 - before.x1 > _SPACE * max(word.size, before.size)
        text += (" " if apart else "") + word.text
    return text


def _margin_line(turned: Sequence[str], number: int) -> Iterator[Line]:
    """What stands on its side in the margin is furniture."""
    text = " ".join(turned)
    yield Line(text, 0, 0, gap=1, page=number, size=0, kind=BlockKind.FURNITURE)


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
