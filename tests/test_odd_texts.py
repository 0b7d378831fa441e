"""Texts that came out of a machine wrong: without spaces, all in capitals, in broken UTF-8."""

import re

import pytest

from extractors.nlp import model_of
from flows.extract import extract_file
from flows.ingest import ingest
from flows.settings import Settings
from tests.pipeline import pipeline, records_in
from warehouse.store import connect

LETTER = """Kabinetsreactie op het advies over wachtlijsten

Den Haag, 4 juni 2027

Het ministerie van VWS belt vóór 1 september 2027 met de VNG.
Gemeenten moeten ieder kind binnen zes weken helpen.
"""


def _organisations(extraction):
    return {mention.name for mention in extraction.organisations}


def _assert_quotes_hold(text, extraction):
    for record in extraction.records():
        assert text[record.start : record.end] == record.quote


def test_all_in_capitals_says_the_same():
    plain, shouted = records_in(LETTER), records_in(LETTER.upper())
    assert _organisations(shouted) == _organisations(plain)
    assert {date.edtf for date in shouted.dates} == {date.edtf for date in plain.dates}
    assert shouted.document.kind is plain.document.kind
    assert (shouted.document.year, shouted.document.published) == (2027, "2027-06-04")
    _assert_quotes_hold(LETTER.upper(), shouted)


@pytest.mark.parametrize("between", ["", "\u200b"], ids=["nothing", "no width"])
def test_a_text_without_spaces_is_read_and_invents_nothing(between):
    text = re.sub(r"[ \n]+", between, LETTER * 40)
    extraction = records_in(text)
    _assert_quotes_hold(text, extraction)
    assert len(extraction.commitments) + len(extraction.recommendations) <= 1
    assert {date.edtf[:4] for date in extraction.dates} <= {"2027"}


def test_bytes_that_are_no_utf8_leave_the_rest_as_it_is(tmp_path):
    file = tmp_path / "brief.txt"
    file.write_bytes(
        LETTER.encode() + b"\n\nHet co\xc3\xb6rdinatiepunt kreeg \xff\xfe\xc3 klachten.\n"
    )
    document, extraction = extract_file(file, Settings())
    assert {date.edtf for date in extraction.dates} >= {"2027-06-04", "2027-09-01"}
    assert "Ministerie van Volksgezondheid, Welzijn en Sport" in _organisations(extraction)
    _assert_quotes_hold(document.text, extraction)


def test_a_run_records_the_model_by_name_and_version(tmp_path):
    (tmp_path / "raw").mkdir()
    (tmp_path / "raw" / "brief.txt").write_text(LETTER, encoding="utf-8")
    warehouse = tmp_path / "oogst.duckdb"
    ingest(tmp_path / "raw", warehouse, Settings())
    with connect(warehouse) as connection:
        (versions,) = connection.execute("SELECT versions FROM runs").fetchone()
    model = model_of(pipeline())
    assert f"{model.name} {model.version}" in str(versions)
