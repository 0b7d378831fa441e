"""Pieces of text: lines that belong together, before it is known what they are."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import zip_longest

from extractors.read.lines import Line
from extractors.read.markers import HEADING
from extractors.read.tables import row_runs_on
from extractors.read.wrapping import Wrapping, breaks_off, ends_sentence, is_lower
from schemas.document import BlockKind

_HALF = 0.5
_HANGING = 1.5  # columns that the text of an item stands in from its mark


@dataclass(frozen=True)
class Piece:
    """One or more lines that form a paragraph, an item, a heading or a row."""

    lines: tuple[Line, ...]

    @property
    def first(self) -> Line:
        """The line that the piece begins with."""
        return self.lines[0]

    @property
    def kind(self) -> BlockKind | None:
        """What the piece is, where its lines tell without the lines around them."""
        return self.first.kind

    @property
    def text(self) -> str:
        """The text of the piece in one line."""
        return " ".join(line.text for line in self.lines)


def gather(lines: Sequence[Line], wrapping: Wrapping) -> tuple[Piece, ...]:
    """Put ``lines`` together into pieces, in order."""
    groups: list[list[Line]] = []
    for line, below in zip_longest(lines, lines[1:]):
        if groups and _belongs(groups[-1], line, below, wrapping):
            groups[-1].append(line)
        else:
            groups.append([line])
    return tuple(Piece(tuple(group)) for group in groups)


def _belongs(group: Sequence[Line], line: Line, below: Line | None, wrapping: Wrapping) -> bool:
    first, last = group[0], group[-1]
    if HEADING in (first.style, line.style):
        return False
    if first.kind is BlockKind.TABLE:
        return line.kind is BlockKind.TABLE and not line.gap and row_runs_on(last)
    if first.kind is BlockKind.FOOTNOTE:
        return _goes_on_noting(last, line)
    if first.marker and _hangs(first, last, line):
        return True
    if first.marker and (_leaves(first, last, line) or _could_head(last, line, below)):
        return False
    return wrapping.runs_on(first, last, line)


def _leaves(first: Line, last: Line, line: Line) -> bool:
    """On a page of a PDF the text of an item stands in; what does not is no part of it."""
    return line.box is not None and ends_sentence(last) and line.indent < first.indent + _HANGING


def _could_head(last: Line, line: Line, below: Line | None) -> bool:
    """Between two items ``Gemeenten`` heads the second rather than ending the first."""
    if below is None or not below.marker or is_lower(line):
        return False
    finished = ends_sentence(line) or breaks_off(last)
    return not finished and line.width <= last.width * _HALF


def _goes_on_noting(last: Line, line: Line) -> bool:
    same_note = line.kind is None and not line.gap and line.page == last.page
    return same_note and not last.text.endswith("]")


def _hangs(first: Line, last: Line, line: Line) -> bool:
    hangs = not line.gap and not line.marker and line.kind is first.kind
    return hangs and line.page == last.page and line.indent >= first.indent + _HANGING
