"""Word files: printed labels, notes, tables, and what is deleted, hidden or merely furniture."""

from io import BytesIO
from pathlib import Path
from xml.sax.saxutils import escape
from zipfile import ZIP_DEFLATED, ZipFile

import docx
import pytest
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part as PackagePart
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from extractors.read import read
from schemas.document import BlockKind
from tests.documents import show

LEVELS = (
    *(("lowerLetter", "(%1)"), ("lowerRoman", "%2."), ("decimal", "%1.%2.%3")),
    ("bullet", "\uf0b7"),
)


class Letter:
    """A Word file that is written paragraph by paragraph."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.word = docx.Document()
        self.body = self.word.element.body

    def xml(self, inner: str) -> None:
        """Add a paragraph that is given in Word's own XML."""
        names = nsdecls("w", "wp", "r", "pic")
        self.body.insert(len(self.body) - 1, parse_xml(f"<w:p {names}>{inner}</w:p>"))

    def lists(self, number: int, levels=LEVELS, start: int = 1, of: int | None = None) -> None:
        """Define the list ``number``; ``of`` names an older one that it counts on with."""
        root = self.word.part.numbering_part.element
        kind = of or number
        if of is None:
            inner = "".join(
                f'<w:lvl w:ilvl="{i}"><w:start w:val="{start}"/><w:numFmt w:val="{style}"/>'
                f'<w:lvlText w:val="{text}"/></w:lvl>'
                for i, (style, text) in enumerate(levels)
            )
            root.insert(0, _element("abstractNum", f'w:abstractNumId="{kind}"', inner))
        inner = f'<w:abstractNumId w:val="{kind}"/>'
        if of and start > 0:
            inner += f'<w:lvlOverride w:ilvl="0"><w:startOverride w:val="{start}"/></w:lvlOverride>'
        root.append(_element("num", f'w:numId="{number}"', inner))

    def item(self, text: str, number: int, level: int = 0) -> None:
        self.xml(
            f'<w:pPr><w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>'
            f"</w:pPr><w:r><w:t>{escape(text)}</w:t></w:r>"
        )

    def notes(self, *texts: str, sort: str = "footnote") -> None:
        inner = "".join(
            f'<w:{sort} w:id="{i}"><w:p><w:r><w:{sort}Ref/><w:t> {text}</w:t></w:r></w:p>'
            f"</w:{sort}>"
            for i, text in enumerate(texts, start=1)
        )
        blob = f"<w:{sort}s {nsdecls('w')}>{inner}</w:{sort}s>".encode()
        kind = getattr(CONTENT_TYPE, f"WML_{sort.upper()}S")
        part = PackagePart(PackURI(f"/word/{sort}s.xml"), kind, blob, self.word.part.package)
        self.word.part.relate_to(part, getattr(RELATIONSHIP_TYPE, f"{sort.upper()}S"))

    def read(self):
        self.word.save(str(self.path))
        return read(self.path, self.path.name)

    def blocks(self) -> list[str]:
        document = self.read()
        return [show(block, document.text) for block in document.blocks]


def _element(name: str, attributes: str, inner: str):
    return parse_xml(f"<w:{name} {nsdecls('w')} {attributes}>{inner}</w:{name}>")


@pytest.fixture
def letter(tmp_path: Path) -> Letter:
    return Letter(tmp_path / "Brief.DOCX")


def test_an_item_begins_with_the_label_that_word_prints(letter):
    letter.lists(70)
    for text, level in [("rust", 0), ("geld", 0), ("nu", 1), ("straks", 1), ("ooit", 2)]:
        letter.item(text, 70, level)
    letter.item("ruimte", 70)
    letter.item("speelruimte", 70, 3)
    assert letter.blocks() == [
        *("list_item 0: (a) rust", "list_item 0: (b) geld", "list_item 1: i. nu"),
        *("list_item 1: ii. straks", "list_item 2: b.ii.1 ooit", "list_item 0: (c) ruimte"),
        "list_item 1: • speelruimte",
    ]


def test_a_label_is_the_items_marker_and_its_block_begins_there(letter):
    letter.lists(70, start=6)
    letter.item("Zorg voor een vast gezicht.", 70)
    letter.item("Zorg voor uitleg.", 70)
    document = letter.read()
    assert [block.marker for block in document.blocks] == ["(f)", "(g)"]
    assert all(document.text[b.start :].startswith(b.marker) for b in document.blocks)


