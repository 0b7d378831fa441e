"""PDFs for tests, drawn line by line."""

from collections.abc import Sequence
from pathlib import Path

import reportlab
from reportlab.lib.pagesizes import A4
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from extractors.read import read
from schemas.document import BlockKind, Document, Unreadable

EMBEDDED = "Vera"
LEFT = [
    "Het platform kwam in mei bijeen om de",
    "plannen van het kabinet te bespreken en",
    "een brief aan de Kamer op te stellen.",
    "De brief ging uit op negen juni, samen",
    "met de cijfers van het afgelopen jaar.",
    "Daarop volgde een gesprek in Den Haag.",
]
RIGHT = [line.replace("e", "a") for line in LEFT]
MIDDLE = [line.replace("e", "o") for line in LEFT]

pdfmetrics.registerFont(
    TTFont(EMBEDDED, str(Path(reportlab.__file__).parent / "fonts" / "Vera.ttf"))
)


class Sheet:
    """A PDF that is drawn line by line; places are points from the top left corner."""

    def __init__(
        self, path: Path, size: tuple[float, float] = A4, font: str = "Helvetica", **options: object
    ) -> None:
        self.path = path
        self.font = font
        self.height = size[1]
        self.canvas = Canvas(str(path), pagesize=size, **options)

    def lines(
        self,
        lines: Sequence[str],
        x: float = 72,
        top: float = 100,
        size: float = 10,
        apart: float = 0,
    ) -> None:
        """Draw lines below each other, with so many points between their letters."""
        for index, line in enumerate(lines):
            text = self.canvas.beginText(x, self.height - top - index * size * 1.3)
            text.setFont(self.font, size)
            text.setCharSpace(apart)
            text.textLine(line)
            self.canvas.drawText(text)

    def box(self, x: float, top: float, width: float, height: float) -> None:
        self.canvas.rect(x, self.height - top - height, width, height)

    def aside(self, text: str, x: float, top: float, angle: float = 90) -> None:
        """Draw a line that runs up the page."""
        self.canvas.saveState()
        self.canvas.translate(x, self.height - top)
        self.canvas.rotate(angle)
        self.canvas.setFont(self.font, 8)
        self.canvas.drawString(0, 0, text)
        self.canvas.restoreState()

    def turn(self) -> None:
        self.canvas.showPage()

    def save(self) -> Path:
        self.canvas.save()
        return self.path

    def read(self) -> Document | Unreadable:
        return read(self.save(), self.path.name)


def texts(document: Document, kind: BlockKind) -> list[str]:
    return [document.text[b.start : b.end] for b in document.blocks if b.kind is kind]
