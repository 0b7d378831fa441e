"""Word files (.docx): headings, lists with their printed labels, tables, notes."""

import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import docx
from docx.document import Document as WordDocument
from docx.opc.exceptions import OpcError
from docx.oxml import parse_xml
from docx.oxml.exceptions import XmlchemyError
from docx.oxml.ns import qn

from extractors.read.docx_numbering import Numbering
from extractors.read.docx_text import is_on, local_name, paragraphs_in, printed
from extractors.read.numerals import numeral
from extractors.read.outcome import Progress
from extractors.read.package import read_package
from extractors.read.parts import Part
from extractors.read.rows import parts_of_row
from schemas.document import BlockKind, Document, Unreadable

_TITLES = {"title": 1, "subtitle": 2}
_LOWEST_HEADING = 9
_LIST_STYLE = re.compile(r"list (?:bullet|number) ([2-5])")
_NOTE_STYLES = {"footnote": "1", "endnote": "i"}


def read_docx(path: Path, name: str, progress: Progress) -> Document | Unreadable:
    """Read a Word file as it is printed: with its numbers, without deleted or hidden text."""
    return read_package(path, name, progress, _parts, (OpcError, XmlchemyError))


def _parts(path: Path, progress: Progress) -> Iterator[Part]:
    progress(1, 1)
    return _WordReader(docx.Document(str(path))).parts()


class _WordReader:
    def __init__(self, document: WordDocument) -> None:
        self.document = document
        self.numbering = Numbering(document)
        self.notes = {kind: self._note_elements(kind) for kind in _NOTE_STYLES}
        self.noted = dict.fromkeys(_NOTE_STYLES, 0)

    def parts(self) -> Iterator[Part]:
        yield from self._furniture("header")
        yield from self._flow(self.document.element.body)
        yield from self._furniture("footer")

    def _flow(self, container: Any) -> Iterator[Part]:
        for element in paragraphs_in(container):
            yield from self._table(element) if element.tag == _TABLE else self._paragraph(element)

    def _paragraph(self, element: Any) -> Iterator[Part]:
        """Yield the paragraph, and behind it the notes and boxes that hang on it."""
        found = printed(element)
        text = "".join(found.text)
        yield self._text_part(element, text, found.is_bold)
        for caption in found.captions:
            yield Part(caption, BlockKind.CAPTION)
        for box in found.boxes:
            yield from self._flow(box)
        for kind, note_id in found.notes:
            self.noted[kind] += 1
            number = numeral(self.noted[kind], _NOTE_STYLES[kind])
            text = self.notes[kind].get(note_id, "").strip()
            yield Part(text and f"{number} {text}", BlockKind.FOOTNOTE)

    def _text_part(self, element: Any, text: str, bold: bool) -> Part:
        styles = self.numbering.style_chain(element)
        names = [_name(style) for style in styles]
        if any(name.startswith("toc ") for name in names):
            return Part(text, BlockKind.FURNITURE)
        label = self.numbering.label(element) if text.strip() else None
        marker = label.text if label else ""
        if level := _heading_level(element, styles, names):
            return Part(text, BlockKind.HEADING, level, marker)
        if label and marker:
            level = max(label.level, _list_level(names))
            return Part(text, BlockKind.LIST_ITEM, level, marker, bold)
        return Part(text, bold=bold or any(is_on(s.find(_RUN), "w:b") for s in styles[:1]))

    def _table(self, table: Any) -> Iterator[Part]:
        rows = [row for row in table.iter(_ROW) if _table_of(row) is table and not _deleted(row)]
        for row in rows:
            cells = [cell for cell in row.iter(_CELL) if _row_of(cell) is row]
            yield from parts_of_row([list(self._flow(cell)) for cell in cells])

    def _furniture(self, kind: str) -> Iterator[Part]:
        texts = dict.fromkeys(
            "".join(printed(paragraph).text).strip()
            for part in self._related(kind)
            for paragraph in part.element.iter(_PARAGRAPH)
        )
        yield from (Part(text, BlockKind.FURNITURE) for text in texts)

    def _note_elements(self, kind: str) -> dict[str, str]:
        """The text of each note, by the number that the file gives it."""
        notes: dict[str, str] = {}
        for part in self._related(f"{kind}s"):
            for note in parse_xml(part.blob):
                texts = ("".join(printed(p).text).strip() for p in note.iter(_PARAGRAPH))
                notes[note.get(qn("w:id"), "")] = " ".join(texts)
        return notes

    def _related(self, kind: str) -> Iterable[Any]:
        relations = self.document.part.rels.values()
        return [
            relation.target_part
            for relation in relations
            if not relation.is_external and relation.reltype.endswith(f"/{kind}")
        ]


_PARAGRAPH, _TABLE, _ROW, _CELL = (qn(name) for name in ("w:p", "w:tbl", "w:tr", "w:tc"))
_RUN = qn("w:rPr")


def _heading_level(element: Any, styles: list[Any], names: list[str]) -> int:
    """The level that a style's name or outline tells, whatever the style is based on."""
    for name in names:
        number = name.removeprefix("heading ")
        if number != name and number.isdigit():
            return min(int(number), _LOWEST_HEADING)
        if name in _TITLES:
            return _TITLES[name]
    for properties in (element, *styles):
        outline = properties.find(f"{qn('w:pPr')}/{qn('w:outlineLvl')}")
        if outline is not None:
            return (int(outline.get(qn("w:val"), _LOWEST_HEADING)) + 1) % (_LOWEST_HEADING + 1)
    return 0


def _list_level(names: list[str]) -> int:
    """A style such as ``List Bullet 2`` is a list of its own, set as the second level."""
    levels = (_LIST_STYLE.fullmatch(name) for name in names)
    return next((int(level[1]) - 1 for level in levels if level), 0)


def _name(style: Any) -> str:
    name = style.find(qn("w:name"))
    return "" if name is None else str(name.get(qn("w:val"), "")).lower()


def _deleted(row: Any) -> bool:
    return row.find(f"{qn('w:trPr')}/{qn('w:del')}") is not None


def _table_of(row: Any) -> Any:
    return next((a for a in row.iterancestors() if local_name(a) == "tbl"), None)


def _row_of(cell: Any) -> Any:
    return next((a for a in cell.iterancestors() if local_name(a) == "tr"), None)
