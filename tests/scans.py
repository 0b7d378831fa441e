"""Scans for tests: pages drawn with text, and pictures of them as a scanner makes them."""

from pathlib import Path

import numpy as np
import pypdfium2
from PIL import Image
from reportlab.lib.pagesizes import A4
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

_DPI = 200
_LINE = 16  # points


def drawn(path: Path, lines: list[str]) -> Path:
    """Write a PDF of one page with these lines of text."""
    canvas = Canvas(str(path), pagesize=A4)
    _set(canvas, lines)
    canvas.save()
    return path


def scanned(path: Path, lines: list[str], skew: float = 0, turn: int = 0) -> Image.Image:
    """Return what a scanner makes of a page with these lines: grey, with specks, not straight."""
    with pypdfium2.PdfDocument(drawn(path, lines)) as pdf:
        picture = pdf[0].render(scale=_DPI / 72, grayscale=True).to_pil()
    specks = np.random.default_rng(4).normal(0, 12, (picture.height, picture.width))
    grey = np.clip(np.asarray(picture) + specks, 0, 255).astype("uint8")
    return Image.fromarray(grey).rotate(skew, fillcolor=255).rotate(turn, expand=True)


def photograph() -> Image.Image:
    """Return a picture that holds no text: light that fades from one corner to the other."""
    across, down = np.meshgrid(np.linspace(0, 200, 800), np.linspace(0, 55, 600))
    return Image.fromarray((across + down).astype("uint8"))


def pdf_of(path: Path, pictures: list[Image.Image | None], hidden: list[str] | None = None) -> Path:
    """Write a PDF with a page per picture, ``hidden`` text under each; None is a page of text."""
    canvas = Canvas(str(path))
    for picture in pictures:
        width, height = picture.size if picture else (1654, 2339)
        canvas.setPageSize((width * 72 / _DPI, height * 72 / _DPI))
        if picture:
            canvas.drawImage(ImageReader(picture), 0, 0, width * 72 / _DPI, height * 72 / _DPI)
        _set(canvas, hidden or ([] if picture else TYPED), invisible=bool(picture))
        canvas.showPage()
    canvas.save()
    return path


TYPED = [
    "Deze bladzijde is getypt en niet gescand. De raad las haar",
    "in mei, en besloot dat het zo goed was.",
]


def _set(canvas: Canvas, lines: list[str], invisible: bool = False) -> None:
    text = canvas.beginText(72, A4[1] - 90)
    text.setFont("Helvetica", 12, _LINE)
    text.setTextRenderMode(3 if invisible else 0)
    for line in lines:
        text.textLine(line)
    canvas.drawText(text)
