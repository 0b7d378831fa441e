"""Before and after, in time and late, by the letter of EDTF."""

import pytest

from extractors.follow_up.moments import came_by, days_of, happened_on, is_later, timing, told_on
from extractors.follow_up.terms import bare_form


@pytest.mark.parametrize(
    ("happened", "due", "expected"),
    [
        ("2024-12-10", "2024-23", "late"),
        ("2024-11-30", "2024-23", "on_time"),
        ("2024-12", "2024-23", "late"),
        ("2024", "2024-23", "unknown"),
        ("2024-06-20", None, "unknown"),
        (None, "2024-06", "unknown"),
    ],
)
def test_late_and_in_time(happened, due, expected) -> None:
    assert timing(happened, due) == expected


@pytest.mark.parametrize(
    ("kind", "year", "published", "event", "first", "last"),
    [
        ("dialogue_recap", 2024, "2024-04", None, "2024-04-01", "2024-04-30"),
        ("dialogue_recap", 2024, None, "2024-04-22", "2024-04-22", "2024-04-22"),
        ("annual_report", 2024, None, None, "2024-12-31", "2024-12-31"),
        ("other", 2024, None, None, "2024-01-01", "2024-12-31"),
    ],
)
def test_when_a_document_tells(kind, year, published, event, first, last) -> None:
    told = told_on(kind, year, published, event)
    assert told is not None
    assert (str(told.first), str(told.last)) == (first, last)
    assert told_on(kind, None, None, None) is None


@pytest.mark.parametrize(
    ("title", "first"),
    [
        ("Actieprogramma Samen tegen mensenhandel 2031-2033", "2031-01-01"),
        ("Jaarplan 2033", "2033-01-01"),
        ("Coalitieakkoord 2030-2034", "2030-01-01"),
        ("Evaluatie van het actieprogramma 2031-2033", "2033-12-31"),
        ("Jaarverslag 2033", "2033-12-31"),
        ("Werkplan", "2033-12-31"),
    ],
)
def test_a_plan_was_written_as_its_period_began(title: str, first: str) -> None:
    told = told_on("annual_report", 2033, None, None, title)
    assert told is not None
    assert str(told.first) == first


@pytest.mark.parametrize(
    ("evidence", "promise", "dates", "later"),
    [
        ("2025-04", "2024-04", [], True),
        ("2022-04-22", "2024-04-22", [], False),
        ("2024-04", "2024-04", ["2024-12-10"], False),
        ("2024", "2024-04", [], True),
        ("2024-04", "2024", [], False),
    ],
)
def test_later_is_what_was_written_after(evidence, promise, dates, later) -> None:
    assert is_later(days_of(evidence), days_of(promise), dates) is later


def test_a_deed_without_a_year_lies_behind_its_report() -> None:
    told = days_of("2026-05-20")
    assert came_by("2026-09-18", "document", told) == "2025-09-18"
    assert came_by("2026-09-18", "explicit", told) == "2026-09-18"
    assert came_by("2026-03-18", "document", told) == "2026-03-18"
    assert came_by("2024-02-29", "document", days_of("2024-01")) == "2024-02-29"


def test_it_happened_on_the_closest_date_that_had_come() -> None:
    assert happened_on(["2024", "2024-10-22"], days_of("2025-04")) == "2024-10-22"
    assert happened_on(["2023-05", "2024-05"], days_of("2025-04")) == "2024-05"
    assert happened_on(["2026"], days_of("2025-04")) is None


@pytest.mark.parametrize(
    "forms",
    [
        ("lanceren", "lancering"),
        ("publicatie", "publiceren"),
        ("school", "scholen"),
        ("brief", "brieven"),
        ("training", "trainen"),
    ],
)
def test_the_forms_of_a_word_have_one_bare_form(forms) -> None:
    assert len({bare_form(form) for form in forms}) == 1


def test_words_that_only_look_alike_keep_apart() -> None:
    assert bare_form("toets") != bare_form("toeslag")
    assert bare_form("gemeente") != bare_form("gemeenschap")