def test_a_list_goes_on_after_text_unless_it_says_where_it_starts(letter):
    letter.lists(70, [("decimal", "%1.")])
    letter.lists(71, of=70, start=0)
    letter.lists(72, of=70, start=1)
    for number in (70, 71, 72):
        letter.item("Een brief aan de raad.", number)
        letter.item("Een gesprek met de raad.", number)
        letter.word.add_paragraph("Zo besloot de vergadering, na lang beraad, in de avond.")
    items = [block for block in letter.blocks() if block.startswith("list_item")]
    assert [item.split()[2] for item in items] == ["1.", "2.", "3.", "4.", "1.", "2."]


def test_lists_by_style_have_their_level(letter):
    for style in ("List Bullet", "List Bullet 2", "List Bullet 3", "List Bullet"):
        letter.word.add_paragraph("een brief", style=style)
    assert [block.split(":")[0] for block in letter.blocks()] == [
        *("list_item 0", "list_item 1", "list_item 2", "list_item 0")
    ]


def test_headings_have_the_level_of_their_style_or_outline(letter):
    letter.word.add_paragraph("Samen verder", style="Title")
    letter.word.add_heading("Armoede", 2)
    own = letter.word.styles.add_style("Huisstijlkop", 1)
    own.base_style = letter.word.styles["Heading 3"]
    letter.word.add_paragraph("Onze reactie op de aanbeveling.", style="Huisstijlkop")
    letter.word.add_paragraph("Wij schrijven de raad vóór de zomer een brief.")
    assert letter.blocks() == [
        *("heading 1: Samen verder", "heading 2: Armoede"),
        "heading 3: Onze reactie op de aanbeveling.",
        "paragraph: Wij schrijven de raad vóór de zomer een brief.",
    ]


def test_a_typed_mark_and_a_bold_line_count_as_they_do_in_a_text(letter):
    letter.word.add_paragraph().add_run("Vervolg").bold = True
    letter.word.add_paragraph("- een brief aan de raad")
    letter.word.add_paragraph("- een gesprek in mei")
    assert letter.blocks() == [
        *("heading 0: Vervolg", "list_item 0: - een brief aan de raad"),
        "list_item 0: - een gesprek in mei",
    ]


def test_a_note_follows_its_paragraph_and_is_numbered_as_printed(letter):
    letter.notes("Kamerstuk 31 839.", "Zie bijlage 2.")
    letter.notes("Met dank aan de jeugdraad.", sort="endnote")
    reference = '<w:r><w:t>{}</w:t></w:r><w:r><w:{}Reference w:id="{}"/></w:r>'
    letter.xml(reference.format("De wachtlijst groeit.", "footnote", 2))
    letter.xml(reference.format("Er komt geld bij.", "footnote", 1))
    letter.xml(reference.format("Dat hielp.", "endnote", 1))
    assert letter.blocks() == [
        *("paragraph: De wachtlijst groeit.", "footnote: 1 Zie bijlage 2."),
        *("paragraph: Er komt geld bij.", "footnote: 2 Kamerstuk 31 839."),
        *("paragraph: Dat hielp.", "footnote: i Met dank aan de jeugdraad."),
    ]


def test_deleted_hidden_and_merely_noted_text_is_left_out(letter):
    letter.xml(
        "<w:r><w:t>Wij betalen </w:t></w:r><w:del><w:r><w:delText>niets</w:delText></w:r></w:del>"
        "<w:ins><w:r><w:t>alles</w:t></w:r></w:ins><w:moveFrom><w:r><w:t>ooit</w:t></w:r>"
        "</w:moveFrom><w:r><w:rPr><w:vanish/></w:rPr><w:t> geheim</w:t></w:r>"
        '<w:r><w:commentReference w:id="1"/></w:r><w:r><w:instrText>PAGE</w:instrText></w:r>'
        "<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent><w:r><w:t>Klik om tekst in te "
        "voeren</w:t></w:r></w:sdtContent></w:sdt><w:r><w:t>.</w:t></w:r>"
    )
    assert letter.blocks() == ["paragraph: Wij betalen alles."]


