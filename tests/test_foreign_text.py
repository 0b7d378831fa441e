"""Text in another language is kept and marked, and what asks in it is not taken for Dutch."""

import json

import pytest

from tests.command import invoke, oogst
from tests.pipeline import records_in
from tests.raw_folders import LETTER, rows, run, warehouse_of, write

ENGLISH = """Report of the children's rights dialogue 2026

The Committee recommends that the State party ensure that all children are heard in every decision.

Recommendations
- Stop the detention of children on grounds of migration
- Involve children when schools are closed

The Ministry of Justice will publish a plan in June 2026 and it will report to the children.
"""
DUTCH = """Terugblik op de kinderrechtendialoog van 2026

Het ministerie van VWS zal in juni 2026 een meldpunt voor kinderen openen.

{insertion}

Wij roepen gemeenten op om kinderen altijd te horen voordat zij een besluit nemen.
"""
PASSAGES = ("recommendations", "commitments", "responses")
NOTE = "not in Dutch (en), so recommendations, commitments and responses were not looked for"


def passages_of(text):
    extraction = records_in(text)
    return [record.quote for noun in PASSAGES for record in getattr(extraction, noun)]


def test_a_document_in_english_is_marked_and_its_passages_are_not_judged():
    extraction = records_in(ENGLISH)
    assert extraction.document.language == "en"
    assert passages_of(ENGLISH) == []


@pytest.mark.parametrize(
    "insertion",
    [
        "The Council will answer the ideas of the children in writing before 1 February 2027.",
        "We recommend that the government stop the detention of all children by 2027.",
        "Le ministère va publier un plan pour les enfants et il doit écouter les jeunes.",
    ],
)
def test_a_paragraph_in_another_language_adds_nothing(insertion):
    plain = passages_of(DUTCH.format(insertion=""))
    assert plain
    assert passages_of(DUTCH.format(insertion=insertion)) == plain


def test_of_a_line_in_two_languages_only_the_dutch_half_is_judged():
    halves = (
        "De gemeente zal voor 1 februari 2027 een antwoord geven op de vragen van de kinderen.",
        "The municipality will answer the questions of the children before 1 February 2027.",
    )
    quotes = passages_of(DUTCH.format(insertion=" ".join(halves)))
    assert any(halves[0] in quote for quote in quotes)
    assert not any("municipality" in quote for quote in quotes)


def test_a_dutch_sentence_with_an_english_name_is_judged():
    promise = (
        "De gemeente gaat met the Commission for the Rights of the Child of the Council of Europe "
        "een plan maken."
    )
    around = "Dat is nodig, want in de wijk zijn er te weinig plekken waar een kind kan spelen."
    assert promise in passages_of(DUTCH.format(insertion=f"{promise} {around}"))


@pytest.fixture
def mixed(raw):
    """A raw folder with a letter in Dutch and a report in English."""
    write(raw / "brief.txt", LETTER)
    write(raw / "report.txt", ENGLISH)
    return raw


def test_a_run_says_so_and_so_does_the_next(mixed):
    for outcome in (run(mixed), run(mixed)):
        assert outcome.notes == [f"report.txt: {NOTE}"]
        assert (outcome.exit_code, outcome.failed) == (0, [])
    query = "SELECT path, language, state, grade FROM document_identity JOIN files USING (path)"
    assert sorted(rows(warehouse_of(mixed), query)) == [
        ("brief.txt", "nl", "read", "good"),
        ("report.txt", "en", "read", "good"),
    ]


def test_the_command_says_it_in_one_line(mixed):
    done = oogst("ingest", mixed, cwd=mixed.parent)
    assert f"Note: report.txt: {NOTE}\n" in done.stderr
    assert "brief.txt" not in done.stderr


def test_extract_says_it_too(mixed):
    assert f"Note: {NOTE}." in invoke("extract", mixed / "report.txt").output.replace("\n", " ")
    assert "Note" not in invoke("extract", mixed / "brief.txt").output
    told = json.loads(invoke("extract", mixed / "report.txt", "--json").output)
    assert told["document"]["language"] == "en"
