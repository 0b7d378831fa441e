"""PDF: from a file to a document, page by page."""

import logging
import re
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import replace
from functools import cache
from hashlib import sha256
from itertools import count, pairwise
from pathlib import Path

from pdfminer.pdfdocument import PDFPasswordIncorrect

from extractors.read import ocr
from extractors.read.blocks import passages_of
from extractors.read.lines import Line
from extractors.read.outcome import Progress, unreadable
from extractors.read.pdf_page import PdfPage, read_page
from extractors.read.pdf_readers import DAMAGE, Readers
from extractors.read.running_heads import body_size, mark_running_heads
from extractors.read.scans import read_by_ocr
from extractors.read.typeset import typeset
from extractors.rules import load_rules
from schemas.document import BlockKind, Document, FileState, Grade, Page, Reason, Unreadable

_SMALL = 0.9  # letters of a footnote against the body's
_LOW = 0.5  # of the page, below which footnotes stand

logging.getLogger("pdfminer").setLevel(logging.ERROR)


def read_pdf(path: Path, name: str, progress: Progress) -> Document | Unreadable:
    """Read a PDF with the text that it holds; pages that are pictures need OCR."""
    document_id = sha256(path.read_bytes()).hexdigest()[:16]
    try:
        readers = Readers(path)
    except DAMAGE as error:
        reason, message = _complaint(error)
        return unreadable(name, reason, message, document_id)
    with closing(readers):
        pages = list(_pages(readers, path, progress))
    if not pages:
        return unreadable(name, Reason.NO_PAGES, "the file has no pages", document_id)
    if not any(page.lines for page in pages):
        return _without_text(pages, name, document_id)
    body = body_size([line for page in pages for line in page.lines])
    lines = tuple(_relative(mark_running_heads(pages, body), body))
    pages = [replace(page, lines=page.lines[:1]) for page in pages]  # else all are held twice
    return _document(lines, pages, readers.doubt, name, document_id)


def _pages(readers: Readers, path: Path, progress: Progress) -> Iterator[PdfPage]:
    for sheet in readers.sheets():
        progress(sheet.number, len(readers))
        try:
            yield read_by_ocr(read_page(sheet, *readers.content(sheet)), path)
        except DAMAGE:
            yield PdfPage(sheet.number, *sheet.size, (), Grade.POOR, ("the page is damaged",))


def _without_text(pages: Sequence[PdfPage], name: str, document_id: str) -> Unreadable:
    """Pictures wait for who can read them; blank pages and photographs hold nothing to read."""
    if not any(page.grade_reasons for page in pages):
        return unreadable(name, Reason.EMPTY, "no page holds text", document_id)
    message = ocr.ocr_available() or "no page holds text that OCR can read"
    return unreadable(name, Reason.NEEDS_OCR, message, document_id)


def _complaint(error: Exception) -> tuple[Reason, str]:
    cause = error.args[0] if error.args else error
    if isinstance(cause, PDFPasswordIncorrect):
        return Reason.ENCRYPTED, "the file asks for a password"
    return Reason.DAMAGED, f"the file is damaged ({type(cause).__name__})"


def _document(
    lines: Sequence[Line],
    pages: Sequence[PdfPage],
    doubt: str | None,
    name: str,
    document_id: str,
) -> Document:
    text, blocks, starts = typeset(passages_of(lines))
    state, reason = _state(pages)
    grade, reasons = _grade(pages, doubt)
    return Document(
        document_id=document_id,
        path=name,
        text=text,
        pages=tuple(_numbered(pages, starts, len(text))),
        blocks=blocks,
        state=state,
        reason=reason,
        grade=grade,
        grade_reasons=reasons,
    )


def _relative(pages: Sequence[PdfPage], body: float) -> Iterator[Line]:
    """Yield all lines with sizes against the body's, and footnotes told apart.

    Until the text is set, the place of a line among the others stands for its offset.
    """
    places = count()
    for page in pages:
        for line in page.lines:
            size, place = line.size / body or 1, next(places)
            low = line.box is not None and line.box.top > page.height * _LOW
            noted = low and line.kind is None and size < _SMALL and _note().match(line.text)
            kind = BlockKind.FOOTNOTE if noted else line.kind
            yield replace(line, size=size, kind=kind, start=place, end=place + 1)


def _numbered(pages: Sequence[PdfPage], starts: dict[int | None, int], end: int) -> Iterator[Page]:
    """Yield the pages, each up to where the next one begins; one without text is empty."""
    edges = [end]
    for page in reversed(pages):
        edges.append(starts.get(page.number, edges[-1]))
    for page, (start, stop) in zip(pages, pairwise(reversed(edges)), strict=True):
        yield Page(
            number=page.number,
            start=start,
            end=stop,
            width=page.width,
            height=page.height,
            grade=page.grade,
            grade_reasons=page.grade_reasons,
        )


def _state(pages: Sequence[PdfPage]) -> tuple[FileState, Reason | None]:
    unread = [page for page in pages if not page.lines and page.grade_reasons]
    if not unread:
        return FileState.READ, None
    pictures = any(page.has_pictures for page in unread)
    return FileState.PARTLY_READ, Reason.NEEDS_OCR if pictures else Reason.DAMAGED


def _grade(pages: Sequence[PdfPage], doubt: str | None) -> tuple[Grade, tuple[str, ...]]:
    poor = [page for page in pages if page.grade is Grade.POOR]
    reasons = [f"page {p.number}: {reason}" for p in pages for reason in p.grade_reasons]
    reasons[:0] = [doubt] if doubt else []
    if not reasons:
        return Grade.GOOD, ()
    return (Grade.POOR if len(poor) * 2 >= len(pages) else Grade.FAIR), tuple(reasons)


@cache
def _note() -> re.Pattern[str]:
    return re.compile(load_rules("reading")["footnotes"]["small"])
