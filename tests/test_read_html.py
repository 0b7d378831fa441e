"""Web pages: the main text by the cases, and pages that are broken, hostile or misnamed."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.read import read
from extractors.read.composed import compose
from extractors.read.html import decode_page, parts_of_page
from schemas.document import Document, FileState, Grade, Reason
from tests.cases import cases
from tests.documents import show

TAGS = [
    *("<p>", "</p>", "<div>", "</div>", "<ul>", "<li>", "</li>", "</ul>", "<ol type=i>", "</ol>"),
    *("<table>", "<tr>", "<td>", "</td>", "</table>", "<b>", "</b>", "<br>", "<h2>", "</h2>"),
    *("<main>", "<nav>", "</nav>", "<sup><a href='#x'>1</a></sup>", "<li id=x>", "<!--", "&shy;"),
    *("<script>", "</script>", "<img alt='de zaal'>", "<pre>", "\n", "\0", "&#0;", "&bogus;", "<"),
    *("een woord", "Nog een zin.", "€ 12", "(a) rust", "]]>", "<!DOCTYPE x [<!ENTITY y 'z'>]>&y;"),
]
SOUP = st.lists(st.sampled_from(TAGS), max_size=40).map("".join)


def page(folder: Path, data: bytes | str, name: str = "pagina.html"):
    (folder / name).write_bytes(data.encode() if isinstance(data, str) else data)
    return read(folder / name, name)


@pytest.mark.parametrize("case", cases("web_pages"), ids=lambda case: case["name"])
def test_the_main_text_of_a_page_is_read(tmp_path, case):
    document = page(tmp_path, f"<!DOCTYPE html><html>{case['html']}</html>")
    assert [show(block, document.text) for block in document.blocks] == case["blocks"]


@pytest.mark.parametrize("encoding", ["utf-8", "cp1252", "utf-16", "utf-8-sig"])
def test_a_page_is_read_in_its_encoding_whether_it_names_it_or_not(tmp_path, encoding):
    assert page(tmp_path, "<p>Één café, € 12</p>".encode(encoding)).text.strip() == "Één café, € 12"


@pytest.mark.parametrize(
    ("named", "encoding"),
    [("iso-8859-1", "cp1252"), ("utf-8", "cp1252"), ("x-klingon", "utf-8"), ("utf-16", "utf-8")],
)
def test_the_encoding_that_a_page_names_is_believed_only_where_it_fits(named, encoding):
    source = f'<meta charset="{named}"><p>€ 12 voor één ‘café’</p>'
    assert decode_page(source.encode(encoding)) == source


def test_a_page_in_xml_is_read_too(tmp_path):
    document = page(tmp_path, '<?xml version="1.0" encoding="utf-8"?><html><p>Goed zo.</p></html>')
    assert document.text.strip() == "Goed zo."


def test_a_page_that_goes_too_deep_is_read_as_far_as_it_goes(tmp_path):
    deep = page(tmp_path, "<p>Het begin.</p>" + "<div>" * 5000 + "<p>Het eind.</p>")
    assert deep.text.strip() == "Het begin."
    assert (deep.state, deep.reason) == (FileState.PARTLY_READ, Reason.DAMAGED)
    assert deep.grade is Grade.POOR


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", Reason.EMPTY),
        (b"<html><script>var tekst = 'nee'</script></html>", Reason.EMPTY),
        (b"<frameset><frame src='https://voorbeeld.example'></frameset>", Reason.EMPTY),
        (b"<div>" * 5000 + b"diep", Reason.DAMAGED),
        (b"%PDF-1.7 ...", Reason.UNSUPPORTED),
        (b"PK\x03\x04...", Reason.UNSUPPORTED),
        (bytes(range(256)) * 8, Reason.UNSUPPORTED),
    ],
)
def test_what_is_no_page_or_says_nothing_ends_with_a_reason(tmp_path, data, reason):
    outcome = page(tmp_path, data, "pagina.HTM")
    assert outcome.reason is reason
    assert "\n" not in outcome.message


def test_nothing_outside_the_page_is_read(tmp_path):
    secret = tmp_path / "geheim.txt"
    secret.write_text("een geheim")
    entity = f'<!DOCTYPE html [<!ENTITY x SYSTEM "{secret.as_uri()}">]>'
    document = page(tmp_path, f'{entity}<p>Openbaar &x;</p><iframe src="{secret.as_uri()}">')
    assert "een geheim" not in document.text
    assert "Openbaar" in document.text


@given(SOUP)
def test_whatever_the_tags_blocks_part_all_text_in_order(soup):
    parts, _ = parts_of_page(soup)
    document = compose(parts, "pagina.html", "0" * 16)
    assert isinstance(document, Document)
    edges = [0, *(e for b in document.blocks for e in (b.start, b.end)), len(document.text)]
    assert edges == sorted(edges)
    gaps = [document.text[a:b] for a, b in zip(edges[::2], edges[1::2], strict=True)]
    assert not "".join(gaps).strip()


def test_a_page_of_many_thousand_lines_is_read_in_time(tmp_path):
    document = page(tmp_path, "<ul>" + "<li>Een korte regel.</li>" * 5000 + "</ul>")
    assert len(document.blocks) == 5000
