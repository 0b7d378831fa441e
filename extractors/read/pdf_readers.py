"""A PDF that two readers open, so that each can tell when the other is wrong.

PDFium reads the words, pdfplumber the tables. To count all letters a second time takes longer
than all the rest; so pdfminer counts those of some ten pages or more, spread over the file, and
of each page that seems empty. Where one page differs, or the file's own list of what it
holds is broken, it counts those of every page from there on.
"""

import struct
import zlib
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pdfplumber
from pdfminer.pdfdocument import PDFXRefFallback
from pdfminer.psexceptions import PSException
from pdfplumber.utils.exceptions import MalformedPDFException, PdfminerException
from pypdfium2 import PdfDocument, PdfiumError, PdfPage

from extractors.read.pdf_content import (
    Content,
    content_by_pdfium,
    content_by_pdfplumber,
    count_letters,
)
from extractors.read.pdfium_characters import UnfaithfulPageError

DAMAGE = (
    PdfminerException,
    MalformedPDFException,
    PSException,
    PdfiumError,
    UnfaithfulPageError,
    ArithmeticError,
    AssertionError,
    AttributeError,
    LookupError,
    RecursionError,
    TypeError,
    ValueError,
    struct.error,
    zlib.error,
)
"""What the readers raise on files that break the format, seen on thousands of odd ones."""

_COUNTED = 10  # pages of a file whose letters are counted twice
_SHARE = 0.1  # of the letters on a page by which two readers may differ
_FEW = 20  # letters


class Sheet:
    """One page, as far as each of the two readers sees it."""

    def __init__(self, number: int, fast: PdfPage | None, reference: Any) -> None:
        self.number = number
        self.fast = fast
        self.reference = reference

    def close(self) -> None:
        """Forget what was read; pdfplumber keeps every letter of a page until then."""
        if self.fast is not None:
            self.fast.close()
        if self.reference is not None:
            self.reference.close()

    @property
    def size(self) -> tuple[float, float]:
        """The width and height of the page in points; nothing where no reader can tell."""
        if self.fast is not None:
            width, height = self.fast.get_size()
            return width, height
        if self.reference is not None:
            return float(self.reference.width), float(self.reference.height)
        return 0.0, 0.0

    def content(self, count: bool) -> tuple[Content, tuple[str, ...]]:
        """Return what is on the page, and why to doubt it, if so.

        Where both can read it, ``count`` says whether the letters are counted twice. Raises
        one of ``DAMAGE`` where neither can.
        """
        content = self._by_pdfium()
        if content is None:
            return content_by_pdfplumber(self.reference), ()
        if self.reference is None or not (count or not content.words):
            return content, ()
        return self._checked(content)

    def _by_pdfium(self) -> Content | None:
        """Return what PDFium finds, or none where it is better to ask the reference."""
        if self.fast is None:
            return None
        try:
            return content_by_pdfium(self.fast)
        except DAMAGE:
            if self.reference is None:
                raise
            return None

    def _checked(self, content: Content) -> tuple[Content, tuple[str, ...]]:
        try:
            if _agree(content.letters, count_letters(self.reference)):
                return content, ()
            reference = content_by_pdfplumber(self.reference)
        except DAMAGE:
            return content, ("one of two readers cannot read the page",)
        if _agree(content.letters, reference.letters):
            return content, ()
        best = max(reference, content, key=lambda content: content.letters)
        counts = sorted((content.letters, reference.letters))
        return best, ("one reader finds {1} letters, the other {0}".format(*counts),)


class Readers:
    """A file that two readers have open, or the one that can."""

    def __init__(self, path: Path) -> None:
        """Open the file at ``path``; raises one of ``DAMAGE`` where neither can."""
        self._opened = ExitStack()
        self._reference, refusal = self._open_reference(path)
        self._fast = self._open_fast(path, refusal)
        self._suspect = _was_mended(self._reference)
        seen = self._reference.pages if self._reference else ()
        self._counts = len(self._fast) if self._fast else 0, len(seen)

    def close(self) -> None:
        """Close the file for both."""
        self._opened.close()

    def __len__(self) -> int:
        """Return the number of pages that the reader sees who sees more."""
        return max(self._counts)

    @property
    def doubt(self) -> str | None:
        """Why the file as a whole is to be doubted, if so."""
        fewer, more = sorted(self._counts)
        if fewer == more:
            return None
        pages = "1 page" if more == 1 else f"{more} pages"
        return f"one reader finds {pages}, the other {fewer or 'none'}"

    def sheets(self) -> Iterator[Sheet]:
        """Yield the pages; each is closed before the next one."""
        fast, reference = self._counts
        for index in range(len(self)):
            sheet = Sheet(
                index + 1,
                self._fast_page(index) if index < fast else None,
                self._reference.pages[index] if index < reference else None,
            )
            yield sheet
            sheet.close()

    def content(self, sheet: Sheet) -> tuple[Content, tuple[str, ...]]:
        """Return what is on ``sheet``, and why to doubt it, if so."""
        step = max(1, len(self) // _COUNTED)
        content, doubts = sheet.content(count=self._suspect or sheet.number % step == 0)
        self._suspect = self._suspect or bool(doubts)
        return content, doubts

    def _fast_page(self, index: int) -> PdfPage | None:
        try:
            return self._fast[index] if self._fast else None
        except PdfiumError:
            return None

    def _open_reference(self, path: Path) -> tuple[Any, Exception | None]:
        try:
            pdf = pdfplumber.open(self._opened.enter_context(path.open("rb")))
            len(pdf.pages)
        except DAMAGE as error:
            return None, error
        return pdf, None

    def _open_fast(self, path: Path, refusal: Exception | None) -> PdfDocument | None:
        try:
            return self._opened.enter_context(PdfDocument(path))
        except PdfiumError:
            if refusal is not None:
                raise refusal from None
            return None


def _was_mended(reference: Any) -> bool:
    """Tell whether the file's own list of what it holds was broken, and made anew."""
    tables = reference.doc.xrefs if reference else ()
    return any(isinstance(table, PDFXRefFallback) for table in tables)


def _agree(first: int, second: int) -> bool:
    return abs(first - second) <= max(_FEW, _SHARE * max(first, second))
