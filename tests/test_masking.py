"""Masking: private names leave no trace, and nothing else changes."""

import json
import re
from pathlib import Path

import duckdb
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extractors.extraction import lemmas_of, records_of
from extractors.masking import BLOT, mask
from extractors.nlp import annotate
from extractors.people import PrivatePeople, private_people, private_tokens
from flows.extract import extract_file
from flows.ingest import ingest
from flows.settings import Settings
from schemas.document import BlockKind
from schemas.records import Extraction, OrganisationMention
from tests.documents import document_of, one_block
from tests.pipeline import pipeline

PROJECT = Path(__file__).parent.parent
SHARED = PROJECT.parent / "shared"
SEEDS = SHARED / "seeds"
CORPUS = SHARED / "corpus"

REPORT = """Terugblik dialoog 2024

Wat zeggen kinderen?

- Isabel (14): "Het ministerie van VWS moet ons vóór 1 mei 2025 vertellen hoe het verder gaat."
- Wethouder Bea Verloop zegt toe dat de gemeente Baarn in 2025 een panel begint, met Isabel erbij.

ISABEL EN DE ANDEREN SCHRIJVEN AAN HET COA. Mail naar isabel@dialoog.example.
"""


def _masked(document):
    doc = annotate(document, pipeline())
    extraction = records_of(doc)
    return extraction, *mask(document, extraction, private_people(doc))


def _named(name, text):
    """Whether ``name`` stands in ``text``, in whatever case."""
    return re.search(rf"(?<![^\W\d_]){re.escape(name)}(?:'?s)?(?![^\W\d_])", text, re.IGNORECASE)


def _dump(document, extraction):
    dumps = document.model_dump(mode="json"), extraction.model_dump(mode="json")
    return json.dumps(dumps, ensure_ascii=False)


def _assert_offsets_hold(document, extraction):
    for record in extraction.records():
        assert document.text[record.start : record.end] == record.quote
    for reference in extraction.references:
        assert document.text[reference.text_start : reference.text_end] == reference.text
    for told in extraction.identity_evidence:
        assert told.quote is None or document.text[told.start : told.end] == told.quote


def test_a_name_is_masked_wherever_it_stands():
    _, document, extraction = _masked(document_of(REPORT))
    assert not _named("Isabel", _dump(document, extraction))
    assert document.text.count(BLOT * len("Isabel")) == 4
    assert "Bea Verloop" in document.text
    assert "de gemeente Baarn" in document.text


def test_nothing_moves():
    before, document, extraction = _masked(document_of(REPORT))
    assert len(document.text) == len(REPORT)
    unmasked = zip(document.text, REPORT, strict=True)
    assert all(new in (old, BLOT) for new, old in unmasked)
    _assert_offsets_hold(document, extraction)
    assert [r.record_id for r in extraction.records()] == [r.record_id for r in before.records()]
    assert before.recommendations or before.commitments


def test_spaces_and_hyphens_of_a_name_stay():
    _, document, _ = _masked(document_of("Leerling Anne-Fleur van der Loo las haar brief voor."))
    assert document.text == "Leerling ████-█████ ███ ███ ███ las haar brief voor."


def test_a_name_broken_at_a_line_end_is_masked_whole():
    text = "Het verhaal van de dertienjarige Isa-\nbel maakte indruk."
    _, document, _ = _masked(document_of(text))
    assert document.text == "Het verhaal van de dertienjarige ███-\n███ maakte indruk."


def test_what_the_extractors_do_not_read_is_masked_too():
    page = document_of("Isabel (14) vertelt over haar school.\n\nFoto: Isabel op het plein")
    *rest, last = page.blocks
    furniture = last.model_copy(update={"kind": BlockKind.FURNITURE})
    _, document, _ = _masked(page.model_copy(update={"blocks": (*rest, furniture)}))
    assert not _named("Isabel", document.text)


def test_months_and_organisations_with_the_same_name_stay():
    text = (
        "In april 2024 sprak April (15) over haar VOG. April 2025 is de volgende dialoog. "
        "Ook Jantje (9) kwam langs; Jantje Beton betaalde de bus."
    )
    _, document, extraction = _masked(document_of(text))
    assert document.text == (
        "In april 2024 sprak █████ (15) over haar VOG. April 2025 is de volgende dialoog. "
        "Ook ██████ (9) kwam langs; Jantje Beton betaalde de bus."
    )
    assert "Jantje Beton" in [mention.name for mention in extraction.organisations]


def test_fields_beside_the_quote_are_masked():
    document = document_of("Stichting Isabel helpt.")
    mention = OrganisationMention(
        document_id=document.document_id,
        start=0,
        end=16,
        quote="Stichting Isabel",
        rule="organisations.pattern",
        confidence=0.5,
        name="Stichting Isabel",
        text="Stichting Isabel",
        step="pattern",
    )
    identity = records_of(annotate(document, pipeline())).document
    identity = identity.model_copy(update={"title": "Het boek van ISABEL"})
    extraction = Extraction(
        document_id=document.document_id, document=identity, organisations=(mention,)
    )
    _, masked = mask(document, extraction, PrivatePeople(words=("Isabel",)))
    assert masked.document.title == "Het boek van ██████"
    assert masked.organisations[0].name == masked.organisations[0].text == "Stichting ██████"


def test_a_document_without_private_people_stays_as_it_is():
    document = document_of("Minister Faber zegde toe dat het COA in mei 2025 een plan heeft.")
    before, masked, extraction = _masked(document)
    assert masked == document
    assert extraction == before


