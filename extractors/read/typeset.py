"""The text of a document that came as loose lines: set with line ends and empty lines."""

from collections.abc import Iterable
from dataclasses import replace
from typing import NamedTuple

from extractors.read.blocks import Passage, block_of
from extractors.read.pieces import Piece
from schemas.document import Block

_LINE = "\n"
_BLOCK = "\n\n"


class Typeset(NamedTuple):
    """A text, its blocks, and the offset at which the text of each page begins."""

    text: str
    blocks: tuple[Block, ...]
    page_starts: dict[int | None, int]


def typeset(passages: Iterable[Passage]) -> Typeset:
    """Join ``passages`` into one text."""
    parts: list[str] = []
    blocks = []
    page_starts: dict[int | None, int] = {}
    offset = 0
    for passage in passages:
        lines = []
        for line in passage.piece.lines:
            page_starts.setdefault(line.page, offset)
            lines.append(replace(line, start=offset, end=offset + len(line.text)))
            offset += len(line.text) + len(_LINE)
        offset += len(_BLOCK) - len(_LINE)
        parts.append(_LINE.join(line.text for line in lines) + _BLOCK)
        blocks.append(block_of(replace(passage, piece=Piece(tuple(lines)))))
    return Typeset("".join(parts), tuple(blocks), page_starts)
