"""The text of a paragraph in Word: what is printed of it, and what hangs on it."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from docx.oxml.ns import qn

from extractors.read.numerals import symbol

_SIGNS = {"tab": "\t", "ptab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}
# Deleted text, the code of fields, properties, and what is drawn twice for older programs.
_UNPRINTED = frozenset(
    {"del", "moveFrom", "instrText", "delText", "pPr", "rPr", "sdtPr", "Fallback", "rt", "rubyPr"}
)
_NOTES = ("footnoteReference", "endnoteReference")
_WRAPPERS = ("sdt", "sdtContent", "customXml", "ins", "moveTo", "smartTag")
_OFF = ("0", "false", "off", "none")


@dataclass
class PrintedParagraph:
    """What a paragraph prints, and the notes, pictures and text boxes that hang on it."""

    text: list[str] = field(default_factory=list)
    bold: list[bool | None] = field(default_factory=list)
    notes: list[tuple[str, str]] = field(default_factory=list)
    captions: list[str] = field(default_factory=list)
    boxes: list[Any] = field(default_factory=list)

    @property
    def is_bold(self) -> bool:
        """Whether each of its letters is bold by itself."""
        return bool(self.bold) and all(self.bold)


def printed(paragraph: Any) -> PrintedParagraph:
    """Return what ``paragraph``, an element of Word's XML, prints: no deleted or hidden text."""
    found = PrintedParagraph()
    _walk(paragraph, found)
    return found


def local_name(element: Any) -> str:
    """Return the name of ``element`` without its namespace; empty for a comment."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def is_on(properties: Any, name: str) -> bool | None:
    """Tell whether ``properties`` switch ``name`` on or off; null where they are silent."""
    switch = None if properties is None else properties.find(qn(name))
    return None if switch is None else switch.get(qn("w:val"), "on").lower() not in _OFF


def _walk(element: Any, found: PrintedParagraph) -> None:
    for child in element:
        name = local_name(child)
        if name == "t":
            found.text.append(child.text or "")
            if (child.text or "").strip():
                found.bold.append(is_on(element.find(qn("w:rPr")), "w:b"))
        elif name in _SIGNS:
            found.text.append(_SIGNS[name])
        elif name == "sym":
            found.text.append(symbol(chr(int(child.get(qn("w:char"), "F0B7"), 16))))
        elif name in _NOTES:
            found.notes.append((name.removesuffix("Reference"), child.get(qn("w:id"), "")))
        elif name == "docPr":
            found.captions.append(child.get("descr", ""))
        elif name == "txbxContent":
            found.boxes.append(child)
        elif name not in _UNPRINTED and not _is_hidden(child, name):
            _walk(child, found)


def _is_hidden(element: Any, name: str) -> bool:
    if name == "sdt":  # "Klik om tekst in te voeren" is a form's own text
        properties = element.find(qn("w:sdtPr"))
        return bool(is_on(properties, "w:showingPlcHdr"))
    return name == "r" and bool(is_on(element.find(qn("w:rPr")), "w:vanish"))


def paragraphs_in(element: Any) -> Iterator[Any]:
    """Yield the paragraphs and tables of ``element`` in order, out of whatever wraps them."""
    for child in element:
        name = local_name(child)
        if name in ("p", "tbl"):
            yield child
        elif name in _WRAPPERS and not _is_hidden(child, name):
            yield from paragraphs_in(child)
