"""What is on a page of a PDF by PDFium, which is fast, and by pdfplumber, the reference."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from pdfminer.pdfdevice import PDFDevice
from pdfminer.pdffont import PDFUnicodeNotDefined
from pdfminer.pdfinterp import PDFPageInterpreter, PDFResourceManager
from pdfplumber.utils.text import extract_words
from pypdfium2 import PdfPage

from extractors.read.columns import Word
from extractors.read.drawing import Bounds, Drawing, drawing_by_pdfplumber, drawing_of
from extractors.read.pdfium_characters import BOLD
from extractors.read.pdfium_words import Spacing, words

_ACROSS = 0.15  # of its size that a letter stands off the next word's at least
_SPACING = Spacing(across_ratio=_ACROSS, by_look=True)
_CID = re.compile(r"\(cid:\d+\)")


@dataclass(frozen=True)
class Content:
    """The words and drawing of a page, as one reader finds them."""

    words: Sequence[Word]
    drawing: Drawing
    visible: Bounds
    """What of the page is seen, in the coordinates of the words."""
    turned: Sequence[str] = ()
    """Words that stand on their side."""

    @property
    def letters(self) -> int:
        """How many characters the words have."""
        texts = (*(word.text for word in self.words), *self.turned)
        return sum(len(_CID.sub("?", text)) for text in texts)


def content_by_pdfium(page: PdfPage) -> Content:
    """Return what PDFium finds; raises ``UnfaithfulPageError`` where it cannot be trusted."""
    _, low, _, high = page.get_mediabox()
    left, bottom, right, top = page.get_cropbox()
    visible = left, high - low - top, right, high - low - bottom
    return Content(words(page, _SPACING), drawing_of(page), visible)


def content_by_pdfplumber(page: Any) -> Content:
    """Return what pdfplumber finds; letters that are drawn twice to look bold count once."""
    letters = page.dedupe_chars().chars
    level = [letter for letter in letters if letter["upright"]]
    found = extract_words(level, x_tolerance_ratio=_ACROSS, extra_attrs=["size", "fontname"])
    turned = _turned([letter for letter in letters if not letter["upright"]])
    return Content(list(map(_word, found)), drawing_by_pdfplumber(page), page.cropbox, turned)


def _turned(letters: Sequence[Any]) -> list[str]:
    """Return the words that run up the page, then those that run down it."""
    up = [letter for letter in letters if letter["matrix"][1] > 0]
    down = [letter for letter in letters if letter["matrix"][1] <= 0]
    words = extract_words(up, line_dir_rotated="ltr", char_dir_rotated="btt") if up else []
    words += extract_words(down, line_dir_rotated="rtl", char_dir_rotated="ttb") if down else []
    return [word["text"] for word in words]


def count_letters(page: Any) -> int:
    """Return how many letters pdfminer reads on a page of pdfplumber's, without placing them."""
    resources = PDFResourceManager()
    counter = _Counter(resources)
    PDFPageInterpreter(resources, counter).process_page(page.page_obj)
    return counter.letters


class _Counter(PDFDevice):
    letters = 0

    def render_string(self, textstate: Any, seq: Any, *_colours: Any) -> None:
        for part in seq:
            if isinstance(part, bytes):
                codes = textstate.font.decode(part)
                self.letters += sum(not _is_space(textstate.font, code) for code in codes)


def _is_space(font: Any, code: int) -> bool:
    try:
        return bool(font.to_unichr(code).isspace())
    except PDFUnicodeNotDefined:
        return False


def _word(word: dict[str, Any]) -> Word:
    return Word(
        text=word["text"],
        x0=word["x0"],
        x1=word["x1"],
        top=word["top"],
        bottom=word["bottom"],
        size=word["size"],
        bold=bool(BOLD.search(word["fontname"])),
    )