def test_signs_of_word_are_letters(letter):
    letter.xml(
        "<w:r><w:t>Het VN</w:t><w:noBreakHyphen/><w:t>Comité kwam,</w:t><w:br/>"
        "<w:t>zij het laat, op </w:t>"
        '<w:sym w:font="Wingdings" w:char="F0FC"/><w:t> drie</w:t><w:softHyphen/>'
        "<w:t>entwintig mei bijeen.</w:t></w:r>"
    )
    assert letter.blocks() == [
        "paragraph: Het VN-Comité kwam, / zij het laat, op • drieentwintig mei bijeen."
    ]


def test_rows_of_a_table_are_blocks_with_cells_parted_by_tabs(letter):
    table = letter.word.add_table(2, 2)
    for cell, text in zip(
        table._cells, ["Wat", "Wie", "Een brief\naan de raad", "VWS"], strict=True
    ):
        cell.text = text
    assert letter.blocks() == ["table: Wat\tWie", "table: Een brief aan de raad\tVWS"]


def test_a_table_that_sets_lists_beside_each_other_is_read_cell_by_cell(letter):
    table = letter.word.add_table(1, 2)
    table.cell(0, 0).text = "Bepaal specifiek doel"
    for text in ("een meldpunt in elke wijk", "uitleg in gewone taal"):
        table.cell(0, 1).add_paragraph(text, style="List Bullet")
    assert letter.blocks()[1:] == [
        *("list_item 0: • een meldpunt in elke wijk", "list_item 0: • uitleg in gewone taal")
    ]


def test_what_stands_on_every_page_is_furniture_and_read_once(letter):
    section = letter.word.sections[0]
    section.header.paragraphs[0].text = "Ons kenmerk 31-204"
    section.different_first_page_header_footer = True
    section.first_page_header.paragraphs[0].text = "Ons kenmerk 31-204"
    letter.word.add_paragraph("Ons kenmerk 31-204 staat ook in deze brief aan de gemeenteraad.")
    document = letter.read()
    furniture = [b for b in document.blocks if b.kind is BlockKind.FURNITURE]
    assert [document.text[b.start : b.end] for b in furniture] == ["Ons kenmerk 31-204"]


def test_a_picture_is_its_caption_and_a_text_box_is_text(letter):
    letter.xml(
        '<w:r><w:drawing><wp:inline><wp:docPr id="1" name="x" descr="De raad in zitting"/>'
        "</wp:inline></w:drawing></w:r><w:r><w:pict><w:txbxContent><w:p><w:r><w:t>In het kader "
        "stond een oproep aan alle gemeenten.</w:t></w:r></w:p></w:txbxContent></w:pict></w:r>"
    )
    assert letter.blocks() == [
        "caption: De raad in zitting",
        "paragraph: In het kader stond een oproep aan alle gemeenten.",
    ]


def test_empty_paragraphs_part_text_that_was_pasted_line_by_line(letter):
    for line in (
        *("De raad vergaderde over de vraag wie", "er voor de opvang zou betalen.", ""),
        *("Niemand bood zich die avond aan, al", "was de wethouder zelf aanwezig."),
    ):
        letter.word.add_paragraph(line)
    assert letter.blocks() == [
        "paragraph: De raad vergaderde over de vraag wie / er voor de opvang zou betalen.",
        "paragraph: Niemand bood zich die avond aan, al / was de wethouder zelf aanwezig.",
    ]


def test_styles_that_are_based_on_each_other_in_a_circle_do_no_harm(letter):
    first, second = (letter.word.styles.add_style(name, 1) for name in ("Een", "Twee"))
    first.base_style, second.base_style = second, first
    letter.word.add_paragraph("De raad kwam in mei bijeen.", style="Een")
    assert letter.blocks() == ["paragraph: De raad kwam in mei bijeen."]


def test_a_file_without_text_is_empty_and_one_of_pictures_needs_ocr(letter):
    assert letter.read().reason == "empty"
    buffer = BytesIO(letter.path.read_bytes())
    with ZipFile(buffer, "a", ZIP_DEFLATED) as archive:
        archive.writestr("word/media/image1.png", b"scan")
    letter.path.write_bytes(buffer.getvalue())
    assert read(letter.path, "brief.docx").reason == "needs_ocr"
