"""What is drawn on a page of a PDF beside its text: straight lines, boxes and pictures."""

import ctypes
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, pairwise
from typing import Any

import pypdfium2.raw as pdfium
from pypdfium2 import PdfPage

Bounds = tuple[float, float, float, float]
"""Left, top, right and bottom, in points from the top left corner of the page."""

_MOST = 5000  # points of drawn paths on a page; beyond, it is a map or a chart
_DEEPEST = 4  # forms within forms
_SNAP = 3.0  # points within which pdfplumber takes two edges for one
_FEWEST_SHAPES = 4
_FEWEST_EDGES = 3  # in each direction, that part two rows and two columns

_Point = tuple[int, float, float]  # what leads to it, and where it lies


@dataclass(frozen=True)
class Drawing:
    """The straight shapes on a page, and whether it holds pictures."""

    shapes: tuple[Bounds, ...] = ()
    has_pictures: bool = False
    has_parts: bool = False
    """Whether it holds parts with lines of their own, such as a placed page."""

    def may_hold_grid(self) -> bool:
        """Tell whether there are edges enough for a ruled table of two rows and two columns."""
        across = _apart(x for left, _, right, _ in self.shapes for x in (left, right))
        down = _apart(y for _, top, _, bottom in self.shapes for y in (top, bottom))
        return self.has_parts or (
            len(self.shapes) >= _FEWEST_SHAPES and min(across, down) >= _FEWEST_EDGES
        )


def drawing_of(page: PdfPage) -> Drawing:
    """Return what PDFium finds drawn on ``page``."""
    _, bottom, _, top = page.get_mediabox()
    on_page, *in_parts = _contents(page.raw)
    return Drawing(
        tuple(_shapes(on_page[pdfium.FPDF_PAGEOBJ_PATH], top - bottom)),
        has_pictures=any(found[pdfium.FPDF_PAGEOBJ_IMAGE] for found in (on_page, *in_parts)),
        has_parts=any(found[pdfium.FPDF_PAGEOBJ_PATH] for found in in_parts),
    )


def drawing_by_pdfplumber(page: Any) -> Drawing:
    """Return what pdfplumber finds drawn on ``page``."""
    drawn = (*page.lines, *page.rects)
    shapes = tuple((d["x0"], d["top"], d["x1"], d["bottom"]) for d in drawn)
    return Drawing(shapes, has_pictures=bool(page.images))


def _apart(places: Iterator[float]) -> int:
    """Count the places that lie farther apart than lines of one edge do."""
    ordered = sorted(places)
    return bool(ordered) + sum(b - a > _SNAP for a, b in pairwise(ordered))


def _contents(holder: Any, depth: int = 0) -> Iterator[dict[int, list[Any]]]:
    """Yield the objects of a page by their kind, and those of each part that it holds."""
    part = isinstance(holder, pdfium.FPDF_PAGEOBJECT)
    count = pdfium.FPDFFormObj_CountObjects if part else pdfium.FPDFPage_CountObjects
    get = pdfium.FPDFFormObj_GetObject if part else pdfium.FPDFPage_GetObject
    found = defaultdict(list)
    for index in range(count(holder)):
        drawn = get(holder, index)
        found[pdfium.FPDFPageObj_GetType(drawn)].append(drawn)
    yield found
    for form in found[pdfium.FPDF_PAGEOBJ_FORM] if depth < _DEEPEST else ():
        yield from _contents(form, depth + 1)


def _shapes(paths: Iterable[Any], height: float) -> Iterator[Bounds]:
    room = _MOST
    for path in paths:
        points = list(_points(path, height)) if room > 0 else []
        room -= len(points)
        yield from _straight(points)


def _points(path: Any, height: float) -> Iterator[_Point]:
    matrix, x, y = pdfium.FS_MATRIX(), ctypes.c_float(), ctypes.c_float()
    pdfium.FPDFPageObj_GetMatrix(path, matrix)
    for index in range(min(pdfium.FPDFPath_CountSegments(path), _MOST)):
        segment = pdfium.FPDFPath_GetPathSegment(path, index)
        pdfium.FPDFPathSegment_GetPoint(segment, x, y)
        across = matrix.a * x.value + matrix.c * y.value + matrix.e
        up = matrix.b * x.value + matrix.d * y.value + matrix.f
        yield pdfium.FPDFPathSegment_GetType(segment), across, height - up


def _straight(points: Sequence[_Point]) -> Iterator[Bounds]:
    """Yield the bounds of each line and box that ``points`` draw; curves are none."""
    starts = [i for i, point in enumerate(points) if point[0] == pdfium.FPDF_SEGMENT_MOVETO]
    for start, end in pairwise(chain(starts, [len(points)])):
        kinds = {kind for kind, _, _ in points[start + 1 : end]}
        if kinds == {pdfium.FPDF_SEGMENT_LINETO}:
            across = [x for _, x, _ in points[start:end]]
            down = [y for _, _, y in points[start:end]]
            yield min(across), min(down), max(across), max(down)
