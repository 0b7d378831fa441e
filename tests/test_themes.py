"""Themes: what a heading names, what a passage is about, and what has no theme."""

import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.rules import load_rules
from extractors.themes import (
    theme_of_document,
    theme_of_heading,
    theme_of_passage,
    theme_register,
)
from schemas.records import Theme

CASES = tomllib.loads((Path(__file__).parent / "cases" / "themes.toml").read_text(encoding="utf-8"))


def _theme(name: str) -> Theme | None:
    return None if name == "none" else Theme(name)


def _by_theme(group: str):
    return [(line, _theme(name)) for name, lines in CASES[group].items() for line in lines]


@pytest.mark.parametrize(("heading", "theme"), _by_theme("headings"))
def test_a_heading_names_its_theme(heading, theme):
    assert theme_of_heading(heading) == theme


@pytest.mark.parametrize(("passage", "theme"), _by_theme("passages"))
def test_a_passage_is_about_a_theme(passage, theme):
    assert theme_of_passage(passage) == theme


@pytest.mark.parametrize("case", CASES["under_heading"], ids=lambda case: case["passage"][:40])
def test_a_passage_follows_its_heading_unless_it_is_clearly_about_something_else(case):
    assert theme_of_passage(case["passage"], Theme(case["heading"])) == _theme(case["theme"])


@pytest.mark.parametrize("case", CASES["document"], ids=lambda case: case["text"][:40])
def test_a_document_has_a_theme_only_where_one_rules(case):
    assert theme_of_document(case["text"]) == _theme(case["theme"])


@given(st.sampled_from(Theme))
def test_a_passage_without_words_of_its_own_keeps_the_theme_above(theme):
    assert theme_of_passage("Wij komen hierop terug.", theme) is theme


@pytest.mark.parametrize("entry", theme_register(), ids=lambda entry: entry.theme)
def test_every_theme_is_recognised_by_the_name_the_register_gives_it(entry):
    assert theme_of_heading(entry.label) is entry.theme


def test_the_register_has_every_theme_once_and_in_order():
    assert [entry.order for entry in theme_register()] == list(range(1, 11))
    assert {entry.theme for entry in theme_register()} == set(Theme)


def test_the_rules_have_every_theme_once():
    assert sorted(rule["theme"] for rule in load_rules("themes")["theme"]) == sorted(Theme)


def test_no_word_speaks_strongly_for_two_themes():
    seen: dict[str, str] = {}
    for rule in load_rules("themes")["theme"]:
        for word in rule["heading"] + rule["strong"]:
            assert seen.setdefault(word, rule["theme"]) == rule["theme"], word


def test_words_are_in_lower_case_and_said_once_per_theme():
    for rule in load_rules("themes")["theme"]:
        words = rule["heading"] + rule["strong"] + rule["weak"]
        assert all(word == word.lower() for word in words)
        assert len(set(words)) == len(words), [word for word in words if words.count(word) > 1]
