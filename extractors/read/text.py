"""Plain text and Markdown: from bytes to a document."""

import re
from collections.abc import Sequence
from hashlib import sha256
from pathlib import Path

from extractors.read.blocks import block_of, passages_of
from extractors.read.grades import BROKEN
from extractors.read.lines import lines_of
from extractors.read.outcome import Progress, unreadable
from schemas.document import Document, Page, Reason, Unreadable

_BOMS = (
    (b"\xef\xbb\xbf", "utf-8-sig"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
)
_SNIFFED = 4096  # bytes
_LINE_ENDS = re.compile(r"\r\n|[\r\x0b\x1c-\x1e\x85\u2028\u2029]")
_CONTROLS = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x9f]")
_MOST_CONTROLS = 0.02  # of all characters; a file with more is no text


def read_text(path: Path, name: str, progress: Progress) -> Document | Unreadable:
    """Read a text file in UTF-8, UTF-16 or Windows-1252; form feeds part its pages."""
    data = path.read_bytes()
    document_id = sha256(data).hexdigest()[:16]
    raw = _LINE_ENDS.sub("\n", decode(data))
    if len(_CONTROLS.findall(raw)) > len(raw) * _MOST_CONTROLS:
        return unreadable(name, Reason.UNSUPPORTED, "this is no text", document_id)
    text = _CONTROLS.sub(" ", raw)
    if not text.strip():
        return unreadable(name, Reason.EMPTY, "the file holds no text", document_id)
    pages = _pages(text)
    progress(len(pages), len(pages))
    blocks = tuple(block_of(passage) for passage in passages_of(lines_of(text)))
    return Document(document_id=document_id, path=name, text=text, pages=pages, blocks=blocks)


def decode(data: bytes) -> str:
    """Return the text of ``data``: UTF-8 or UTF-16 where it can be, else Windows-1252.

    UTF-8 that is broken in places stays UTF-8, with U+FFFD in those places.
    """
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            return data.decode(encoding, errors="replace")
    if wide := _wide_encoding(data[:_SNIFFED]):
        return data.decode(wide, errors="replace")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return _broken_utf8(data) or data.decode("cp1252", errors="replace")


def _broken_utf8(data: bytes) -> str | None:
    """Of Windows-1252 hardly any letter with an accent is also a character of UTF-8."""
    text = data.decode("utf-8", errors="replace")
    broken = text.count(BROKEN)
    is_sound = sum(char > "\x7f" for char in text) > 2 * broken
    return text if is_sound else None


def _wide_encoding(head: bytes) -> str | None:
    """In UTF-16 every other byte of Dutch text is zero."""
    half = len(head) // 2
    low, high = head[0::2].count(0), head[1::2].count(0)
    if half and high > 0.5 * half and low < 0.1 * half:
        return "utf-16-le"
    if half and low > 0.5 * half and high < 0.1 * half:
        return "utf-16-be"
    return None


def _pages(text: str) -> tuple[Page, ...]:
    ends = [i + 1 for i, c in enumerate(text) if c == "\f"]
    if text[ends[-1] if ends else 0 :].strip() or not ends:
        ends.append(len(text))
    return tuple(_numbered(ends, len(text)))


def _numbered(ends: Sequence[int], length: int) -> list[Page]:
    """A last page of nothing but white space belongs to the one before it."""
    starts, ends = [0, *ends[:-1]], [*ends[:-1], length]
    return [
        Page(number=number, start=start, end=end)
        for number, (start, end) in enumerate(zip(starts, ends, strict=True), start=1)
    ]
