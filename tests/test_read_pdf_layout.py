"""PDFs: the order in which people read columns, boxes, slides, large initials and page breaks."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from reportlab.lib.pagesizes import A4, landscape

from schemas.document import BlockKind, Document
from tests.sheets import LEFT, MIDDLE, RIGHT, Sheet, texts

SLIDE = landscape(A4)


@pytest.fixture
def sheet(tmp_path):
    return Sheet(tmp_path / "blad.pdf")


def paragraphs(sheet):
    return texts(sheet.read(), BlockKind.PARAGRAPH)


def test_three_columns_are_read_one_after_the_other(sheet):
    for x, lines in ((30, LEFT), (215, MIDDLE), (400, RIGHT)):
        sheet.lines(lines, x=x, size=9)
    assert paragraphs(sheet) == ["\n".join(lines) for lines in (LEFT, MIDDLE, RIGHT)]


def test_what_crosses_the_columns_comes_where_it_stands(sheet):
    sheet.lines([f"{line} en dat over de hele breedte van dit blad" for line in LEFT[:2]])
    sheet.lines(LEFT, x=60, top=150)
    sheet.lines(RIGHT, x=320, top=150)
    sheet.lines([f"{line} en dat over de hele breedte van dit blad" for line in RIGHT[:2]], top=260)
    found = sheet.read().text
    places = [found.index(line) for line in (*LEFT[:2], LEFT[3], RIGHT[3], RIGHT[0] + " en")]
    assert places == sorted(places)


def test_a_row_of_three_cells_is_no_row_of_columns(sheet):
    for row, cells in enumerate([("OCW", "brief", "mei"), ("VWS", "geld", "juni")] * 3):
        for x, cell in zip((60, 240, 420), cells, strict=True):
            sheet.lines([cell], x=x, top=100 + row * 13)
    assert "OCW brief mei" in sheet.read().text


def test_what_a_box_frames_is_read_together(tmp_path):
    slide = Sheet(tmp_path / "dia.pdf", size=SLIDE)
    slide.lines(["Wat gaan we doen?"], top=60, size=26)
    for x, lines in ((50, LEFT), (310, MIDDLE), (570, RIGHT)):
        slide.box(x - 10, 120, 240, 140)
        slide.lines(lines, x=x, top=150, size=11)
    assert paragraphs(slide) == ["\n".join(lines) for lines in (LEFT, MIDDLE, RIGHT)]


def test_a_sidebar_does_not_break_the_text_beside_it(sheet):
    body = [f"{line} over wonen en werken" for line in (*LEFT, *MIDDLE)]
    sheet.lines(body, x=50)
    sheet.box(420, 120, 150, 60)
    sheet.lines(["In het kort", "Elf leden", "Een brief"], x=430, top=140, size=9)
    document = sheet.read()
    assert "\n".join(body) in document.text
    assert document.text.index("In het kort") > document.text.index(body[-1])


def test_a_line_up_the_margin_is_furniture_and_reads_from_below(sheet):
    sheet.aside("Jaarverslag van het platform", x=30, top=500)
    sheet.lines(LEFT)
    document = sheet.read()
    assert texts(document, BlockKind.PARAGRAPH) == ["\n".join(LEFT)]
    assert "Jaarverslag van het platform" in document.text


def test_letters_drawn_twice_to_look_bold_are_read_once(sheet):
    for shift in (0, 0.3):
        sheet.lines(["Wonen en werken"], x=72 + shift, top=80)
    sheet.lines(LEFT)
    assert sheet.read().text.count("Wonen en werken") == 1


def test_letters_far_apart_are_cells(sheet):
    for column, letter in enumerate("JNJJN"):
        sheet.lines([letter], x=72 + 40 * column, top=70)
    sheet.lines(LEFT)
    assert sheet.read().text.startswith("J N J J N\n")


@pytest.mark.parametrize(("size", "apart"), [(14, 4), (11, 2.5), (20, 7)])
def test_a_heading_whose_letters_stand_apart_is_made_of_words(sheet, size, apart):
    sheet.lines(["KINDEREN IN DE KNEL"], top=70, size=size, apart=apart)
    sheet.lines(LEFT)
    assert sheet.read().text.startswith("KINDEREN IN DE KNEL\n")


def test_a_large_initial_begins_its_word(sheet):
    sheet.lines(["H"], top=128, size=36)
    sheet.lines(["et platform kwam in mei bijeen", "om de plannen te bespreken en"], x=102, top=107)
    sheet.lines(LEFT[2:], top=133)
    assert sheet.read().text.startswith("Het platform kwam in mei bijeen\nom de plannen")


def test_a_letter_that_labels_a_list_is_no_initial(sheet):
    sheet.lines(["A", "B"], size=12)
    sheet.lines(["Wonen", "Werken"], x=100, size=12)
    assert sheet.read().text.split("\n\n")[:2] == ["A Wonen", "B Werken"]


def test_a_sentence_that_a_page_break_parts_is_one(sheet):
    sheet.lines([*LEFT, "Wij vroegen om een gesprek over de kosten die"])
    sheet.lines(["1 Brief van negen juni."], top=760, size=7)
    sheet.lines(["1"], x=290, top=800, size=8)
    sheet.turn()
    sheet.lines(["Jaarverslag van het platform 2"], top=40, size=8)
    sheet.lines(["gezinnen maken voor hun kinderen."])
    document = sheet.read()
    (paragraph,) = texts(document, BlockKind.PARAGRAPH)
    assert paragraph.endswith("kosten die\ngezinnen maken voor hun kinderen.")
    assert document.page_at(document.text.index("kosten die")) == 1
    assert document.page_at(document.text.index("gezinnen maken")) == 2
    assert texts(document, BlockKind.FOOTNOTE) == ["1 Brief van negen juni."]


@pytest.mark.parametrize(
    ("end", "start"),
    [
        ("Daarmee was het gesprek ten einde.", "gezinnen maken kosten."),
        ("De voorzitter sloot de vergadering", "Bijlage met de namen"),
        ("Aanwezig waren:", "de leden van het platform"),
    ],
)
def test_a_page_that_ends_what_it_says_is_not_joined_to_the_next(sheet, end, start):
    sheet.lines([*LEFT, end])
    sheet.turn()
    sheet.lines([start])
    document = sheet.read()
    assert [block.page for block in document.blocks][-1] == 2


def test_a_note_at_the_foot_of_a_column_does_not_part_its_sentence(sheet):
    sheet.lines([*LEFT[:5], "Wij spraken met ouders over de kosten"], x=60, top=640)
    sheet.lines(["1 Brief van negen juni."], x=60, top=760, size=7)
    sheet.lines(["die zij voor hun kinderen maken.", *RIGHT[:4]], x=320, top=640)
    document = sheet.read()
    assert "de kosten\ndie zij voor hun kinderen maken." in document.text
    assert texts(document, BlockKind.FURNITURE) == []


LINE = st.sampled_from([*LEFT, "Kop", "•  geld", "1 Zie de brief.", "12", "", "(a) wonen"])
SPOT = st.tuples(st.floats(-40, 580), st.floats(-20, 860), st.sampled_from((6, 10, 30)))


@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    pages=st.lists(
        st.lists(st.tuples(st.lists(LINE, max_size=5), SPOT), max_size=4), min_size=1, max_size=3
    ),
    crop=st.none() | st.sampled_from([(20, 30, 500, 700)]),
)
def test_every_block_lies_on_its_page(tmp_path, pages, crop):
    sheet = Sheet(tmp_path / "blad.pdf", cropBox=crop)
    for page in pages:
        for lines, (x, top, size) in page:
            sheet.lines(lines, x=x, top=top, size=size)
        sheet.turn()
    document = sheet.read()
    for block in document.blocks if isinstance(document, Document) else ():
        page = document.pages[block.page - 1]
        assert page.start <= block.start < page.end
        assert 0 <= block.box.x0 <= block.box.x1 <= page.width
        assert 0 <= block.box.top <= block.box.bottom <= page.height
