"""The evidence page shows a document whole, each record where it stands, and runs nothing."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.evidence import evidence_in, evidence_of
from flows.pages.marking import Mark, stretches
from schemas.document import Block, BlockKind, DocumentKind
from schemas.records import DateMention, DocumentIdentity, Recommendation
from tests.pages import Seen
from tests.warehouse_factory import document, empty_warehouse, harvest, record
from warehouse.load import load

SAMPLES = Path(__file__).parent.parent / "raw" / "samples"
HOSTILE = (
    "<script>alert(1)</script> <img src=x onerror=alert(1)> [a](javascript:alert(1)) \"'>\u202egnp"
)
TOLD = DocumentIdentity(kind=DocumentKind.DIALOGUE_RECAP, year=2024, title="Terug <b>blik</b>")


def marks(size: int) -> st.SearchStrategy[list[Mark]]:
    spans = st.tuples(st.integers(0, size), st.integers(0, size)).filter(lambda s: s[0] < s[1])
    return st.lists(spans.map(_mark), max_size=6)


def _mark(span: tuple[int, int]) -> Mark:
    return Mark(f"{span[0]}-{span[1]}", "commitments", *span, "by_hand", 0.9, ())


@given(marks(30))
def test_the_stretches_of_a_block_are_its_text_and_each_mark_begins_once(marks: list[Mark]) -> None:
    text = "abcdefghijklmnopqrstuvwxyzABCD"
    block = Block(kind=BlockKind.PARAGRAPH, start=5, end=25)
    cut = list(stretches(text, block, marks))
    assert "".join(stretch.text for stretch in cut) == text[5:25]
    begun = [mark for stretch in cut for mark in stretch.begins]
    assert sorted(map(repr, begun)) == sorted(
        repr(mark) for mark in marks if mark.start < 25 and mark.end > 5
    )
    for stretch in cut:
        assert all(stretch.text in text[mark.start : mark.end] for mark in stretch.marks)


def test_a_page_holds_the_whole_text_and_an_anchor_for_each_record() -> None:
    source = document("Kop\nGeef op 3 mei 2024 alle kinderen een stem.\nSlot.")
    asked = record(Recommendation, source, "Geef op 3 mei 2024 alle kinderen een stem.")
    dated = record(
        DateMention, source, "3 mei 2024", edtf="2024-05-03", text="3 mei 2024", basis="explicit"
    )
    seen = Seen(evidence_of(source, TOLD, [asked, dated], None))
    for line in source.text.splitlines():
        assert line in seen.text
    assert {asked.record_id, dated.record_id} <= set(seen.ids)
    assert len(seen.ids) == len(set(seen.ids))


def test_hostile_text_stays_text() -> None:
    source = document(HOSTILE)
    asked = record(Recommendation, source, HOSTILE, issuer="<script>alert(2)</script>")
    seen = Seen(evidence_of(source, TOLD, [asked], None))
    assert seen.tags.count("script") == 1
    assert not {"img", "b"} & set(seen.tags)
    assert "<script>alert(1)</script>" in seen.text
    assert "⟨202E⟩gnp" in seen.text
    assert not [link for link in seen.links if not link.startswith("#")]


def test_a_pdf_stands_beside_its_text() -> None:
    page = evidence_of_sample("2025-monitor-aanbevelingen.pdf")
    assert page.count("data:image/webp;base64,") == 2
    assert page.count("<rect ") > 10


def test_no_page_is_pictured_of_a_document_that_names_private_people() -> None:
    source = document("█████ (14) vraagt om een kamer.", "brief.pdf")
    asked = record(Recommendation, source, "█████ (14) vraagt om een kamer.")
    pdf = SAMPLES / "2025-monitor-aanbevelingen.pdf"
    assert "data:image" not in evidence_of(source, TOLD, [asked], pdf)


def test_a_file_that_cannot_be_drawn_costs_only_its_pictures(tmp_path) -> None:
    broken = tmp_path / "a.pdf"
    broken.write_bytes(b"%PDF-1.7 nothing more")
    source = document("Geef alle kinderen een stem.", "a.pdf")
    asked = record(Recommendation, source, source.text)
    assert source.text in evidence_of(source, TOLD, [asked], broken)


def test_the_page_of_a_stored_document_is_that_of_the_document() -> None:
    source = document("Kop\nGeef alle kinderen een stem.")
    asked = record(Recommendation, source, "Geef alle kinderen een stem.")
    connection = empty_warehouse()
    load(connection, [harvest(source, asked, title=TOLD.title)], "run-1")
    stored = evidence_in(connection, source.document_id, None)
    assert stored == evidence_of(source, TOLD, [asked], None)
    with pytest.raises(KeyError):
        evidence_in(connection, "none", None)


def evidence_of_sample(name: str) -> str:
    from flows.extract import extract_file
    from flows.settings import Settings

    file = SAMPLES / name
    source, extraction = extract_file(file, Settings())
    return evidence_of(source, extraction.document, extraction.records(), file)
