"""The text of a document that came as loose lines: set with line ends and empty lines."""

from collections.abc import Sequence
from dataclasses import replace

from extractors.read.blocks import Passage
from extractors.read.pieces import Piece

_LINE = "\n"
_BLOCK = "\n\n"


def typeset(passages: Sequence[Passage]) -> tuple[str, tuple[Passage, ...]]:
    """Join ``passages`` into one text, and return them with their lines placed in it."""
    parts: list[str] = []
    placed = []
    offset = 0
    for passage in passages:
        lines = []
        for line in passage.piece.lines:
            lines.append(replace(line, start=offset, end=offset + len(line.text)))
            offset += len(line.text) + len(_LINE)
        text = _LINE.join(line.text for line in lines) + _BLOCK
        offset += len(_BLOCK) - len(_LINE)
        parts.append(text)
        placed.append(replace(passage, piece=Piece(tuple(lines))))
    return "".join(parts), tuple(placed)
