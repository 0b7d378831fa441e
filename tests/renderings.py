"""The same text as a Word file, an OpenDocument text, a web page, slides, Markdown, a message."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from email.message import EmailMessage
from email.policy import SMTP
from html import escape
from io import BytesIO
from itertools import groupby
from zipfile import ZipFile

import docx
import pptx
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn

from schemas.document import Block, BlockKind, Document

BROKEN_WORD = re.compile(r"(?<=[a-z])-\n(?=[a-z])")
ODT_SPACES = " ".join(
    f'xmlns:{prefix}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for prefix, name in (
        *(("office", "office"), ("text", "text"), ("table", "table"), ("style", "style")),
        *(("fo", "xsl-fo-compatible"), ("draw", "drawing"), ("svg", "svg-compatible")),
    )
)


NARROW = 40  # columns; lines of an address are shorter, and stay lines


@dataclass(frozen=True)
class Piece:
    """A block as an author would type it: its sort and its words, not wrapped."""

    kind: BlockKind
    level: int
    marker: str
    text: str

    @property
    def cells(self) -> list[str]:
        separator = "\t" if "\t" in self.text else "|"
        return [cell.strip() for cell in self.text.strip("|").split(separator)]

    @property
    def printed(self) -> str:
        return f"{self.marker} {self.text}".strip()


def pieces_of(document: Document) -> list[Piece]:
    return [_piece(document.text[b.start : b.end], b) for b in document.blocks]


def _piece(source: str, block: Block) -> Piece:
    text = BROKEN_WORD.sub("", source.removeprefix(block.marker)).strip()
    if block.kind is BlockKind.HEADING:
        text = " ".join(text.split()).strip("#*- ")
    elif block.kind in (BlockKind.PARAGRAPH, BlockKind.LIST_ITEM):
        text = _unwrapped([line.strip() for line in text.split("\n")])
    return Piece(block.kind, block.level, block.marker, text)


def _unwrapped(lines: list[str]) -> str:
    short = all(len(line) < NARROW and not line[:1].islower() for line in lines)
    return ("\n" if short else " ").join(lines)


def runs(pieces: list[Piece]) -> Iterator[tuple[BlockKind, list[Piece]]]:
    for kind, run in groupby(pieces, key=lambda piece: piece.kind):
        yield kind, list(run)


def is_bullet(piece: Piece) -> bool:
    return not any(c.isalnum() for c in piece.marker) or piece.marker in ("e", "o")


def as_docx(pieces: list[Piece]) -> bytes:
    word = docx.Document()
    numbers = _WordNumbers(word)
    for kind, run in runs(pieces):
        if kind is BlockKind.TABLE:
            _word_table(word, run)
            continue
        for piece in run:
            if kind is BlockKind.HEADING:
                word.add_heading(piece.text, level=min(max(piece.level, 1), 9))
            elif kind is BlockKind.LIST_ITEM:
                depth = f" {piece.level + 1}" if piece.level else ""
                paragraph = word.add_paragraph(piece.text, style=f"List Bullet{depth}")
                numbers.label(paragraph, piece)
            else:
                word.add_paragraph(piece.text)
    return _saved(word.save)


class _WordNumbers:
    """Gives a paragraph a label that Word counts: each item is a list that starts there."""

    def __init__(self, word: docx.document.Document) -> None:
        self.root = word.part.numbering_part.element
        self.last = 1000

    def label(self, paragraph: docx.text.paragraph.Paragraph, piece: Piece) -> None:
        if is_bullet(piece):
            return
        self.last += 1
        core = piece.marker.strip("()[].")
        style = "decimal" if core[:1].isdigit() else "lowerLetter"
        start = int(core) if core.isdigit() else ord(core[0].lower()) - ord("a") + 1
        pattern = piece.marker.replace(core, f"%{piece.level + 1}")
        if len(core) > 1 and not core.isdigit():  # a clause or a Roman number is typed as it is
            style, pattern = "decimal", piece.marker
        names = nsdecls("w")
        kind = parse_xml(
            f'<w:abstractNum {names} w:abstractNumId="{self.last}"><w:lvl w:ilvl="{piece.level}">'
            f'<w:start w:val="{start}"/><w:numFmt w:val="{style}"/>'
            f'<w:lvlText w:val="{pattern}"/></w:lvl></w:abstractNum>'
        )
        self.root.insert(0, kind)
        self.root.append(
            parse_xml(
                f'<w:num {names} w:numId="{self.last}">'
                f'<w:abstractNumId w:val="{self.last}"/></w:num>'
            )
        )
        properties = paragraph._p.get_or_add_pPr().get_or_add_numPr()
        properties.get_or_add_ilvl().set(qn("w:val"), str(piece.level))
        properties.get_or_add_numId().set(qn("w:val"), str(self.last))


def _word_table(word: docx.document.Document, rows: list[Piece]) -> None:
    table = word.add_table(rows=0, cols=max(len(row.cells) for row in rows))
    for row in rows:
        for cell, text in zip(table.add_row().cells, row.cells, strict=False):
            cell.text = text


def as_docx_by_line(text: str) -> bytes:
    """A text that was pasted into Word: each line is a paragraph."""
    word = docx.Document()
    for line in text.splitlines():
        word.add_paragraph(line)
    return _saved(word.save)


def as_html(pieces: list[Piece]) -> bytes:
    parts = [part for kind, run in runs(pieces) for part in _html_run(kind, run)]
    menu = '<nav><ul><li><a href="/">Home</a></li><li><a href="/x">Nieuws</a></li></ul></nav>'
    script = "<script>var x = 'Ministerie van Onzin';</script>"
    page = f"<!DOCTYPE html><html><head><title>x</title>{script}</head><body>{menu}<main>"
    return (page + "\n".join(parts) + "</main></body></html>").encode()


def _html_run(kind: BlockKind, run: list[Piece]) -> Iterator[str]:
    if kind is BlockKind.TABLE:
        rows = ("".join(f"<td>{escape(cell)}</td>" for cell in row.cells) for row in run)
        yield f"<table>{''.join(f'<tr>{row}</tr>' for row in rows)}</table>"
    elif kind is BlockKind.LIST_ITEM:
        yield _html_list(run, 0)
    else:
        for piece in run:
            tag = f"h{min(max(piece.level, 1), 6)}" if kind is BlockKind.HEADING else "p"
            yield f"<{tag}>{typed(piece.text)}</{tag}>"


def typed(text: str) -> str:
    return escape(text).replace("\n", "<br/>")


def _html_list(items: list[Piece], level: int) -> str:
    parts = []
    for deeper, run in groupby(items, key=lambda item: item.level > level):
        if deeper:
            parts.append(_html_list(list(run), level + 1))
        else:
            parts += [_html_item(item) for item in run]
    return f"<ul>{''.join(parts)}</ul>"


def _html_item(item: Piece) -> str:
    if is_bullet(item):
        return f"<li>{typed(item.text)}</li>"
    core = item.marker.strip(".")
    if core.isdigit():
        return f'</ul><ol start="{core}"><li>{typed(item.text)}</li></ol><ul>'
    return f'</ul><ol style="list-style: none"><li>{escape(item.printed)}</li></ol><ul>'


def as_odt(pieces: list[Piece]) -> bytes:
    body = "".join(part for kind, run in runs(pieces) for part in _odt_run(kind, run))
    styles = (
        '<text:list-style style:name="L1"><text:list-level-style-bullet text:level="1" '
        'text:bullet-char="-"/><text:list-level-style-bullet text:level="2" '
        'text:bullet-char="-"/></text:list-style>'
    )
    return odt_of(body, styles)


def odt_of(body: str, styles: str = "") -> bytes:
    content = (
        f'<?xml version="1.0"?><office:document-content {ODT_SPACES}><office:automatic-styles>'
        f"{styles}</office:automatic-styles><office:body><office:text>{body}</office:text>"
        "</office:body></office:document-content>"
    )
    buffer = BytesIO()
    with ZipFile(buffer, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        archive.writestr("content.xml", content)
    return buffer.getvalue()


def _odt_run(kind: BlockKind, run: list[Piece]) -> Iterator[str]:
    for piece in run:
        text = escape(piece.text).replace("\n", "<text:line-break/>")
        if kind is BlockKind.HEADING:
            level = max(piece.level, 1)
            yield f'<text:h text:outline-level="{level}">{text}</text:h>'
        elif kind is BlockKind.TABLE:
            cells = (
                f"<table:table-cell><text:p>{escape(cell)}</text:p></table:table-cell>"
                for cell in piece.cells
            )
            row = f"<table:table-row>{''.join(cells)}</table:table-row>"
            yield f"<table:table>{row}</table:table>"
        elif kind is BlockKind.LIST_ITEM and is_bullet(piece):
            item = f"<text:list-item><text:p>{text}</text:p></text:list-item>"
            for _ in range(piece.level):
                item = f"<text:list-item><text:list>{item}</text:list></text:list-item>"
            yield f'<text:list text:style-name="L1">{item}</text:list>'
        else:
            yield f"<text:p>{piece.marker} {text}</text:p>"


def as_pptx(pieces: list[Piece]) -> bytes:
    """A slide for each heading, with the text below it in its box."""
    show = pptx.Presentation()
    slide, frame = None, None
    for piece in pieces:
        if slide is None or piece.kind is BlockKind.HEADING:
            slide = show.slides.add_slide(show.slide_layouts[1])
            frame = slide.placeholders[1].text_frame
        if piece.kind is BlockKind.HEADING:
            slide.shapes.title.text = piece.text
            continue
        paragraph = frame.add_paragraph()
        listed = piece.kind is BlockKind.LIST_ITEM and is_bullet(piece)
        paragraph.text = (piece.text if listed else piece.printed).replace("\n", "\v")
        if listed:
            paragraph.level = min(piece.level, 8)
        else:
            properties = paragraph._p.get_or_add_pPr()
            properties.append(properties.makeelement(qn("a:buNone")))
    return _saved(show.save)


def as_markdown(pieces: list[Piece]) -> bytes:
    return "\n\n".join(part for kind, run in runs(pieces) for part in _md(kind, run)).encode()


def _md(kind: BlockKind, run: list[Piece]) -> Iterator[str]:
    if kind is BlockKind.LIST_ITEM:
        items = (f"- {p.text}" if is_bullet(p) else p.printed for p in run)
        yield "\n".join("  " * p.level + item for p, item in zip(run, items, strict=True))
    elif kind is BlockKind.TABLE:
        head, *rows = ["| " + " | ".join(piece.cells) + " |" for piece in run]
        yield "\n".join([head, "|---" * len(run[0].cells) + "|", *rows])
    else:
        for piece in run:
            hashes = "#" * min(max(piece.level, 1), 6) if kind is BlockKind.HEADING else ""
            yield f"{hashes} {piece.text}".strip()


def as_eml(pieces: list[Piece]) -> bytes:
    """A message with the text in HTML, as mail programs send it."""
    message = EmailMessage(policy=SMTP)
    message["Subject"], message["From"] = "Ter kennisname", "post@voorbeeld.example"
    message.set_content(as_html(pieces).decode(), subtype="html")
    return message.as_bytes()


def _saved(save: Callable[[BytesIO], None]) -> bytes:
    buffer = BytesIO()
    save(buffer)
    return buffer.getvalue()


RENDERERS = {
    ".docx": as_docx,
    ".odt": as_odt,
    ".html": as_html,
    ".pptx": as_pptx,
    ".md": as_markdown,
    ".eml": as_eml,
}
