"""Rows of tables that a file marks as such."""

from collections.abc import Iterator, Sequence

from extractors.read.parts import Part
from schemas.document import BlockKind

_FRAMED = (BlockKind.HEADING, BlockKind.TABLE)
_ASIDE = (BlockKind.FOOTNOTE, BlockKind.CAPTION)


def parts_of_row(cells: Sequence[Sequence[Part]]) -> Iterator[Part]:
    """Yield a row of ``cells`` as one part, its cells parted by tabs; notes follow it.

    A table of one column is a frame around text, and one whose cells hold lists, headings
    or tables sets texts beside each other: their parts are yielded as they are.
    """
    parts = [part for cell in cells for part in cell]
    items = sum(part.kind is BlockKind.LIST_ITEM for part in parts)
    if len(cells) < 2 or items > 1 or any(part.kind in _FRAMED for part in parts):
        yield from parts
        return
    texts = [" ".join(p.text.strip() for p in cell if p.kind not in _ASIDE) for cell in cells]
    row = "\t".join(" ".join(text.split()) for text in texts)
    yield Part(row if row.strip() else "", BlockKind.TABLE)
    yield from (part for part in parts if part.kind in _ASIDE)
