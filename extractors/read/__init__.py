"""Reading: from a file to a document with pages and blocks, or to a reason why not."""

from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import cast

from extractors.read.grades import graded
from extractors.read.outcome import Progress, TooManyPagesError, unreadable
from extractors.rules import load_rules
from schemas.document import Document, Reason, Unreadable

Reader = Callable[[Path, str, Progress], Document | Unreadable]
"""Reads one format: the file, its name for people, and whom to tell of each page."""

READERS = {
    ".txt": "extractors.read.text:read_text",
    ".md": "extractors.read.text:read_text",
    ".pdf": "extractors.read.pdf:read_pdf",
    ".docx": "extractors.read.docx:read_docx",
    ".odt": "extractors.read.odt:read_odt",
    ".pptx": "extractors.read.pptx:read_pptx",
    ".html": "extractors.read.html:read_html",
    ".htm": "extractors.read.html:read_html",
    ".eml": "extractors.read.eml:read_eml",
}
"""The reader of each format, by the suffix of its files; loaded when first needed."""

_HEAD = 1024  # bytes in which the signature of a PDF may stand
_TEXT = (".txt", ".md")
_TEXT_WITHIN = (".html", ".htm", ".eml")  # text with marks of its own
_MARKUP = (b"<!doctype html", b"<html", b"<?xml")


def read(
    path: Path, name: str, progress: Progress = lambda _page, _pages: None
) -> Document | Unreadable:
    """Read the file at ``path``; ``name`` is its path in the raw folder, with forward slashes.

    Never raises for what is wrong with a file: the outcome tells. ``progress`` may raise
    ``TooManyPagesError`` to stop the reading. ``MemoryError`` is left to the caller.
    """
    try:
        reader = READERS.get(path.suffix.lower())
        if reader is None:
            return unreadable(name, Reason.UNSUPPORTED, _advice(path.suffix))
        if complaint := _what_else(path):
            return unreadable(name, Reason.UNSUPPORTED, f"the file is {complaint}")
        outcome = _load(reader)(path, name, progress)
        return graded(outcome) if isinstance(outcome, Document) else outcome
    except TooManyPagesError as error:
        return unreadable(name, Reason.TOO_LARGE, str(error))
    except OSError as error:
        return unreadable(name, Reason.UNREADABLE, error.strerror or "the file cannot be opened")


def _load(reader: str) -> Reader:
    module, function = reader.split(":")
    return cast(Reader, getattr(import_module(module), function))


def _advice(suffix: str) -> str:
    return str(
        load_rules("formats")["advice"].get(suffix.lower(), f"no reader for {suffix or 'this'}")
    )


def _what_else(path: Path) -> str | None:
    """Return what a file is whose suffix says that it is text: a PDF, a program, a web page."""
    suffix = path.suffix.lower()
    if suffix not in (*_TEXT, *_TEXT_WITHIN):
        return None
    with path.open("rb") as file:
        head = file.read(_HEAD)
    if suffix in _TEXT and head.lstrip(b"\xef\xbb\xbf \t\r\n").lower().startswith(_MARKUP):
        return "a web page"
    signatures = load_rules("reading")["signatures"]
    kinds = (kind for start, kind in signatures.items() if head.startswith(bytes.fromhex(start)))
    return next(kinds, None)
