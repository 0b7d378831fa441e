"""Names of OpenDocument's XML, and the part of its text that is printed."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

_SPACES = {
    "draw": "urn:oasis:names:tc:opendocument:xmlns:drawing:1.0",
    "fo": "urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0",
    "office": "urn:oasis:names:tc:opendocument:xmlns:office:1.0",
    "style": "urn:oasis:names:tc:opendocument:xmlns:style:1.0",
    "svg": "urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0",
    "table": "urn:oasis:names:tc:opendocument:xmlns:table:1.0",
    "text": "urn:oasis:names:tc:opendocument:xmlns:text:1.0",
}
_SIGNS = {"tab": "\t", "line-break": "\n"}
_MOST_SPACES = 100  # that one element may stand for


def name_of(prefixed: str) -> str:
    """Return ``text:p`` as lxml spells it."""
    prefix, _, name = prefixed.partition(":")
    return f"{{{_SPACES[prefix]}}}{name}"


_UNPRINTED = frozenset(
    name_of(name)
    for name in (
        *("office:annotation", "office:annotation-end", "text:tracked-changes"),
        *("text:hidden-text", "text:hidden-paragraph", "text:ruby-text"),
        *("svg:title", "svg:desc", "text:note-citation"),
    )
)
_NOTE, _BOX, _S, _DESCRIPTION = (
    name_of(name) for name in ("text:note", "draw:text-box", "text:s", "svg:desc")
)


@dataclass
class PrintedText:
    """What a paragraph prints, and the notes, pictures and text boxes that hang on it."""

    hidden: frozenset[str]
    text: str = ""
    notes: list[Any] = field(default_factory=list)
    captions: list[str] = field(default_factory=list)
    boxes: list[Any] = field(default_factory=list)


def printed(paragraph: Any, hidden: frozenset[str] = frozenset()) -> PrintedText:
    """Return what ``paragraph`` prints: no comments, nothing in a style that is ``hidden``."""
    found = PrintedText(hidden)
    found.text = "".join(_texts(paragraph, found))
    return found


def _texts(element: Any, found: PrintedText) -> Iterator[str]:
    yield element.text or ""
    for child in element:
        yield from _child_texts(child, found)
        yield child.tail or ""


def _child_texts(child: Any, found: PrintedText) -> Iterator[str]:
    if child.tag == _NOTE:
        found.notes.append(child)
    elif child.tag == _BOX:
        found.boxes.append(child)
    elif child.tag == _DESCRIPTION:
        found.captions.append(child.text or "")
    elif child.tag == _S:
        count = int(child.get(name_of("text:c"), 1))
        yield " " * min(count, _MOST_SPACES)
    elif _is_printed(child, found.hidden):
        yield _SIGNS.get(child.tag.rpartition("}")[2], "")
        yield from _texts(child, found)


def _is_printed(element: Any, hidden: frozenset[str]) -> bool:
    known = isinstance(element.tag, str) and element.tag not in _UNPRINTED
    return known and element.get(name_of("text:style-name")) not in hidden
