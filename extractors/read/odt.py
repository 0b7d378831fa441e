"""OpenDocument text (.odt): headings, lists with their printed labels, tables, notes."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any
from zipfile import ZipFile

from lxml import etree

from extractors.read.odt_lists import OUTLINE, ListStyles
from extractors.read.odt_names import name_of, printed
from extractors.read.outcome import Progress
from extractors.read.package import read_package
from extractors.read.parts import Part
from extractors.read.rows import parts_of_row
from schemas.document import BlockKind, Document, Unreadable

_FLOW = ("text:section", "text:index-body", "text:index-title", "text:soft-page-break")
_INDEXES = ("text:table-of-content", "text:alphabetical-index", "text:illustration-index")
_BOLD = ("bold", "600", "700", "800", "900")
_HIDDEN = ("none",)


def read_odt(path: Path, name: str, progress: Progress) -> Document | Unreadable:
    """Read an OpenDocument text as it is printed: with its numbers, without comments."""
    return read_package(path, name, progress, _parts)


def _parts(path: Path, progress: Progress) -> Iterator[Part]:
    progress(1, 1)
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    with ZipFile(path) as archive:
        members = [name for name in ("content.xml", "styles.xml") if name in archive.namelist()]
        roots = [etree.fromstring(archive.read(name), parser) for name in members]
    body = roots[0].find(f"{name_of('office:body')}/{name_of('office:text')}")
    if body is None:
        raise ValueError("no text in the body")
    return _TextReader(roots).parts(body)


class _TextReader:
    def __init__(self, roots: list[Any]) -> None:
        self.lists = ListStyles(roots)
        self.roots = roots
        self.styles = {
            style.get(name_of("style:name")): style
            for root in roots
            for style in root.iter(name_of("style:style"))
        }
        self.hidden = frozenset(n for n in self.styles if self._sets(n, "text:display", _HIDDEN))

    def parts(self, body: Any) -> Iterator[Part]:
        yield from self._furniture("style:header")
        yield from self._flow(body)
        yield from self._furniture("style:footer")

    def _flow(self, container: Any) -> Iterator[Part]:
        for element in container:
            if element.tag in (_P, _H):
                yield from self._paragraph(element)
            elif element.tag == _LIST:
                yield from self._list(element, "", 1)
            elif element.tag == _TABLE:
                yield from self._table(element)
            elif element.tag in _INDEX_TAGS:
                yield from (Part(p.text, BlockKind.FURNITURE) for p in self._flow_of_index(element))
            elif element.tag in _FLOW_TAGS and element.get(_DISPLAY) not in _HIDDEN:
                yield from self._flow(element)

    def _flow_of_index(self, element: Any) -> Iterator[Part]:
        body = element.find(name_of("text:index-body"))
        return self._flow(() if body is None else body)

    def _paragraph(self, element: Any, item: Part | None = None) -> Iterator[Part]:
        """Yield the paragraph, and behind it the notes and boxes that hang on it."""
        found = printed(element, self.hidden)
        if _style_name(element) not in self.hidden:
            yield self._text_part(element, found.text, item)
        yield from (Part(caption, BlockKind.CAPTION) for caption in found.captions)
        for box in found.boxes:
            yield from self._flow(box)
        for note in found.notes:
            mark = note.findtext(name_of("text:note-citation"), "")
            texts = [printed(p).text for p in note.iter(_P)]
            yield Part(" ".join([mark, *texts]), BlockKind.FOOTNOTE)

    def _text_part(self, element: Any, text: str, item: Part | None) -> Part:
        if element.tag == _H and text.strip():
            level = int(element.get(name_of("text:outline-level"), 1))
            marker = item.marker if item else self.lists.label(OUTLINE, level)
            return Part(text, BlockKind.HEADING, level, marker)
        bold = self._is(element, "fo:font-weight", _BOLD) or self._is_bold_throughout(element)
        if item and item.marker:
            return Part(text, BlockKind.LIST_ITEM, item.level, item.marker, bold)
        title = _style_name(element) in ("Title", "Subtitle")
        return Part(text, BlockKind.HEADING, 1) if title else Part(text, bold=bold)

    def _list(self, element: Any, style: str, level: int) -> Iterator[Part]:
        style = element.get(_STYLE_NAME) or style
        if element.get(name_of("text:continue-numbering")) != "true" and not _continues(element):
            self.lists.begin(style, level)
        for entry in element:
            start = entry.get(name_of("text:start-value"))
            fresh = entry.tag == name_of("text:list-item")
            for child in entry:
                if child.tag == _LIST:
                    yield from self._list(child, style, level + 1)
                elif child.tag in (_P, _H):
                    marker = self.lists.label(style, level, start) if fresh else ""
                    yield from self._paragraph(child, Part("", level=level - 1, marker=marker))
                    fresh = False

    def _table(self, table: Any) -> Iterator[Part]:
        for row in table.iter(_ROW):
            if next(row.iterancestors(_TABLE)) is table:
                yield from parts_of_row(
                    [list(self._flow(cell)) for cell in row.iterchildren(_CELL)]
                )

    def _furniture(self, place: str) -> Iterator[Part]:
        elements = (e for root in self.roots for area in root.iter(name_of(place)) for e in area)
        texts = dict.fromkeys(printed(e).text.strip() for e in elements if e.tag in (_P, _H))
        yield from (Part(text, BlockKind.FURNITURE) for text in texts)

    def _is_bold_throughout(self, element: Any) -> bool:
        spans = list(element.iterchildren(name_of("text:span")))
        loose = [element.text, *(child.tail for child in element)]
        is_bold = [self._is(span, "fo:font-weight", _BOLD) for span in spans]
        return bool(spans) and all(is_bold) and not any((text or "").strip() for text in loose)

    def _is(self, element: Any, setting: str, values: tuple[str, ...]) -> bool:
        """Tell whether the style of ``element`` sets ``setting`` to one of ``values``."""
        return self._sets(_style_name(element), setting, values)

    def _sets(self, style: str, setting: str, values: tuple[str, ...]) -> bool:
        elements = self.styles.get(style, ())
        return any(e.get(name_of(setting)) in values for e in elements if isinstance(e.tag, str))


_P, _H, _LIST, _TABLE, _ROW, _CELL = (
    name_of(name)
    for name in (
        *("text:p", "text:h", "text:list"),
        *("table:table", "table:table-row", "table:table-cell"),
    )
)
_STYLE_NAME, _DISPLAY = name_of("text:style-name"), name_of("text:display")
_FLOW_TAGS = frozenset(map(name_of, _FLOW))
_INDEX_TAGS = frozenset(map(name_of, _INDEXES))


def _style_name(element: Any) -> str:
    return str(element.get(_STYLE_NAME, ""))


def _continues(element: Any) -> bool:
    return element.get(name_of("text:continue-list")) is not None
