"""The text of a document that came as loose lines: set with line ends and empty lines."""

from collections.abc import Iterable
from dataclasses import replace

from extractors.read.blocks import Passage, block_of
from extractors.read.pieces import Piece
from schemas.document import Block

_LINE = "\n"
_BLOCK = "\n\n"


def typeset(passages: Iterable[Passage]) -> tuple[str, tuple[Block, ...]]:
    """Join ``passages`` into one text, and return it with the block of each."""
    parts: list[str] = []
    blocks = []
    offset = 0
    for passage in passages:
        lines = []
        for line in passage.piece.lines:
            lines.append(replace(line, start=offset, end=offset + len(line.text)))
            offset += len(line.text) + len(_LINE)
        offset += len(_BLOCK) - len(_LINE)
        parts.append(_LINE.join(line.text for line in lines) + _BLOCK)
        blocks.append(block_of(replace(passage, piece=Piece(tuple(lines)))))
    return "".join(parts), tuple(blocks)
