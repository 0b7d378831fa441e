"""Reports of ten pages, each with a number and a first paragraph of its own."""

from collections.abc import Iterator
from itertools import cycle
from pathlib import Path

from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import Flowable, Paragraph

from benchmarks.pages import texts, write

PAGES = 10
_AREA = (70, 60, 455, 720)


def make_reports(folder: Path, count: int) -> None:
    """Write ``count`` PDFs of ten pages, the same each time."""
    for number in range(count):
        style = ParagraphStyle("", fontSize=10, leading=13)
        path = folder / f"{number % 100:02}" / f"verslag-{number}.pdf"
        path.parent.mkdir(parents=True, exist_ok=True)
        write(path, PAGES, [_AREA], style, flowables=_Report(number))


class _Report:
    def __init__(self, number: int) -> None:
        self.number = number

    def __call__(self, style: ParagraphStyle) -> Iterator[Flowable]:
        every = texts()
        turn = self.number % len(every)
        yield Paragraph(f"Verslag {self.number} van de dialoog in {2005 + self.number % 20}", style)
        yield from (Paragraph(text, style) for text in cycle(every[turn:] + every[:turn]))
