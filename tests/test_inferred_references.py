"""Inferred references: recommendations that a passage speaks of without their number."""

import tomllib
from functools import cache
from pathlib import Path

import pytest

from extractors.inferred_references.concepts import matters
from extractors.references.register import committee_register
from extractors.rules import load_rules
from tests.pipeline import records_in

CASES = Path(__file__).parent / "cases" / "inferred_references.toml"
SHELTER = "Haal kinderen in asielprocedures uit noodopvanglocaties."


def _cases():
    for group in tomllib.loads(CASES.read_text(encoding="utf-8"))["group"]:
        for line in group["cases"]:
            code, text = line.split(" | ", maxsplit=1)
            yield code, group.get("theme"), text


@cache
def _inferred(text: str, heading: str | None = None) -> tuple[str, ...]:
    """Codes that a text speaks of; a letter without its paragraph with its theme."""
    whole = f"# Kinderrechtendialoog\n\n# {heading or 'Verslag'}\n\n{text}"
    return tuple(
        one.code if len(one.code) > len("(c)") else f"{one.code} {one.theme}"
        for one in records_in(whole).inferred_references
    )


def test_on_passages_that_nobody_looked_at_it_is_seldom_wrong_and_finds_most():
    judged = [(code, _inferred(text, theme)) for code, theme, text in _cases()]
    right = sum(code in found for code, found in judged)
    given = sum(len(found) for _, found in judged)
    meant = sum(code != "-" for code, _ in judged)
    assert meant >= 50
    assert len(judged) - meant >= 50
    assert right / given >= 0.9
    assert right / meant >= 0.55


def test_a_passage_is_quoted_to_the_letter_with_a_likeness_short_of_certain():
    text = f"Verslag van de dialoog 2024\n\nDe zon scheen. {SHELTER} Daarna was er soep."
    (one,) = records_in(text).inferred_references
    assert (one.code, one.cycle, one.theme) == ("37(f)", "5-6", "migratie")
    assert text[one.start : one.end] == one.quote == SHELTER
    assert load_rules("inferred_references")["threshold"]["score"] <= one.confidence < 1


@pytest.mark.parametrize(
    "text",
    [
        f"37(f): {SHELTER}",
        f"Aanbeveling 37f staat bovenaan. {SHELTER}",
        f"{SHELTER} Zo staat het in 37F.",
    ],
)
def test_what_is_cited_is_not_inferred_too(text):
    assert "37(f)" not in _inferred(text)
    assert "37(f)" in {one.code for one in records_in(f"Kinderrechten\n\n{text}").references}


@pytest.mark.parametrize(
    "text",
    [
        "# Kinderen weg uit de noodopvang\n\nHierover spraken wij lang.",
        "Dialoog\n\nWie haalt de gezinnen met kinderen weg uit de noodopvang?",
        "Dialogue\n\nMove families with children out of emergency shelters without delay, we ask.",
        "",
    ],
)
def test_headings_questions_and_other_languages_speak_of_none(text):
    assert records_in(text or " ").inferred_references == ()


def test_a_letter_goes_by_its_code_once_the_register_knows_its_paragraph():
    imported = (
        "cycle,paragraph,letter,theme,description,certainty,source,text\n"
        "5-6,40,i,jeugdstrafrecht,VOG,firm,CRC/C/NLD/CO/5-6,\n"
    )
    before = {one.code for one in matters(committee_register().of("5-6"))}
    after = {one.code for one in matters(committee_register(imported).of("5-6"))}
    assert after - before == {"40(i)"}
    assert before - after == {"(i)"}


def test_every_lettered_recommendation_of_the_register_has_its_words():
    lettered = {entry.code for entry in committee_register().entries if entry.letter}
    assert {one.code for one in matters(committee_register().of("5-6"))} == lettered


def test_every_recommendation_is_spoken_of_in_a_case():
    spoken_of = {code.split()[0] for code, _, _ in _cases()}
    assert {one.code for one in matters(committee_register().of("5-6"))} <= spoken_of
