"""PDFs: reading order, headings, tables, running heads, boxes; and files that are broken."""

from pathlib import Path

import pytest
from reportlab.lib import pdfencrypt
from reportlab.lib.pagesizes import A4
from reportlab.platypus import SimpleDocTemplate, Table

from extractors.read import read
from schemas.document import BlockKind, FileState, Grade, Reason
from tests.sheets import LEFT, RIGHT, Sheet, texts

WIDTH, HEIGHT = A4


@pytest.fixture
def sheet(tmp_path: Path) -> Sheet:
    return Sheet(tmp_path / "blad.PDF")


def test_two_columns_are_read_one_after_the_other(sheet):
    sheet.lines(LEFT, x=60)
    sheet.lines(RIGHT, x=320, top=104)
    document = sheet.read()
    assert texts(document, BlockKind.PARAGRAPH) == ["\n".join(LEFT), "\n".join(RIGHT)]


def test_labels_and_values_beside_each_other_are_no_columns(sheet):
    for row, (label, value) in enumerate([("Datum", "14 juni"), ("Zaal", "de kas")] * 4):
        sheet.lines([label], x=60, top=100 + row * 13)
        sheet.lines([value], x=320, top=100 + row * 13)
    assert sheet.read().text.startswith("Datum 14 juni\n")


def test_a_large_line_is_a_heading_and_ranks_by_its_size(sheet):
    sheet.lines(["Jaarverslag"], size=24)
    sheet.lines(["Vooraf"], top=150, size=14)
    sheet.lines(LEFT, top=180)
    headings = [b for b in sheet.read().blocks if b.kind is BlockKind.HEADING]
    assert [heading.level for heading in headings] == [1, 2]


def test_items_of_a_list_are_blocks_of_their_own(sheet):
    sheet.lines(["Wij vragen om drie dingen, die ook dit jaar weer", "op tafel lagen:"])
    sheet.lines(["• een vaste begeleider voor elk kind dat vaker", "  verhuist;"], top=130)
    sheet.lines(["• geld."], top=156)
    document = sheet.read()
    assert [item.count("\n") for item in texts(document, BlockKind.LIST_ITEM)] == [1, 0]
    assert {b.marker for b in document.blocks} == {"", "•"}


@pytest.mark.parametrize("rules", ["GRID", "LINEBELOW"])
def test_rows_of_a_table_have_tabs_and_stand_in_no_paragraph(tmp_path, rules):
    path = tmp_path / "tabel.pdf"
    rows = [["Wie", "Wat", "Klaar"], ["OCW", "brief", "mei"], ["NJi", "kaart", "juni"]]
    style = [(rules, (0, 0), (-1, -1), 1, "black")]
    SimpleDocTemplate(str(path)).build([Table(rows, colWidths=100, style=style)])
    document = read(path, "tabel.pdf")
    assert texts(document, BlockKind.TABLE) == ["\t".join(row) for row in rows]
    assert document.text.count("brief") == 1


def test_running_heads_and_page_numbers_are_furniture(sheet):
    for number, town in enumerate(["Assen", "Breda", "Culemborg", "Dalfsen"], start=1):
        sheet.lines([f"Jaarverslag 2031 | Noorderlicht {number}"], top=40, size=8)
        sheet.lines([f"Op bezoek in {town}"], top=90, size=16)
        sheet.lines(
            [f"In {town} spraken wij over wonen en werken.", "Het regende."][:number], top=120
        )
        sheet.lines([str(number)], x=290, top=800, size=8)
        sheet.turn()
    document = sheet.read()
    assert len(texts(document, BlockKind.FURNITURE)) == 7
    assert texts(document, BlockKind.CAPTION) == ["Jaarverslag 2031 | Noorderlicht 1"]
    assert len(texts(document, BlockKind.HEADING)) == 4


def test_a_question_at_the_top_of_every_slide_is_no_furniture(sheet):
    for answer in ("spelen", "leren", "rusten"):
        sheet.lines(["Wat is de eerste stap?"], top=60)
        sheet.lines([f"• {answer} in de wijk"], top=100)
        sheet.turn()
    assert texts(sheet.read(), BlockKind.HEADING) == ["Wat is de eerste stap?"] * 3


def test_small_print_at_the_foot_is_a_footnote(sheet):
    sheet.lines(LEFT)
    sheet.lines(["1 Zie de brief van negen juni."], top=760, size=7)
    assert texts(sheet.read(), BlockKind.FOOTNOTE) == ["1 Zie de brief van negen juni."]


def test_every_block_has_a_page_and_a_box_on_it(sheet):
    sheet.lines(LEFT)
    sheet.turn()
    sheet.lines(RIGHT, top=600)
    document = sheet.read()
    assert [block.page for block in document.blocks] == [1, 2]
    for block in document.blocks:
        assert 0 <= block.box.x0 < block.box.x1 <= WIDTH
        assert 0 <= block.box.top < block.box.bottom <= HEIGHT
        assert document.page_at(block.start) == block.page
        assert document.text[block.start : block.end] in ("\n".join(LEFT), "\n".join(RIGHT))


def test_a_blank_page_is_no_fault(sheet):
    sheet.lines(LEFT)
    sheet.turn()
    sheet.canvas.showPage()
    document = sheet.read()
    assert (document.state, document.grade) == (FileState.READ, Grade.GOOD)
    assert len(document.pages) == 2


def test_a_password_is_asked_for_only_where_it_is_needed(tmp_path):
    for user, expected in (("geheim", Reason.ENCRYPTED), ("", None)):
        lock = pdfencrypt.StandardEncryption(user, ownerPassword="eigenaar")
        sheet = Sheet(tmp_path / f"slot{len(user)}.pdf", encrypt=lock)
        sheet.lines(LEFT)
        assert sheet.read().reason is expected


@pytest.mark.parametrize("share", [0.1, 0.5, 0.9])
def test_half_a_file_is_damaged(tmp_path, share):
    sheet = Sheet(tmp_path / "heel.pdf")
    sheet.lines(LEFT)
    sheet.read()
    data = sheet.path.read_bytes()
    (tmp_path / "half.pdf").write_bytes(data[: int(len(data) * share)])
    outcome = read(tmp_path / "half.pdf", "half.pdf")
    assert outcome.reason in (Reason.DAMAGED, Reason.NO_PAGES)
    assert outcome.document_id


def test_a_file_without_pages_says_so(tmp_path):
    objects = [b"<< /Type /Catalog /Pages 2 0 R >>", b"<< /Type /Pages /Kids [] /Count 0 >>"]
    data = b"%PDF-1.4\n"
    offsets = []
    for number, body in enumerate(objects, start=1):
        offsets.append(len(data))
        data += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    start = len(data)
    data += b"xref\n0 3\n0000000000 65535 f \n" + table
    data += b"trailer\n<< /Size 3 /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % start
    (tmp_path / "leeg.pdf").write_bytes(data)
    assert read(tmp_path / "leeg.pdf", "leeg.pdf").reason is Reason.NO_PAGES


def test_text_with_the_name_of_a_pdf_is_damaged(tmp_path):
    (tmp_path / "brief.pdf").write_text("Geachte heer,")
    assert read(tmp_path / "brief.pdf", "brief.pdf").reason is Reason.DAMAGED
