"""OpenDocument texts: printed labels, notes, tables, and what is hidden or merely furniture."""

from pathlib import Path

import pytest

from extractors.read import read
from tests.documents import show
from tests.renderings import odt_of

STYLES = """
<text:list-style style:name="L1">
  <text:list-level-style-number text:level="1" style:num-format="a" style:num-prefix="("
    style:num-suffix=")" text:start-value="{start}"/>
  <text:list-level-style-number text:level="2" style:num-format="1" style:num-suffix="."
    text:display-levels="2"/>
  <text:list-level-style-bullet text:level="3" text:bullet-char="\uf0b7"/>
</text:list-style>
<style:style style:name="weg"><style:text-properties text:display="none"/></style:style>
<style:style style:name="vet"><style:text-properties fo:font-weight="bold"/></style:style>
"""


@pytest.fixture
def blocks(tmp_path: Path):
    def blocks_of(body: str, start: int = 1) -> list[str]:
        path = tmp_path / "verslag.odt"
        path.write_bytes(odt_of(body, STYLES.format(start=start)))
        document = read(path, path.name)
        return [show(block, document.text) for block in document.blocks]

    return blocks_of


def item(text: str, inner: str = "", attributes: str = "") -> str:
    return f"<text:list-item {attributes}><text:p>{text}</text:p>{inner}</text:list-item>"


def listed(*items: str, attributes: str = 'text:style-name="L1"') -> str:
    return f"<text:list {attributes}>{''.join(items)}</text:list>"


def test_items_have_their_printed_labels(blocks):
    deepest = listed(item("met spoed"), attributes="")
    deep = listed(item("nu", deepest), item("straks"), attributes="")
    assert blocks(listed(item("rust"), item("geld", deep), item("ruimte")), start=6) == [
        *("list_item 0: (f) rust", "list_item 0: (g) geld", "list_item 1: g.1. nu"),
        *("list_item 2: • met spoed", "list_item 1: g.2. straks", "list_item 0: (h) ruimte"),
    ]


def test_a_list_starts_anew_unless_it_goes_on(blocks):
    again = listed(item("geld"))
    onward = listed(item("tijd"), attributes='text:style-name="L1" text:continue-numbering="true"')
    given = listed(item("zorg", attributes='text:start-value="9"'))
    assert [line.split()[2] for line in blocks(listed(item("rust")) + again + onward + given)] == [
        *("(a)", "(a)", "(b)", "(i)")
    ]


def test_headings_paragraphs_and_signs(blocks):
    assert blocks(
        '<text:h text:outline-level="2">Armoede</text:h>'
        '<text:p>De raad<text:s text:c="2"/>sprak lang,<text:line-break/>en besloot niets.</text:p>'
        '<text:p><text:span text:style-name="vet">Vervolg</text:span></text:p>'
        "<text:p>In juni volgt een brief aan alle gemeenten.</text:p>"
    ) == [
        *("heading 1: Armoede", "paragraph: De raad  sprak lang, / en besloot niets."),
        *("heading 0: Vervolg", "paragraph: In juni volgt een brief aan alle gemeenten."),
    ]


def test_notes_follow_their_paragraph_and_comments_are_left_out(blocks):
    assert blocks(
        "<text:p>De wachtlijst groeit<text:note><text:note-citation>3</text:note-citation>"
        "<text:note-body><text:p>Kamerstuk 31 839.</text:p></text:note-body></text:note>."
        "<office:annotation><text:p>Klopt dit?</text:p></office:annotation>"
        '<text:span text:style-name="weg">geheim</text:span></text:p>'
        '<text:p text:style-name="weg">Concept.</text:p>'
    ) == ["paragraph: De wachtlijst groeit.", "footnote: 3 Kamerstuk 31 839."]


def test_deleted_text_is_left_out(blocks):
    assert blocks(
        "<text:tracked-changes><text:changed-region><text:deletion><text:p>Nee.</text:p>"
        "</text:deletion></text:changed-region></text:tracked-changes><text:p>Ja, graag.</text:p>"
    ) == ["paragraph: Ja, graag."]


def test_rows_boxes_pictures_and_sections(blocks):
    cell = "<table:table-cell><text:p>{}</text:p></table:table-cell>"
    row = "<table:table-row>" + cell + cell + "</table:table-row>"
    assert blocks(
        f"<table:table>{row.format('Wat', 'Wie')}{row.format('Een brief', 'VWS')}</table:table>"
        "<text:section><text:p>De raad kwam in mei bijeen.<draw:frame><svg:desc>De raad in zitting"
        "</svg:desc><draw:text-box><text:p>Een oproep aan alle gemeenten in het land.</text:p>"
        "</draw:text-box></draw:frame></text:p></text:section>"
    ) == [
        *("table: Wat\tWie", "table: Een brief\tVWS", "paragraph: De raad kwam in mei bijeen."),
        *("caption: De raad in zitting", "paragraph: Een oproep aan alle gemeenten in het land."),
    ]


def test_a_table_of_contents_is_furniture(blocks):
    found = blocks(
        "<text:table-of-content><text:index-body><text:p>Armoede<text:tab/>4</text:p>"
        "<text:p>Zorg<text:tab/>9</text:p></text:index-body></text:table-of-content>"
        "<text:p>Over armoede en over zorg sprak de raad in mei.</text:p>"
    )
    assert found == [
        *("furniture: Armoede\t4", "furniture: Zorg\t9"),
        "paragraph: Over armoede en over zorg sprak de raad in mei.",
    ]
