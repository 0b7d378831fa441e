"""Dates: the cases of the grammar, and what holds for every date in every form."""

import datetime as dt
import re
import tomllib
from itertools import pairwise
from pathlib import Path
from types import SimpleNamespace

import pytest
import spacy
from hypothesis import given, settings
from hypothesis import strategies as st

from extractors.dates import dates, find
from extractors.findings import found
from extractors.rules import load_rules
from schemas.edtf import valid_edtf

_CASES = Path(__file__).parent / "cases" / "dates.toml"
_MARK = re.compile(r"\[(?P<text>[^\]]+)\]\{(?P<edtf>[^}]*)\}")
_MONTHS = tuple(load_rules("dates")["months"])
_FORMS = (
    "{0.day} {month} {0.year}", "{0.day:02}-{0.month:02}-{0.year}", "{0.day}/{0.month}/{0.year}",
    "{0.day}.{0.month}.{0.year}", "{0.year}-{0.month:02}-{0.day:02}", "{0.day}e {month} {0.year}",
    "{0.day} {MONTH} {0.year}", "{0.day} {Month}\n{0.year}", "vrijdag {0.day} {month} {0.year}",
)  # fmt: skip


def _cases() -> list[object]:
    groups = tomllib.loads(_CASES.read_text(encoding="utf-8"))["groups"]
    return [
        pytest.param(group, marked, id=f"{group['id']}: {marked[:60]}")
        for group in groups
        for marked in group["texts"]
    ]


def _expected(marked: str) -> list[tuple[str, str]]:
    return [
        (match["text"], edtf.strip())
        for match in _MARK.finditer(marked)
        for edtf in match["edtf"].split(",")
    ]


@pytest.mark.parametrize(("group", "marked"), _cases())
def test_case(group: dict[str, str], marked: str) -> None:
    text = _MARK.sub(lambda match: match["text"], marked)
    found_dates = find(text, group.get("year"), group.get("published"))
    assert [(text[date.start : date.end], date.edtf) for date in found_dates] == _expected(marked)


def _written(form: str, day: dt.date) -> str:
    month = _MONTHS[day.month - 1]
    return form.format(day, month=month, MONTH=month.upper(), Month=month.title())


@given(
    before=st.text(alphabet="abcdefg .,;(\n", max_size=20),
    day=st.dates(min_value=dt.date(1990, 1, 1), max_value=dt.date(2060, 12, 31)),
    form=st.sampled_from(_FORMS),
)
def test_every_full_date_in_every_form_is_itself(before: str, day: dt.date, form: str) -> None:
    written = _written(form, day)
    text = f"{before} {written} en verder"
    (date,) = find(text, year=2024)
    assert date.edtf == day.isoformat()
    assert text[date.start : date.end] == written
    assert date.basis == "explicit"


@given(day=st.dates(min_value=dt.date(1990, 1, 1), max_value=dt.date(2060, 12, 31)))
def test_a_date_without_a_year_is_in_the_year_of_the_document(day: dt.date) -> None:
    (date,) = find(f"Op {day.day} {_MONTHS[day.month - 1]} kwamen wij bijeen.", year=day.year)
    assert (date.edtf, date.basis) == (day.isoformat(), "document")


_PIECES = [
    *_MONTHS, "begin", "eind", "medio", "half", "zomer", "najaar", "winter", "kwartaal", "eerste",
    "vierde", "Q3", "jl.", "komend", "vorig", "dit", "jaar", "helft", "van", "tot", "t/m", "en",
    ",", "-", "/", "tussen", "naar", "op", "in", "per", "l", "31", "29", "12", "3", "2024", "2025",
    "'26", "31-2-2024", "2/3", "2011/93", "2015-2020", "oudjaar", ".", "\n\n", "€", "kinderen",
]  # fmt: skip


@settings(deadline=None)  # the first EDTF that is checked loads its parser
@given(
    pieces=st.lists(st.sampled_from(_PIECES), max_size=25),
    glue=st.sampled_from([" ", ""]),
    year=st.none() | st.integers(1990, 2060),
    published=st.none() | st.sampled_from(["2024", "2024-02", "2024-11-14", "2030-12-31"]),
)
def test_whatever_the_words_every_date_is_valid_and_points_at_them(
    pieces: list[str], glue: str, year: int | None, published: str | None
) -> None:
    text = glue.join(pieces)
    dates = find(text, year, published)
    for date in dates:
        assert valid_edtf(date.edtf) == date.edtf
        assert text[date.start : date.end].strip()
        assert 0 <= date.start < date.end <= len(text)
    spans = sorted({(date.start, date.end) for date in dates})
    assert all(first[1] <= second[0] for first, second in pairwise(spans))


def test_nothing_is_dated_where_neither_the_text_nor_the_document_tells_a_year() -> None:
    assert find("Op 3 mei en in het najaar, eind maart, Q3 en komende december.", None) == []


def test_basis_tells_what_completed_the_date() -> None:
    text = "Op 3 mei, in maart en april 2023, in juni 2025, 4 juli jl."
    dates = find(text, 2024, "2024-11-14")
    assert [date.basis for date in dates] == [
        "document", "passage", "explicit", "explicit", "deictic",
    ]  # fmt: skip


def test_every_date_of_a_long_text_is_found() -> None:
    text = "Op 22 april 2024 kwamen de 38 kinderen en in juni de ouders, dit najaar weer. " * 2_000
    assert len(find(text, 2024)) == 6_000


def test_the_component_reads_the_year_of_the_document() -> None:
    doc = spacy.blank("nl")("Op 22 april kwamen wij bijeen.")
    doc._.identity = SimpleNamespace(year=2024, published=None)
    (date,) = found(dates(doc), "dates")
    assert (date.edtf, doc.spans["dates"][0].text) == ("2024-04-22", "22 april")


def test_without_identity_only_full_dates_are_found() -> None:
    doc = dates(spacy.blank("nl")("Op 22 april en op 3 mei 2023 en in juni."))
    assert [date.edtf for date in found(doc, "dates")] == ["2023-04-22", "2023-05-03", "2023-06"]


def test_every_rule_has_a_name_of_its_own_and_a_case_that_shows_it() -> None:
    rules = [rule["id"] for rule in load_rules("dates")["rules"]]
    shown = {
        date.rule
        for case in _cases()
        for date in find(_MARK.sub(r"\g<text>", case.values[1]), case.values[0].get("year", 2024))
    }
    assert len(rules) == len(set(rules))
    assert set(rules) == shown


@pytest.mark.parametrize(
    "noise", ["1", "l ", "17, ", "a.", "1-", "dat jaar ", "mei en ", "\n", " "]
)
def test_noise_without_end_holds_no_day(noise: str) -> None:
    found_dates = find(noise * (40_000 // len(noise)), 2024, "2024-11-14")
    assert [date for date in found_dates if date.edtf.count("-") == 2] == []
