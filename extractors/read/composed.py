"""Documents that are composed of parts rather than found as text."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from extractors.read.blocks import passages_of
from extractors.read.lines import apart_from_notes
from extractors.read.parts import Part, lines_of_parts
from extractors.read.typeset import typeset
from schemas.document import Block, Document, Page


def compose(parts: Sequence[Part], name: str, document_id: str) -> Document:
    """Return the document that ``parts`` make up; pages only where the parts name them."""
    lines = enumerate(apart_from_notes(lines_of_parts(parts)))
    placed = tuple(replace(line, start=i, end=i + 1) for i, line in lines)
    text, blocks, _ = typeset(passages_of(placed))
    last = max((part.page or 1 for part in parts), default=1)
    pages = tuple(_pages(blocks, last, len(text)))
    return Document(document_id=document_id, path=name, text=text, pages=pages, blocks=blocks)


def _pages(blocks: Sequence[Block], last: int, end: int) -> Iterator[Page]:
    """Yield the pages up to ``last``, each up to where the next one with text begins."""
    starts = {block.page: block.start for block in reversed(blocks)}
    edges = [end]
    for number in range(last, 0, -1):
        edges.append(starts.get(number, edges[-1]))
    edges = [0, *reversed(edges[:-1])]
    for number, (start, stop) in enumerate(pairwise(edges), start=1):
        yield Page(number=number, start=start, end=stop)
