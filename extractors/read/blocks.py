"""From lines to blocks: headings, paragraphs, list items, rows, notes and furniture."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from extractors.read.footnotes import mark_footnotes
from extractors.read.furniture import mark_furniture
from extractors.read.headings import find_headings
from extractors.read.lines import Line, Place
from extractors.read.markers import HEADING, heading_depth, mark_lines
from extractors.read.page_breaks import join_over_pages
from extractors.read.pieces import Piece, gather
from extractors.read.tables import mark_tables
from extractors.read.titles import LARGE
from extractors.read.wrapping import measure
from schemas.document import Block, BlockKind, Box

_SAME_INDENT = 0.9  # columns
_NO_ITEM = frozenset({"", HEADING, "plain"})  # a bare "3" before text numbers a chapter


@dataclass(frozen=True)
class Passage:
    """A piece of which it is known what it is."""

    piece: Piece
    kind: BlockKind
    level: int = 0


def passages_of(lines: Sequence[Line]) -> tuple[Passage, ...]:
    """Put ``lines`` together into passages that follow each other in reading order."""
    for mark in (mark_lines, mark_tables, mark_furniture, mark_footnotes):
        lines = mark(lines)
    pieces = join_over_pages(gather(lines, measure(lines)))
    headings = find_headings(pieces)
    kinds = [_kind(piece, i in headings) for i, piece in enumerate(pieces)]
    return tuple(_passages(pieces, kinds))


def block_of(passage: Passage) -> Block:
    """Return the block of ``passage``, where its lines stand in the document's text.

    Its page and box are those on which it begins.
    """
    lines = passage.piece.lines
    return Block(
        kind=passage.kind,
        start=lines[0].start,
        end=lines[-1].end,
        page=lines[0].page,
        box=_union([line.box for line in lines if line.box and line.page == lines[0].page]),
        level=passage.level,
        marker=lines[0].marker if passage.kind is BlockKind.LIST_ITEM else "",
    )


def _kind(piece: Piece, is_heading: bool) -> BlockKind:
    if is_heading:
        return BlockKind.HEADING
    if piece.kind is None and piece.first.style not in _NO_ITEM:
        return BlockKind.LIST_ITEM
    return piece.kind or BlockKind.PARAGRAPH


def _passages(pieces: Sequence[Piece], kinds: Sequence[BlockKind]) -> Iterator[Passage]:
    depths = _Depths()
    heads = [p for p, kind in zip(pieces, kinds, strict=True) if kind is BlockKind.HEADING]
    sizes = sorted({_size(p) for p in heads if _size(p) >= LARGE}, reverse=True)
    for piece, kind in zip(pieces, kinds, strict=True):
        level = 0
        if kind is BlockKind.LIST_ITEM:
            level = depths.of(piece.first)
        elif kind is BlockKind.HEADING:
            level = _heading_level(piece, sizes)
        if kind in (BlockKind.HEADING, BlockKind.PARAGRAPH):
            depths = _Depths()
        yield Passage(piece, kind, level)


def _heading_level(piece: Piece, sizes: Sequence[float]) -> int:
    """The depth that letters, markup or numbering tell: ``## Armoede`` 2, ``4.1 Vermist`` 2."""
    if _size(piece) in sizes:
        return sizes.index(_size(piece)) + 1
    if piece.first.style == "clause":
        return 2
    return heading_depth(piece.first.text)


def _size(piece: Piece) -> float:
    return round(piece.first.size, 1)


class _Depths:
    """How deep each item of a list lies, by its indent and its sort of mark."""

    def __init__(self) -> None:
        self.open: list[tuple[float, str]] = []

    def of(self, line: Line) -> int:
        mark = line.marker if line.style == "bullet" else line.style
        mark = "box" if mark.startswith("[") else mark
        while self.open and self.open[-1][0] > line.indent + _SAME_INDENT:
            self.open.pop()
        at_indent = [m for indent, m in self.open if abs(indent - line.indent) <= _SAME_INDENT]
        if mark in at_indent:
            while self.open[-1][1] != mark:
                self.open.pop()
        else:
            self.open.append((line.indent, mark))
        return len(self.open) - 1


def _union(boxes: Sequence[Place]) -> Box | None:
    if not boxes:
        return None
    return Box(
        x0=min(box.x0 for box in boxes),
        top=min(box.top for box in boxes),
        x1=max(box.x1 for box in boxes),
        bottom=max(box.bottom for box in boxes),
    )
