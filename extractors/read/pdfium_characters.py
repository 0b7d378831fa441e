"""The characters of a PDF page as PDFium reads them: what they are and where they stand.

PDFium gives the text at once and a box for each character. What the characters of a word
share (the size of its letters, its baseline, its font) is asked for only where a word or
another look begins: more calls for each character would cost more than all the rest.
"""

import ctypes
import re
from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import repeat
from typing import Any, cast

import numpy as np
import pypdfium2.raw as pdfium
from numpy.typing import NDArray
from pdfminer.fontmetrics import FONT_METRICS
from pypdfium2 import PdfPage

Numbers = NDArray[np.float64]
Flags = NDArray[np.bool_]

BOLD = re.compile(r"bold|black|heavy|semibold|demi", re.I)
"""What the name of a bold font holds: ``ABCDEF+Calibri-Bold``."""

_HYPHENS = str.maketrans("\ufffe\x02", "--")  # how PDFium gives the hyphen at a line's end
_WITHOUT_MEANING = re.compile("[\x00-\x08\x0e-\x1b\ufffd]")
_IS_WHITE = np.array([chr(code).isspace() for code in range(0x3002)])
_CR, _LF = ord("\r"), ord("\n")  # of PDFium's own making
_SLANT = 0.002  # of its width that a letter climbs; more, and its line does not lie level
_LONGEST_NAME = 128  # bytes of the name of a font
_SAME = 0.01  # points

_Look = tuple[float, float, int]  # size, how far up the page the letters stand, font


class UnfaithfulPageError(Exception):
    """PDFium does not tell truly what stands on a page; the message says why."""


@dataclass(frozen=True)
class Characters:
    """The characters of a page but for its white space, in PDFium's order.

    A box is as pdfplumber has it: in points from the top left corner of the page, as high
    as the letters are large, from the depth of the font below the baseline upwards.
    """

    text: str
    x0: Numbers
    x1: Numbers
    top: Numbers
    size: Numbers
    font: NDArray[np.intp]
    """The place in ``bold`` of the font that a character is set in."""
    bold: Flags
    """Whether each font is bold."""
    after_space: Flags
    before_space: Flags


def read_characters(page: PdfPage) -> Characters:
    """Return the characters of ``page``.

    Raises ``UnfaithfulPageError`` where lines do not lie level or letters have no meaning.
    """
    if page.get_rotation():
        raise UnfaithfulPageError("the page is turned")
    text_page = page.get_textpage()
    try:
        count = pdfium.FPDFText_CountChars(text_page)
        text = _text(text_page, count)
        return _characters(text_page, text, _boxes(text_page, count), _height(page))
    finally:
        text_page.close()


def _height(page: PdfPage) -> float:
    _, bottom, _, top = page.get_mediabox()
    return float(top - bottom)


def _text(text_page: Any, count: int) -> str:
    """Return one character for each that PDFium counts."""
    buffer = (ctypes.c_ushort * (2 * count + 1))()
    written = pdfium.FPDFText_GetText(text_page, 0, count, buffer)
    text = bytes(buffer)[: 2 * (written - 1)].decode("utf-16-le", errors="replace")
    if len(text) != count:
        codes = map(pdfium.FPDFText_GetUnicode, repeat(text_page.raw), range(count))
        text = "".join(map(chr, codes))
    text = text.translate(_HYPHENS)
    if _WITHOUT_MEANING.search(text):
        raise UnfaithfulPageError("letters without meaning")
    return text


def _boxes(text_page: Any, count: int) -> Numbers:
    boxes = (pdfium.FS_RECTF * count)()
    calls = map(pdfium.FPDFText_GetLooseCharBox, repeat(text_page.raw), range(count), boxes)
    deque(calls, maxlen=0)
    return np.frombuffer(boxes, dtype=np.float32).reshape(-1, 4).astype(np.float64)


def _characters(text_page: Any, text: str, boxes: Numbers, height: float) -> Characters:
    codes = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype=np.uint32)
    white = _IS_WHITE[np.minimum(codes, len(_IS_WHITE) - 1)]
    inked = np.flatnonzero(~white)
    spaces = np.concatenate(([False], white & (codes != _CR) & (codes != _LF), [False]))
    boxes, after_space = boxes[inked], spaces[inked]
    begins = _begins(boxes, after_space)
    fonts = _Fonts()
    looks = np.array(list(_looks(text_page, inked[begins].tolist(), fonts)), dtype=np.float64)
    size, foot, font = looks.reshape(-1, 3)[np.cumsum(begins) - 1].T
    return Characters(
        text="".join(text.split()),
        x0=boxes[:, 0],
        x1=boxes[:, 2],
        top=height - foot - size,
        size=size,
        font=font.astype(np.intp),
        bold=np.array(fonts.bold, dtype=bool),
        after_space=after_space,
        before_space=spaces[inked + 2],
    )


def _begins(boxes: Numbers, after_space: Flags) -> Flags:
    """Tell where a word begins, or letters of another height or on another line."""
    begins = after_space.copy()
    begins[:1] = True
    for edge in (1, 3):
        begins[1:] |= np.abs(np.diff(boxes[:, edge])) > _SAME
    return begins


def _looks(text_page: Any, indexes: Sequence[int], fonts: "_Fonts") -> Iterator[_Look]:
    """Yield how the character at each index looks; those of one text object look alike."""
    found: dict[int, _Look] = {}
    objects = map(pdfium.FPDFText_GetTextObject, repeat(text_page.raw), indexes)
    for index, text_object in zip(indexes, objects, strict=True):
        address = ctypes.addressof(text_object.contents)
        if address not in found:
            found[address] = _look(text_page.raw, index, fonts.number(text_object), fonts)
        yield found[address]


def _look(text_page: Any, index: int, font: int, fonts: "_Fonts") -> _Look:
    matrix = pdfium.FS_MATRIX()
    pdfium.FPDFText_GetMatrix(text_page, index, matrix)
    if matrix.a * matrix.d <= 0 or abs(matrix.b) > abs(matrix.a) * _SLANT:
        raise UnfaithfulPageError("text that does not lie level")
    size = pdfium.FPDFText_GetFontSize(text_page, index) * matrix.d
    return size, matrix.f + fonts.descents[font] * size, font


class _Fonts:
    """The fonts of a page, each asked for its name but once."""

    def __init__(self) -> None:
        self.numbers: dict[int, int] = {}
        self.descents: list[float] = []
        self.bold: list[bool] = []

    def number(self, text_object: Any) -> int:
        font = pdfium.FPDFTextObj_GetFont(text_object)
        address = ctypes.addressof(font.contents)
        if address not in self.numbers:
            self.numbers[address] = len(self.bold)
            name = _name(font)
            self.bold.append(bool(BOLD.search(name)))
            self.descents.append(_descent(font, name))
        return self.numbers[address]


def _name(font: Any) -> str:
    name = ctypes.create_string_buffer(_LONGEST_NAME)
    pdfium.FPDFFont_GetBaseFontName(font, name, _LONGEST_NAME)
    return name.value.decode("latin-1")


def _descent(font: Any, name: str) -> float:
    """Return how far letters reach below the line; of the fourteen known fonts, as pdfplumber."""
    if name in FONT_METRICS:
        return cast(float, FONT_METRICS[name][0].get("Descent", 0.0)) / 1000
    descent = ctypes.c_float()
    pdfium.FPDFFont_GetDescent(font, 1, descent)
    return descent.value
