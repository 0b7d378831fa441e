"""Pages that are pictures, read by Tesseract with its Dutch model.

The engine comes with ``tesserocr``, its Dutch model with the system. It runs within the
reading process, so it ends with it.
"""

import os
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from math import degrees
from pathlib import Path
from typing import Any

import pypdfium2
from PIL import Image

from extractors.read.columns import Word
from extractors.rules import load_rules

LANGUAGE = "nld"

_DPI = 300
_POINTS = 72 / _DPI
_LARGEST = 5000  # pixels that a page is wide or high at most: a poster is read more coarsely
_SECONDS = 40  # for one page, well within what its reading may take
_CROOKED = 0.5  # degrees from which lines are set straight
_WORTHLESS = 0.3  # confidence of specks taken for letters
_QUARTER_TURNS = (0, 90, 180, -90)  # that set a page upright, by how Tesseract finds it


@dataclass(frozen=True)
class OcrPage:
    """What Tesseract reads on a page, in points of the page as it stands upright."""

    words: tuple[Word, ...]
    confidence: float
    """The mean over all letters, from 0 to 1."""
    width: float
    height: float


def ocr_available() -> str | None:
    """Return what must be installed before scans can be read, in one line; None if nothing."""
    try:
        import tesserocr  # noqa: F401
    except ImportError:
        return "scans cannot be read: install the Python package tesserocr"
    if models() is None:
        return "scans cannot be read: install Tesseract's Dutch model (package tesseract-ocr-nld)"
    return None


def ocr_page(path: Path, number: int) -> OcrPage | None:
    """Read page ``number`` of a PDF from its picture; None where OCR is not available.

    A page that lies on its side is turned first, and its lines are set straight. Raises
    ``TimeoutError`` where the page takes too long and ``pypdfium2.PdfiumError`` where it
    cannot be drawn.
    """
    if ocr_available():
        return None
    image, scale = _drawn(path, number)
    engine = _engine()
    try:
        image = _set_upright(engine, image)
        if not engine.Recognize(_SECONDS * 1000):
            raise TimeoutError(f"OCR of page {number} took more than {_SECONDS} s")
        words = tuple(_words(engine.GetIterator(), scale))
    finally:
        engine.Clear()
    return OcrPage(
        words=tuple(word for word, _ in words),
        confidence=_mean(words),
        width=image.width * scale,
        height=image.height * scale,
    )


def _drawn(path: Path, number: int) -> tuple[Image.Image, float]:
    """Return the picture of a page, and the points that one of its pixels is wide."""
    with pypdfium2.PdfDocument(path) as pdf:
        page = pdf[number - 1]
        pixels = min(1 / _POINTS, _LARGEST / max(*page.get_size(), 1))
        return page.render(scale=pixels, grayscale=True).to_pil(), 1 / pixels


def _set_upright(engine: Any, image: Image.Image) -> Image.Image:
    """Hand the engine a page with its lines level and its letters upright."""
    _show(engine, image)
    layout = engine.AnalyseLayout()
    if layout is None:
        return image
    side, _, _, slope = layout.Orientation()
    skew = degrees(slope) if abs(degrees(slope)) >= _CROOKED else 0
    if not side and not skew:
        return image
    turned = image.rotate(_QUARTER_TURNS[side], expand=True, fillcolor=255)
    turned = turned.rotate(skew, resample=Image.Resampling.BICUBIC, fillcolor=255)
    _show(engine, turned)
    return turned


def _show(engine: Any, image: Image.Image) -> None:
    engine.SetImage(image)
    engine.SetSourceResolution(_DPI)


def _words(found: Any, scale: float) -> Iterator[tuple[Word, float]]:
    """Yield the words with their confidence, each as high and as large as its line."""
    from tesserocr import RIL, iterate_level

    for item in iterate_level(found, RIL.WORD) if found else ():
        if item.Empty(RIL.WORD):
            continue
        text, confidence = item.GetUTF8Text(RIL.WORD).strip(), item.Confidence(RIL.WORD) / 100
        if text and confidence >= _WORTHLESS:
            x0, _, x1, _ = (side * scale for side in item.BoundingBox(RIL.WORD))
            _, top, _, bottom = (side * scale for side in item.BoundingBox(RIL.TEXTLINE))
            size = round(item.RowAttributes()["row_height"] * scale)
            yield Word(text, x0, x1, top, bottom, size, bold=False), confidence


def _mean(words: tuple[tuple[Word, float], ...]) -> float:
    letters = sum(len(word.text) for word, _ in words)
    return sum(len(word.text) * confidence for word, confidence in words) / (letters or 1)


@cache
def _engine() -> Any:
    """Start Tesseract on one thread: faster among other readers, and always the same."""
    os.environ["OMP_THREAD_LIMIT"] = "1"
    from tesserocr import PSM, PyTessBaseAPI

    folder = models() or ""
    upright = "osd" in _languages(Path(folder))
    return PyTessBaseAPI(path=folder, lang=LANGUAGE, psm=PSM.AUTO_OSD if upright else PSM.AUTO)


@cache
def models() -> str | None:
    """Return the folder that holds the Dutch model, where the systems that we know put it."""
    places = [os.environ.get("TESSDATA_PREFIX", ""), *load_rules("ocr")["models"]]
    folders = (folder for place in places if place for folder in _folders(place))
    return next((str(folder) for folder in folders if LANGUAGE in _languages(folder)), None)


def _folders(place: str) -> list[Path]:
    """Return the folders at ``place``, where ``*`` stands for a version; the newest first."""
    before, star, after = place.partition("*")
    if not star:
        return [Path(place)]
    return sorted(Path(before).glob(star + after), reverse=True)


def _languages(folder: Path) -> set[str]:
    return {path.stem for path in folder.glob("*.traineddata")}
