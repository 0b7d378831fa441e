"""Web pages (.html): their main text, without menus, scripts and notices of cookies."""

import codecs
import re
from collections.abc import Sequence
from hashlib import sha256
from pathlib import Path

from lxml import etree
from lxml.html import HtmlElement, HTMLParser, document_fromstring

from extractors.read.composed import compose
from extractors.read.html_flow import parts_of_element
from extractors.read.html_main import main_text
from extractors.read.outcome import Progress, unreadable
from extractors.read.parts import Part
from extractors.read.text import decode
from schemas.document import Document, FileState, Grade, Reason, Unreadable

_SNIFFED = 4096  # bytes in which a page names its encoding
_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w-]{2,30})", re.I)
_XML_ENCODING = re.compile(rb"\A\s*<\?xml[^>]{0,200}?encoding\s*=\s*[\"']([\w-]{2,30})")
_DECLARATION = re.compile(r"\A\s*<\?xml[^>]*>")
_WIDE = ("utf-16", "utf-32")  # what a page that can be sniffed byte by byte is not
_NO_TEXT = re.compile(r"[\x00-\x08\x0b\x0e-\x1f\ud800-\udfff]")
_MOST_CONTROLS = 0.02  # of all characters; a file with more is no text
_TOO_DEEP = "the page is nested too deeply"
_CUT = "Excessive depth"


def read_html(path: Path, name: str, progress: Progress) -> Document | Unreadable:
    """Read the main text of a web page that was saved; nothing that it links to is fetched."""
    data = path.read_bytes()
    document_id = sha256(data).hexdigest()[:16]
    progress(1, 1)
    text = decode_page(data)
    if len(_NO_TEXT.findall(text)) > len(text) * _MOST_CONTROLS:
        return unreadable(name, Reason.UNSUPPORTED, "this is no text", document_id)
    try:
        parts, complete = parts_of_page(text)
    except (etree.LxmlError, RecursionError, ValueError) as error:
        message = f"the page is damaged ({type(error).__name__})"
        return unreadable(name, Reason.DAMAGED, message, document_id)
    if any(part.text.strip() for part in parts):
        document = compose(parts, name, document_id)
        return document if complete else _cut_off(document)
    if complete:
        return unreadable(name, Reason.EMPTY, "the page holds no text", document_id)
    return unreadable(name, Reason.DAMAGED, _TOO_DEEP, document_id)


def decode_page(data: bytes) -> str:
    """Return the text of a page in the encoding that it names, or that it seems to have."""
    named = _CHARSET.search(data[:_SNIFFED]) or _XML_ENCODING.search(data[:_SNIFFED])
    if named and not data.startswith((codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        try:
            encoding = codecs.lookup(named[1].decode("ascii")).name
            if not encoding.startswith(_WIDE):
                return data.decode("cp1252" if encoding == "iso8859-1" else encoding)
        except (LookupError, UnicodeDecodeError, ValueError):
            pass  # the page is not in the encoding that it names
    return decode(data)


def parts_of_page(text: str) -> tuple[Sequence[Part], bool]:
    """Return the parts of the main text of a page, and whether all of it could be read."""
    text = _NO_TEXT.sub(" ", _DECLARATION.sub("", text))
    parser = HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, no_network=True)
    try:
        page: HtmlElement = document_fromstring(text.encode(), parser=parser, ensure_head_body=True)
    except etree.ParserError:  # so lxml tells that there is no element
        return (), True
    complete = not any(_CUT in error.message for error in parser.error_log)
    title, main = main_text(page)
    return (*_titled(title), *parts_of_element(main, page)), complete


def _titled(title: HtmlElement | None) -> tuple[Part, ...]:
    return () if title is None else tuple(parts_of_element(title, title))


def _cut_off(document: Document) -> Document:
    return document.model_copy(
        update={
            "state": FileState.PARTLY_READ,
            "reason": Reason.DAMAGED,
            "grade": Grade.POOR,
            "grade_reasons": (_TOO_DEEP,),
        }
    )
