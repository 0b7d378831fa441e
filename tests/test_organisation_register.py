"""The register of organisations: its rows, the names it resolves, and what it refuses."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.organisations.register import (
    OrganisationRegister,
    OrganisationType,
    RegisterError,
    folded,
    load,
    organisation_register,
)

_HEADER = ["name", "type", "aliases", "abbreviations", "ocr_variants", "from_year", "to_year",
           "parent", "identifier"]  # fmt: skip


def _register(folder: Path, *rows: dict[str, str]) -> OrganisationRegister:
    lines = [",".join(_HEADER)]
    lines += [",".join(({"type": "ngo"} | row).get(key, "") for key in _HEADER) for row in rows]
    file = folder / "organisations.csv"
    file.write_text("\n".join(lines), encoding="utf-8")
    return load(file)


def _name(surface: str, year: int | None = None) -> str | None:
    organisation = organisation_register().resolve(surface, year)
    return organisation.name if organisation else None


def test_the_register_of_oogst_is_broad() -> None:
    assert len(organisation_register().organisations) >= 400


@pytest.mark.parametrize(
    ("surface", "name"),
    [
        ("VWS", "Ministerie van Volksgezondheid, Welzijn en Sport"),
        ("ministerie van volksgezondheid, welzijn en sport",
         "Ministerie van Volksgezondheid, Welzijn en Sport"),
        ("J&V", "Ministerie van Justitie en Veiligheid"),
        ("KRC", "Kinderrechtencollectief"),
        ("Kinderrechten-collectief", "Kinderrechtencollectief"),
        ("Comité voor de Rechten van het Kind", "VN-Kinderrechtencomité"),
        ("RvS", "Raad van State"),
        ("RVS", "Raad voor Volksgezondheid en Samenleving"),
        ("Sam&", "Sam&"),
        ("samen", None),
        ("ministerie", None),
        ("", None),
    ],
)  # fmt: skip
def test_names_resolve(surface: str, name: str | None) -> None:
    assert _name(surface) == name


@pytest.mark.parametrize("organisation", organisation_register().organisations, ids=str)
def test_every_name_of_a_row_resolves_to_it(organisation: object) -> None:
    row = organisation
    surfaces = (row.name, *row.aliases, *row.abbreviations)  # type: ignore[attr-defined]
    year = row.from_year or row.to_year  # type: ignore[attr-defined]
    assert {_name(surface, year) for surface in surfaces} == {row.name}  # type: ignore[attr-defined]


def test_cells_hold_no_stray_space() -> None:
    for row in organisation_register().organisations:
        for cell in (row.name, *row.aliases, *row.abbreviations, *row.ocr_variants):
            assert cell == cell.strip()


def test_no_row_ends_before_it_begins() -> None:
    for row in organisation_register().organisations:
        assert (row.from_year or 0) <= (row.to_year or 9999), row.name


def test_the_year_decides_who_an_abbreviation_is(tmp_path: Path) -> None:
    register = _register(
        tmp_path,
        {"name": "Oude Raad", "abbreviations": "OR", "to_year": "2014"},
        {"name": "Nieuwe Raad", "abbreviations": "OR", "from_year": "2015"},
    )
    names = [register.resolve("OR", year) for year in (2010, 2020, None)]
    assert [found and found.name for found in names] == ["Oude Raad", "Nieuwe Raad", "Nieuwe Raad"]


def test_an_alias_of_two_organisations_is_refused_with_both_lines(tmp_path: Path) -> None:
    with pytest.raises(
        RegisterError, match=r"line 3: 'De Brug' of 'B'.*'de brug' of 'A' on line 2"
    ):
        _register(
            tmp_path, {"name": "A", "aliases": "de brug"}, {"name": "B", "aliases": "De Brug"}
        )


def test_an_abbreviation_is_not_shared_in_the_same_years(tmp_path: Path) -> None:
    with pytest.raises(RegisterError, match="line 3: 'OR' of 'B'"):
        _register(
            tmp_path,
            {"name": "A", "abbreviations": "OR", "to_year": "2015"},
            {"name": "B", "abbreviations": "OR", "from_year": "2015"},
        )


def test_a_code_of_two_organisations_is_refused_with_both_lines(tmp_path: Path) -> None:
    with pytest.raises(
        RegisterError, match="line 3: mnre1025 of 'B' is also that of 'A' on line 2"
    ):
        _register(
            tmp_path,
            {"name": "A", "identifier": "mnre1025"},
            {"name": "B", "identifier": "mnre1025"},
        )


def test_every_ministry_of_today_has_its_public_code() -> None:
    bodies = organisation_register().organisations
    ministries = [body for body in bodies if body.type is OrganisationType.MINISTRY]
    today = [body for body in ministries if body.to_year is None]
    assert [body.name for body in today if not (body.identifier or "").startswith("mnre")] == []


def test_a_circle_of_parents_is_refused_with_its_lines(tmp_path: Path) -> None:
    with pytest.raises(RegisterError, match="line 2: 'A' is its own parent by 'A' on line 2"):
        _register(tmp_path, {"name": "A", "parent": "B"}, {"name": "B", "parent": "A"})


@pytest.mark.parametrize(
    ("row", "complaint"),
    [
        ({"name": ""}, "line 2: name"),
        ({"name": "A", "type": "club"}, "line 2: type"),
        ({"name": "A", "from_year": "ooit"}, "line 2: from_year"),
        ({"name": "A", "parent": "Niemand"}, "parent 'Niemand' is not in the register"),
        ({"name": "A", "identifier": "VWS"}, "line 2: identifier"),
        ({"name": "A", "identifier": "mnre10255"}, "line 2: identifier"),
    ],
)
def test_a_row_that_makes_no_sense_is_refused(
    tmp_path: Path, row: dict[str, str], complaint: str
) -> None:
    with pytest.raises(RegisterError, match=complaint):
        _register(tmp_path, row)


_SURFACES = [row.name for row in organisation_register().organisations]


@given(st.sampled_from(_SURFACES), st.sampled_from([str.upper, str.lower, str.swapcase]))
def test_case_and_width_of_spaces_do_not_tell_names_apart(surface: str, cased: object) -> None:
    assert folded(cased(surface).replace(" ", "  ")) == folded(surface)  # type: ignore[operator]
