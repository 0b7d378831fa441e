"""Patterns that are tried only where a word stands that they need: they find the same."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.quick_patterns import quick

PATTERNS = (
    r"\b(?:jaar(?:verslag|bericht)|monitor) (?P<year>20\d\d)",
    r"[Mm]inister(?:ie)? van \w+",
    r"(?:de )?raad|(?:het )?comité",
    r"(?:beleids)?brief(?: van)?",
    r"(?<=de )kinder(?!ombuds)\w*",
    r"(?P<code>\d{1,2})[a-i]|onder (?P=code)",
    r"(?:ja|nee)+",
    r"(?i:RAAD)|brief van",
    r"x*",
)
WORDS = (
    *(
        "de",
        "raad",
        "RAAD",
        "Comité",
        "kinderombudsman",
        "kinderen",
        "beleidsbrief",
        "brief",
        "van",
    ),
    *("ja", "nee", "jaarverslag 2024", "Ministerie", "minister", "monitor 2019", "25a", "onder 25"),
    *("ſ", "İ"),
)

texts = st.lists(st.sampled_from(WORDS), max_size=8).map(" ".join)
expressions = st.builds(re.compile, st.sampled_from(PATTERNS), st.sampled_from([0, re.I, re.M]))


@given(expression=expressions, text=texts, start=st.integers(0, 9), length=st.integers(0, 60))
def test_it_finds_what_the_pattern_finds(expression, text, start, length):
    end = start + length
    usual = [match.span() for match in expression.finditer(text, start, end)]
    assert [match.span() for match in quick(expression).finditer(text, start, end)] == usual
    first = quick(expression).search(text)
    assert (first and first.span()) == next((m.span() for m in expression.finditer(text)), None)


def _blank(match):
    return "_" * len(match[0])


@given(expression=expressions, text=texts)
def test_it_replaces_what_the_pattern_replaces(expression, text):
    assert quick(expression).sub(_blank, text) == expression.sub(_blank, text)


@pytest.mark.parametrize(
    ("pattern", "needed"),
    [
        (r"\b(?:jaarverslag|monitor) \d{4}", {"monitor", "jaarverslag"}),
        (r"[Mm]inister van", {"inister van"}),
        (r"(?:zeer )?korte brief", {"korte brief"}),
        (r"(?:zeer )?", set()),
        (r"kinder|kinderrechten", {"kinder"}),
        (r"brief|\d+", set()),
        (r"(?=geachte)brief", {"brief"}),
    ],
)
def test_it_knows_the_words_that_every_match_holds(pattern, needed):
    assert set(quick(re.compile(pattern)).needed) == needed


def test_without_the_word_the_pattern_is_not_tried():
    pattern = quick(re.compile(r"(?:a+)+b, zegt de minister"))  # takes for ever on many an a
    assert pattern.search("a" * 10_000) is None
