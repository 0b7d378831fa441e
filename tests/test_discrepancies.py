"""Discrepancies: where a document contradicts its own numbers, and where it does not."""

import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.discrepancies.amounts import amount_of
from tests.pipeline import records_in

CASES = tomllib.loads(
    (Path(__file__).parent / "cases" / "discrepancies.toml").read_text(encoding="utf-8")
)["case"]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["text"][:50])
def test_flags_what_surely_disagrees_and_nothing_else(case):
    found = records_in(f"# Verslag\n\n{case['text']}\n").discrepancies
    assert [[one.subject, one.stated, one.found] for one in found] == case["flagged"]


def test_both_places_are_quoted_to_the_letter():
    text = "Verslag\n\nDe volgende vier thema's kwamen aan bod:\n\n- armoede\n- geweld\n"
    (one,) = records_in(text).discrepancies
    assert text[one.start : one.end] == one.quote == "vier thema's"
    assert text[one.other_start : one.other_end] == one.other_quote
    assert one.other_quote.endswith("armoede\n- geweld")


@pytest.mark.parametrize(
    ("cell", "value"),
    [
        ("€ 1.250.000", 1_250_000),
        ("1,2 miljoen", 1_200_000),
        ("€ 3,5 mln.", 3_500_000),
        ("12,50", 12.5),
        ("€ 500,-", 500),
        ("-250", -250),
        ("45%", 45),
        ("2 procent", 2),
    ],
)
def test_amounts_as_people_print_them(cell, value):
    assert amount_of(cell).value == pytest.approx(value)


@pytest.mark.parametrize("cell", ["", "p.m.", "12 stemmen", "2024-04", "ca. 100", "n.v.t.", "1:2"])
def test_what_is_no_amount(cell):
    assert amount_of(cell) is None


@given(st.lists(st.integers(min_value=1, max_value=900_000), min_size=2, max_size=8))
def test_a_table_that_adds_up_is_never_flagged(amounts):
    rows = "\n".join(f"Post {place}\t{_printed(one)}" for place, one in enumerate(amounts))
    text = f"Begroting\n\nPost\tBedrag\n{rows}\nTotaal\t{_printed(sum(amounts))}\n"
    assert records_in(text).discrepancies == ()


def _printed(amount: int) -> str:
    return f"€ {amount:,}".replace(",", ".")
