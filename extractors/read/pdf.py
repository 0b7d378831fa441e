"""PDF: from a file to a document, page by page."""

import logging
import re
import struct
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache
from hashlib import sha256
from itertools import pairwise
from pathlib import Path

import pdfplumber
import pypdfium2
from pdfminer.pdfdocument import PDFPasswordIncorrect
from pdfminer.psexceptions import PSException
from pdfplumber.utils.exceptions import MalformedPDFException, PdfminerException

from extractors.read.blocks import block_of, passages_of
from extractors.read.lines import Line
from extractors.read.outcome import Progress, unreadable
from extractors.read.pdf_page import PdfPage, read_page
from extractors.read.running_heads import body_size, mark_running_heads
from extractors.read.typeset import typeset
from extractors.rules import load_rules
from schemas.document import BlockKind, Document, FileState, Grade, Page, Reason, Unreadable

# What pdfminer raises on files that break the format, seen on thousands of odd ones.
_DAMAGE = (
    PdfminerException,
    MalformedPDFException,
    PSException,
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
_SMALL = 0.9  # letters of a footnote against the body's
_LOW = 0.5  # of the page, below which footnotes stand

logging.getLogger("pdfminer").setLevel(logging.ERROR)


def read_pdf(path: Path, name: str, progress: Progress) -> Document | Unreadable:
    """Read a PDF with the text that it holds; pages that are pictures need OCR."""
    document_id = sha256(path.read_bytes()).hexdigest()[:16]
    try:
        pages = tuple(_pages(path, progress))
    except _DAMAGE as error:
        reason, message = _complaint(error)
        return unreadable(name, reason, message, document_id)
    if not pages:
        reason, message = _without_pages(path)
        return unreadable(name, reason, message, document_id)
    if not any(page.lines for page in pages):
        return unreadable(name, Reason.NEEDS_OCR, "no page holds text", document_id)
    return _document(pages, name, document_id)


def _pages(path: Path, progress: Progress) -> Iterator[PdfPage]:
    with pdfplumber.open(path) as pdf:
        total = len(pdf.pages)
        for number, page in enumerate(pdf.pages, start=1):
            progress(number, total)
            try:
                yield read_page(page, number)
            except _DAMAGE:
                size = float(page.width), float(page.height)
                yield PdfPage(number, *size, (), Grade.POOR, ("the page is damaged",))
            finally:
                page.close()


def _complaint(error: Exception) -> tuple[Reason, str]:
    cause = error.args[0] if error.args else error
    if isinstance(cause, PDFPasswordIncorrect):
        return Reason.ENCRYPTED, "the file asks for a password"
    return Reason.DAMAGED, f"the file is damaged ({type(cause).__name__})"


def _without_pages(path: Path) -> tuple[Reason, str]:
    """Two readers must agree that a file has no pages; if not, it is damaged."""
    try:
        with pypdfium2.PdfDocument(path) as pdf:
            count = len(pdf)
    except pypdfium2.PdfiumError:
        count = 0
    if count:
        return Reason.DAMAGED, f"one reader finds {count} pages, the other none"
    return Reason.NO_PAGES, "the file has no pages"


def _document(pages: Sequence[PdfPage], name: str, document_id: str) -> Document:
    body = body_size([line for page in pages for line in page.lines])
    lines = [line for page in mark_running_heads(pages, body) for line in _relative(page, body)]
    text, passages = typeset(passages_of(_placed(lines)))
    blocks = tuple(block_of(passage) for passage in passages)
    starts = {block.page: block.start for block in reversed(blocks)}
    state, reason = _state(pages)
    grade, reasons = _grade(pages)
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


def _relative(page: PdfPage, body: float) -> Iterator[Line]:
    """Yield the lines of a page with sizes against the body's, and footnotes told apart."""
    for line in page.lines:
        line = replace(line, size=line.size / body or 1)
        low = line.box is not None and line.box.top > page.height * _LOW
        if low and line.kind is None and line.size < _SMALL and _note().match(line.text):
            line = replace(line, kind=BlockKind.FOOTNOTE)
        yield line


def _placed(lines: Sequence[Line]) -> tuple[Line, ...]:
    """Give each line a place of its own, until the text is set."""
    return tuple(replace(line, start=i, end=i + 1) for i, line in enumerate(lines))


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


def _grade(pages: Sequence[PdfPage]) -> tuple[Grade, tuple[str, ...]]:
    poor = [page for page in pages if page.grade is Grade.POOR]
    reasons = tuple(f"page {p.number}: {reason}" for p in pages for reason in p.grade_reasons)
    if not reasons:
        return Grade.GOOD, ()
    return (Grade.POOR if len(poor) * 2 >= len(pages) else Grade.FAIR), reasons


@cache
def _note() -> re.Pattern[str]:
    return re.compile(load_rules("reading")["footnotes"]["small"])
