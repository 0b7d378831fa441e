"""Language: which one a text is in, and whether the rules can read it."""

import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.language import is_dutch, language_of

CASES = Path(__file__).with_name("cases") / "language.toml"
TEXTS = tomllib.loads(CASES.read_text(encoding="utf-8"))["texts"]


@pytest.mark.parametrize(("language", "text"), TEXTS.items())
def test_the_language_of_a_paragraph(language, text):
    assert language_of(text) == language


@pytest.mark.parametrize("language", ["nl", "en"])
def test_capitals_say_the_same(language):
    assert language_of(TEXTS[language].upper()) == language


@pytest.mark.parametrize(
    "text", ["", "12-04-2024", "Jeugdhulp", "UNICEF, VNG, COA", "Save the Children", "x" * 3000]
)
def test_too_little_tells_no_language_and_is_read_as_dutch(text):
    assert language_of(text) is None
    assert is_dutch(text)


def test_an_english_annex_in_a_dutch_report():
    dutch, english = TEXTS["nl"], TEXTS["en"]
    assert is_dutch(f"{dutch}\n\n{dutch}\n\n{english}")
    assert not is_dutch(english)


def test_a_text_half_in_each_language_is_left_to_the_rules():
    assert is_dutch(f"{TEXTS['nl']} {TEXTS['en']}")


def test_dutch_with_english_names_and_quotes_stays_dutch():
    text = (
        "Save the Children, Defence for Children en Terre des Hommes vragen de minister om een "
        "plan. 'Right to play' is de naam van het project dat zij in de wijk zijn begonnen."
    )
    assert language_of(text) == "nl"


@given(st.text(max_size=300))
def test_any_text_can_be_asked(text):
    assert is_dutch(text) == (language_of(text) in (None, "nl"))
