"""Slides (.pptx): a page for each slide, with its title, lists, tables and text boxes.

What an audience sees is read; hidden slides and the speaker's own notes are not.
"""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pptx
from pptx.enum.shapes import PP_PLACEHOLDER
from pptx.exc import PythonPptxError
from pptx.oxml import parse_xml
from pptx.oxml.ns import qn

from extractors.read.numerals import BULLET
from extractors.read.outcome import Progress
from extractors.read.package import read_package
from extractors.read.parts import Part
from extractors.read.pptx_bullets import Bullets
from extractors.read.rows import parts_of_row
from schemas.document import BlockKind, Document, Unreadable

_TITLES = (PP_PLACEHOLDER.TITLE, PP_PLACEHOLDER.CENTER_TITLE, PP_PLACEHOLDER.VERTICAL_TITLE)
_FURNITURE = (PP_PLACEHOLDER.FOOTER, PP_PLACEHOLDER.DATE, PP_PLACEHOLDER.SLIDE_NUMBER)
_ROW = 100_000  # units of length in which boxes stand beside each other; about 3 mm
_DIAGRAM = "http://schemas.openxmlformats.org/drawingml/2006/diagram"
_HIDDEN = "0"


def read_pptx(path: Path, name: str, progress: Progress) -> Document | Unreadable:
    """Read the slides of a PowerPoint file as they are shown."""
    return read_package(path, name, progress, _parts, (PythonPptxError,))


def _parts(path: Path, progress: Progress) -> Iterator[Part]:
    slides = list(pptx.Presentation(str(path)).slides)
    for number, slide in enumerate(slides, start=1):
        progress(number, len(slides))
        yield Part("", page=number)
        if slide._element.get("show") != _HIDDEN:
            for part in _slide_parts(slide):
                yield replace(part, page=number)


def _slide_parts(slide: Any) -> Iterator[Part]:
    for shape in _in_order(slide.shapes):
        yield from _shape_parts(shape)


def _in_order(shapes: Iterable[Any]) -> list[Any]:
    """The title first, then from top to bottom, and from left to right."""
    return sorted(
        shapes,
        key=lambda shape: (_placeholder(shape) not in _TITLES, _row(shape), shape.left or 0),
    )


def _row(shape: Any) -> int:
    return (shape.top or 0) // _ROW


def _shape_parts(shape: Any) -> Iterator[Part]:
    if hasattr(shape, "shapes"):
        for member in _in_order(shape.shapes):
            yield from _shape_parts(member)
    elif shape.has_text_frame:
        yield from _text_parts(shape)
    elif getattr(shape, "has_table", False) and shape.has_table:
        for row in shape.table.rows:
            cells = [cell.text_frame.paragraphs for cell in row.cells]
            yield from parts_of_row([[Part(p.text) for p in cell] for cell in cells])
    elif getattr(shape, "has_chart", False) and shape.has_chart and shape.chart.has_title:
        yield Part(shape.chart.chart_title.text_frame.text, BlockKind.CAPTION)
    else:
        yield from _diagram_parts(shape)
        for properties in shape._element.iter(qn("p:cNvPr")):
            yield Part(properties.get("descr", ""), BlockKind.CAPTION)


def _text_parts(shape: Any) -> Iterator[Part]:
    place = _placeholder(shape)
    if place in _FURNITURE:
        yield Part(shape.text_frame.text, BlockKind.FURNITURE)
    elif place in _TITLES:
        yield Part(shape.text_frame.text, BlockKind.HEADING, 1)
    else:
        bullets = Bullets(shape)
        for paragraph in shape.text_frame.paragraphs:
            yield _paragraph_part(paragraph, bullets)


def _paragraph_part(paragraph: Any, bullets: Bullets) -> Part:
    text = paragraph.text
    marker = bullets.mark(paragraph) if text.strip() else ""
    if marker:
        return Part(text, BlockKind.LIST_ITEM, paragraph.level, marker)
    runs = [run for run in paragraph.runs if run.text.strip()]
    return Part(text, bold=bool(runs) and all(run.font.bold for run in runs))


def _diagram_parts(shape: Any) -> Iterator[Part]:
    """The texts of a diagram stand in a file of their own within the file."""
    for relation in shape._element.iter(f"{{{_DIAGRAM}}}relIds"):
        data = shape.part.related_part(relation.get(qn("r:dm"))).blob
        for point in parse_xml(data).iter(f"{{{_DIAGRAM}}}pt"):
            texts = (text.text or "" for text in point.iter(qn("a:t")))
            yield Part("".join(texts), BlockKind.LIST_ITEM, 0, BULLET)


def _placeholder(shape: Any) -> Any:
    return shape.placeholder_format.type if shape.is_placeholder else None
