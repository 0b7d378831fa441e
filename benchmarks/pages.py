"""PDFs to measure with: the samples' text in several layouts and fonts, page after page."""

from collections.abc import Callable, Iterator, Sequence
from itertools import cycle, islice
from pathlib import Path

import reportlab
from reportlab.lib.pagesizes import A4, landscape
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.platypus import (
    BaseDocTemplate,
    Flowable,
    Frame,
    PageBreak,
    PageTemplate,
    Paragraph,
    Table,
)

SOURCES = Path(__file__).parents[1] / "raw" / "samples" / "sources"
FONTS = Path(reportlab.__file__).parent / "fonts"
WIDE = landscape(A4)
EMBEDDED = "Vera"

PADDING = 6  # points that reportlab leaves free within an area
APART = 20  # points kept free for each paragraph, as it may end early in its area

Area = tuple[float, float, float, float]
"""Left, lower edge, width and height of what text may fill."""

Layout = Callable[[Path, int], None]


def report(path: Path, pages: int) -> None:
    """Write a report in one column of a font that every reader knows."""
    write(path, pages, [(70, 60, 455, 720)], ParagraphStyle("", fontSize=10, leading=13))


def columns(path: Path, pages: int) -> None:
    """Write a yearbook in two justified columns of Times."""
    areas = [(50, 60, 240, 720), (305, 60, 240, 720)]
    style = ParagraphStyle("", fontName="Times-Roman", fontSize=9, leading=11, alignment=4)
    write(path, pages, areas, style)


def slides(path: Path, pages: int) -> None:
    """Write slides with few words in large letters."""
    style = ParagraphStyle("", fontName="Helvetica-Bold", fontSize=22, leading=28)
    write(path, pages, [(60, 60, 720, 460)], style, size=WIDE)


def embedded(path: Path, pages: int) -> None:
    """Write a letter in a font that the file brings along."""
    _register()
    style = ParagraphStyle("", fontName=EMBEDDED, fontSize=9.5, leading=13)
    write(path, pages, [(80, 60, 440, 720)], style)


def tables(path: Path, pages: int) -> None:
    """Write tables with ruled cells."""
    style = ParagraphStyle("", fontSize=8, leading=10)
    write(path, pages, [(50, 60, 495, 740)], style, flowables=_rows)


LAYOUTS: tuple[Layout, ...] = (report, columns, slides, embedded, tables)


def _register() -> None:
    pdfmetrics.registerFont(TTFont(EMBEDDED, str(FONTS / "Vera.ttf")))


def write(
    path: Path,
    pages: int,
    areas: Sequence[Area],
    style: ParagraphStyle,
    size: tuple[float, float] = A4,
    flowables: "Callable[[ParagraphStyle], Iterator[Flowable]] | None" = None,
) -> None:
    """Write ``pages`` pages, each filled until its last frame is full."""
    document = BaseDocTemplate(str(path), pagesize=size, invariant=1)
    document.addPageTemplates(PageTemplate(frames=[Frame(*area) for area in areas]))
    story = (flowables or _paragraphs)(style)
    width = areas[0][2] - 2 * PADDING
    room = sum(height - 2 * PADDING for *_, height in areas)
    document.build([flowable for _ in range(pages) for flowable in _page(story, width, room)])


def _page(story: Iterator[Flowable], width: float, room: float) -> Iterator[Flowable]:
    while room > 0:
        flowable = next(story)
        room -= flowable.wrap(width, room)[1] + APART
        if room > 0:
            yield flowable
    yield PageBreak()


def _paragraphs(style: ParagraphStyle) -> Iterator[Flowable]:
    yield from (Paragraph(text, style) for text in cycle(texts()))


def _rows(style: ParagraphStyle) -> Iterator[Flowable]:
    every = cycle(texts())
    while True:
        cells = [[Paragraph(text[:80], style) for text in islice(every, 3)] for _ in range(4)]
        yield Table(cells, colWidths=160, style=[("GRID", (0, 0), (-1, -1), 0.5, "black")])


def texts() -> list[str]:
    """Return the paragraphs of the samples."""
    parts = "\n\n".join(p.read_text(encoding="utf-8") for p in sorted(SOURCES.glob("*.md")))
    lines = (part.replace("\n", " ").strip("#- ") for part in parts.split("\n\n"))
    return [line for line in lines if line and not line.startswith(("|", "*", "<"))]
