"""Scans: pages whose text must be read from their picture, and how far to trust it."""

from dataclasses import replace
from pathlib import Path

from pypdfium2 import PdfiumError

from extractors.read import ocr
from extractors.read.known_words import known_share
from extractors.read.pdf_page import PdfPage, lines_on_page
from schemas.document import Grade

_PROSE = 0.6  # of the words known; below, a text layer is worth less than the picture
_CIPHER = 0.25  # below, it says nothing, whatever the page looks like
_BETTER = 0.2
_FEW = 3  # words that a photograph may seem to hold
_SURE = 0.7  # confidence without which a few words are shadows
_CID = "(cid:"
_GOOD, _FAIR = 0.9, 0.75  # confidence


def read_by_ocr(page: PdfPage, path: Path) -> PdfPage:
    """Return ``page`` as OCR reads it where its text layer is missing or says nothing.

    Without Tesseract such a page stays without text, and its reasons name what to install.
    """
    if not _wants_ocr(page):
        return page
    if missing := ocr.ocr_available():
        return _unread(page, missing)
    try:
        found = ocr.ocr_page(path, page.number)
    except TimeoutError as error:
        return _unread(page, str(error))
    except PdfiumError:
        return _unread(page, "the page cannot be drawn")
    return page if found is None else _chosen(page, found)


def _wants_ocr(page: PdfPage) -> bool:
    if not page.lines:
        return page.has_pictures
    known = known_share(_text(page))
    illegible = known is not None and known < (_PROSE if page.has_pictures else _CIPHER)
    return page.grade is Grade.POOR or illegible


def _unread(page: PdfPage, reason: str) -> PdfPage:
    """Return a page that OCR alone could read; letters without meaning are no text."""
    lines = () if _CID in _text(page) else page.lines
    reasons = (*page.grade_reasons, reason)
    return replace(page, lines=lines, has_pictures=True, grade=Grade.POOR, grade_reasons=reasons)


def _chosen(page: PdfPage, found: ocr.OcrPage) -> PdfPage:
    """Return what is more legible: the layer or the picture; a photograph holds no text."""
    read = _read(page.number, found)
    known = known_share(_text(read))
    if page.lines and (known or 0) < (known_share(_text(page)) or 0) + _BETTER:
        return page
    if known is None and (len(found.words) <= _FEW or found.confidence < _SURE):
        return replace(page, lines=(), grade=Grade.GOOD, grade_reasons=())
    if known is not None and known < _PROSE:
        return _unread(page, "OCR finds hardly a word that is known")
    return read


def _read(number: int, found: ocr.OcrPage) -> PdfPage:
    confidence = round(found.confidence, 2)
    return PdfPage(
        number=number,
        width=found.width,
        height=found.height,
        lines=tuple(lines_on_page(found.words, number)),
        grade=_grade(confidence),
        grade_reasons=(f"read by OCR, mean confidence {confidence:.2f}",),
        has_pictures=True,
    )


def _grade(confidence: float) -> Grade:
    if confidence >= _GOOD:
        return Grade.GOOD
    return Grade.FAIR if confidence >= _FAIR else Grade.POOR


def _text(page: PdfPage) -> str:
    return " ".join(line.text for line in page.lines)
