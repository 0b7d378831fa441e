"""Which line breaks are mere wrapping, and which part two statements.

A line runs on when its first successor would not have fitted on it, when it breaks off
(``voorge-``, ``Ministerie van``), or when the next line goes on in lower case.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import groupby, pairwise

from extractors.read.lines import Line
from extractors.rules import load_rules

_ENOUGH = 2  # breaks that must be seen before a column of wrapping is believed
_SHARE = 0.2  # of all breaks
_FULL = 0.87  # of the column, which proportional letters leave ragged
_OVERFULL = 1.0
_BURSTING = 1.1
_RAGGED = 0.6
_LONG = 40  # columns; a shorter line need not be full to end
_NARROWEST = 25  # columns
_WIDER = 1.3
_FEW = 0.15  # of all lines
_TELLING_RUN = 4  # lines
_TALLER = 1.12  # a heading's letters against those of its text
_OPENERS = "“„‘\"'(«"
_TERMINAL = ".!?"


@dataclass(frozen=True)
class Wrapping:
    """How a document breaks its lines."""

    columns: Mapping[int, float]
    """For each line, by where it starts, the column at which the text around it wraps."""
    case_tells: bool = True
    """False where statements begin in lower case, as on a poster or in a chat."""

    def runs_on(self, first: Line, line: Line, after: Line) -> bool:
        """Tell whether ``after`` goes on with ``line``, in a piece that begins with ``first``."""
        if after.marker or after.kind != line.kind or not _alike(line, after):
            return False
        if after.gap:
            return line.kind is None and self._across(line, after)
        if breaks_off(line):
            return True
        opening = line is first and not first.marker
        if is_lower(after) and self.case_tells and line.text[-1] != ";":
            return self._goes_on_small(line, opening, item=bool(first.marker))
        if after.text[0].isdigit() and not ends_sentence(line) and self._is_long(line):
            return True  # "uit maart / 2022"
        if opening and line.text[-1] in "?:":
            return False  # a question that stands by itself is a heading, however wide it is
        return self.is_full(line, after, _OVERFULL if opening else _FULL)

    def _goes_on_small(self, line: Line, opening: bool, item: bool) -> bool:
        """``de kleine / ambassade`` goes on, as long lines do; ``Tilburg / gereed`` does not."""
        column = self.columns.get(line.start)
        if column is None:
            return not item and (line.width >= _LONG or is_lower(line))
        return not opening or line.width > column * _RAGGED or is_lower(line)

    def _is_long(self, line: Line) -> bool:
        column = self.columns.get(line.start, 0)
        return 0 < column * _RAGGED < line.width < column * _WIDER

    def is_full(self, line: Line, after: Line, share: float = 0) -> bool:
        """Tell whether the first word of ``after`` would not have fitted on ``line``."""
        column = self.columns.get(line.start, 0)
        if line.width > column * _WIDER:
            return False
        share = share or (_OVERFULL if line.width < column * _RAGGED else _FULL)
        word = after.text.split(maxsplit=1)[0]
        return column * share < line.width + 1 + len(word)

    def _across(self, line: Line, after: Line) -> bool:
        """OCR leaves an empty line in mid-sentence: ``betekenis voor // gemeenten``."""
        column = self.columns.get(line.start, 0)
        broken = line.text[-1] not in ".!?:;" and not is_capitals(line.text)
        if after.new_page or not broken or line.width <= column * _RAGGED or not column:
            return False
        if is_lower(after):
            return self.case_tells
        fits = line.width <= column
        return after.gap == 1 and fits and self.is_full(line, after, _BURSTING)


def measure(lines: Sequence[Line]) -> Wrapping:
    """Find the column at which ``lines`` wrap, from the breaks that lie within a sentence."""
    whole = _column(lines)
    columns: dict[int, float] = {}
    for _, group in groupby(lines, key=lambda line: line.page):
        page = list(group)
        column = _column(page) or whole
        if column:
            found = (pair for run in _runs(page) for pair in _local(run))
            columns.update({line.start: min(column, local) for line, local in found})
    return Wrapping(columns, case_tells=whole != 0)


def _column(lines: Sequence[Line]) -> float | None:
    """Return the column; None where each paragraph is one line, 0 where lines are ragged."""
    breaks = [(a, b) for a, b in pairwise(lines) if _is_plain(b)]
    widths = sorted(a.width for a, b in breaks if _within_sentence(a, b))
    if len(widths) < _ENOUGH or len(widths) < _SHARE * len(breaks):
        return None
    column = widths[int(0.9 * (len(widths) - 1))]
    wider = sum(line.width > column * _WIDER for line in lines if line.kind is None)
    if column < _NARROWEST or wider > len(lines) * _FEW:
        return None
    return 0 if widths[len(widths) // 2] < _RAGGED * column else column


def _runs(lines: Sequence[Line]) -> Iterator[list[Line]]:
    run: list[Line] = []
    for line in lines:
        if run and (line.gap or line.marker or line.kind):
            yield run
            run = []
        run.append(line)
    yield run


def _local(run: Sequence[Line]) -> Iterator[tuple[Line, float]]:
    """The text of an item wraps sooner than that of a paragraph; a short run does not tell."""
    widest = max((line.width for line in run), default=0)
    within = sum(_within_sentence(a, b) for a, b in pairwise(run))
    tells = len(run) >= _TELLING_RUN and within * 3 >= len(run) - 1
    yield from ((line, widest if tells else float("inf")) for line in run)


def breaks_off(line: Line) -> bool:
    """Tell whether ``line`` ends where no sentence can: in a hyphen, a comma, an article."""
    if line.text[-1] in ",-\u00ad\u2010":
        return line.text[-2:-1].isalnum() or line.text[-1] == ","
    word = line.text.rsplit(maxsplit=1)[-1]
    return word.casefold() in _open_words() or word in _short_forms()


def ends_sentence(line: Line) -> bool:
    """Tell whether ``line`` ends in a final stop, within quotes or brackets or not."""
    bare = line.text.rstrip("”’\"')»]*_")
    return bare[-1:] in (*_TERMINAL, ";") and not line.text.endswith(tuple(_short_forms()))


def is_lower(line: Line) -> bool:
    """Tell whether ``line`` goes on in lower case."""
    return line.text.lstrip(_OPENERS)[:1].islower()


def is_capitals(text: str) -> bool:
    """Tell whether ``text`` stands in capitals, digits that OCR read for letters allowed."""
    letters = [c for c in text if c.isalpha()]
    small = sum(c.islower() for c in letters)
    return len(letters) >= 3 and small <= len(letters) * 0.15


def _is_plain(line: Line) -> bool:
    return not (line.gap or line.marker or line.kind)


def _within_sentence(line: Line, after: Line) -> bool:
    return is_lower(after) and line.text[-1] not in ".!?:;"


def _alike(line: Line, after: Line) -> bool:
    """Lines of one paragraph have letters of one size; capitals set a heading apart."""
    ratio = max(line.size, after.size) / max(min(line.size, after.size), 0.01)
    same_case = is_capitals(line.text) == is_capitals(after.text)
    same_page = line.page == after.page
    return same_page and same_case and line.bold == after.bold and ratio < _TALLER


@cache
def _open_words() -> frozenset[str]:
    return frozenset(load_rules("reading")["wrapping"]["open_words"])


@cache
def _short_forms() -> frozenset[str]:
    return frozenset(load_rules("reading")["wrapping"]["short_forms"])
