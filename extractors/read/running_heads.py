"""Running heads and feet of a PDF: what stands at the edge of page after page."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace

from extractors.read.lines import Line, letters_of
from extractors.read.pdf_page import PdfPage
from schemas.document import BlockKind

_EDGE = 0.12  # of the page's height
_NEAR = 6.0  # points within which two lines stand at the same height
_LARGEST = 1.1  # against the body: the title of a slide is no running head
_SHARE = 0.3  # of all pages, and at least two, where odd and even pages differ

_Place = tuple[bool, int, str]


def mark_running_heads(pages: Sequence[PdfPage], body: float) -> tuple[PdfPage, ...]:
    """Return ``pages`` with their running heads and feet as furniture.

    Digits do not count (the page number changes); a question is never one, for it may
    stand at the same place on every slide.
    """
    places = Counter(p for page in pages for p in {place for _, place in _edges(page, body)})
    least = max(2, min(3, len(pages) - 1), _SHARE * len(pages))
    heads = {place for place, count in places.items() if count >= least}
    return tuple(_marked(page, heads, body) for page in pages)


def _marked(page: PdfPage, heads: set[_Place], body: float) -> PdfPage:
    found = {index for index, place in _edges(page, body) if place in heads}
    lines = tuple(
        replace(line, kind=BlockKind.FURNITURE) if i in found else line
        for i, line in enumerate(page.lines)
    )
    return replace(page, lines=lines)


def _edges(page: PdfPage, body: float) -> Iterator[tuple[int, _Place]]:
    """Yield the lines at the edges of a page, each with its place and its letters."""
    for index, line in enumerate(page.lines):
        if line.box is None or line.kind or line.size > body * _LARGEST:
            continue
        head = line.box.bottom < page.height * _EDGE
        foot = line.box.top > page.height * (1 - _EDGE)
        if (head or foot) and not line.text.endswith(("?", ":")):
            yield index, (head, round(line.box.top / _NEAR), letters_of(line.text))


def body_size(lines: Sequence[Line]) -> float:
    """Return the size of letters that most of the text has."""
    sizes: Counter[float] = Counter()
    for line in lines:
        sizes[round(line.size * 2) / 2] += len(line.text)
    return max(sizes, key=lambda size: (sizes[size], size), default=0.0) or 1.0