def test_the_words_for_search_hold_no_private_name():
    doc = annotate(document_of("Isabel (14) belt in april met het COA."), pipeline())
    (lemmas,) = lemmas_of(doc, private_tokens(doc))
    assert "isabel" not in lemmas
    assert "april" in lemmas


_PRIVATE = ["Isabel", "Souhayla", "Churandy", "Jip", "Wubbeltina", "Zümra"]
_PIECES = st.sampled_from(
    ["zegt {} (12).", "{}: agenderen bij het COA;", "{}s vader belt.", "{} en de minister.",
     "Minister Faber zegt toe dat VWS in mei 2025 een plan maakt.", "leerling {} vroeg het.",
     "Aanbeveling 25(f) geldt.", "\n\n", "- de gemeente Baarn moet {} helpen", "{}"]
)  # fmt: skip


@settings(max_examples=30, deadline=None)
@given(st.lists(st.tuples(_PIECES, st.sampled_from(_PRIVATE)), max_size=8))
def test_offsets_hold_and_no_name_is_left(pieces):
    text = " ".join(piece.format(name) for piece, name in [*pieces, ("{} (12) sprak.", "Isabel")])
    private = {name for piece, name in pieces if "(12)" in piece} | {"Isabel"}
    _, document, extraction = _masked(one_block(text))
    assert len(document.text) == len(text)
    _assert_offsets_hold(document, extraction)
    assert [name for name in private if _named(name, _dump(document, extraction))] == []


@pytest.mark.skipif(not CORPUS.is_dir(), reason="the corpus is not here")
@pytest.mark.parametrize("path", sorted(CORPUS.glob("b[159]/*.txt")), ids=lambda path: path.stem)
def test_whole_documents(path):
    text = path.read_text(encoding="utf-8", errors="replace")
    doc = annotate(document_of(text), pipeline())
    people = private_people(doc)
    document, extraction = mask(doc._.document, records_of(doc), people)
    assert len(document.text) == len(text)
    _assert_offsets_hold(document, extraction)
    long = [word for word in people.words if len(word) > 4]
    assert [word for word in long if _named(word, _dump(document, extraction))] == []


def _cells(warehouse):
    """All that a warehouse holds, its search index with it, as one text."""
    with duckdb.connect(warehouse, read_only=True) as connection:
        query = "SELECT table_schema, table_name FROM information_schema.tables"
        tables = connection.execute(query).fetchall()
        assert len(tables) > 20
        rows = [
            row
            for schema, table in tables
            for row in connection.execute(f'SELECT * FROM "{schema}"."{table}"').fetchall()
        ]
    return "\n".join(str(cell) for row in rows for cell in row)


def _left(names, cells):
    return [name for name in names if re.search(rf"(?<![^\W\d_]){name}s?(?![^\W\d_])", cells)]


SAMPLES = PROJECT / "raw"
_OF_SAMPLES = (("Yara", "Ravi", "Noor", "Noortje"), ("Holtrop", "Okkema", "Adema", "Drost"))
_OF_SEEDS = (
    ("Isabel", "Sabine", "Yope", "Lars", "Mia", "Xem", "Ruzanna", "April"),
    ("Kalverboer", "Ooijen", "Faber", "Mutluer"),
)


@pytest.mark.parametrize(("raw", "people"), [(SAMPLES, _OF_SAMPLES), (SEEDS, _OF_SEEDS)])
def test_a_warehouse_holds_public_names_only(raw, people, tmp_path):
    if not raw.is_dir():
        pytest.skip("the documents are not here")
    private, public = people
    warehouse = tmp_path / "oogst.duckdb"
    ingest(raw, warehouse, Settings())
    cells = _cells(warehouse)
    small = [name.lower() for name in private if name != "April"]
    assert _left([*private, *small], cells) == []
    assert _left(public, cells) == list(public)
    assert "'names': 'masked'" in cells or '"names":"masked"' in cells.replace(" ", "")


@pytest.fixture
def raw(tmp_path):
    """A raw folder with one report."""
    folder = tmp_path / "raw"
    folder.mkdir()
    (folder / "terugblik.txt").write_text(REPORT, encoding="utf-8")
    return folder


def test_one_setting_keeps_the_names_and_the_run_says_so(raw, tmp_path):
    warehouse = tmp_path / "oogst.duckdb"
    ingest(raw, warehouse, Settings())
    assert _left(["Isabel", "isabel"], _cells(warehouse)) == []
    kept = ingest(raw, warehouse, Settings(keep_names=True))
    assert kept.changed
    assert _left(["Isabel"], _cells(warehouse)) == ["Isabel"]
    assert "kept" in _cells(warehouse)


def extracted(file: Path, settings: Settings) -> str:
    _, extraction = extract_file(file, settings)
    return extraction.model_dump_json()


def test_what_extract_prints_is_masked(raw):
    file = raw / "terugblik.txt"
    assert not _named("Isabel", extracted(file, Settings()))
    assert _named("Isabel", extracted(file, Settings(keep_names=True)))


def test_a_title_that_names_a_child_is_masked_in_its_evidence_too():
    text = "Brief van Isabel (14) over wonen\n\nIsabel schrijft dat zij vaak is verhuisd.\n"
    _, document, extraction = _masked(document_of(text))
    title = next(told for told in extraction.identity_evidence if told.field == "title")
    assert title.quote == title.value == extraction.document.title
    assert not _named("Isabel", title.quote)
    _assert_offsets_hold(document, extraction)
