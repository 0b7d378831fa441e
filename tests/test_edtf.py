"""EDTF: what Oogst takes for a date is EDTF to the edtf package too."""

import pytest
from edtf import parse_edtf
from hypothesis import given
from hypothesis import strategies as st

from schemas.edtf import edtf_bounds, valid_edtf

POINTS = st.one_of(
    st.integers(1, 9999).map("{:04}".format),
    st.tuples(st.integers(1, 9999), st.integers(0, 40)).map(lambda ym: "{:04}-{:02}".format(*ym)),
    st.dates().map(str),
    st.text(alphabet="0123456789-/.~?u\n٣", max_size=10),
)
INTERVALS = st.tuples(POINTS, POINTS).map("/".join)


def is_valid(value: str) -> bool:
    try:
        return valid_edtf(value) == value
    except ValueError:
        return False


def is_edtf_with_bounds(value: str) -> bool:
    try:
        parse_edtf(value)
        edtf_bounds(value)
    except Exception:  # noqa: BLE001 - the package raises several kinds
        return False
    return True


@given(value=st.one_of(POINTS, INTERVALS))
def test_the_short_way_to_valid_agrees_with_the_edtf_package(value):
    assert is_valid(value) == is_edtf_with_bounds(value)


@pytest.mark.parametrize(
    "value", ["2024", "2024-04", "2024-04-22", "2024-21", "2023-36", "2015/2020", "2024-12/2025-01"]
)
def test_the_forms_of_oogst_are_valid(value):
    assert is_valid(value)


@pytest.mark.parametrize(
    "value",
    [
        "",
        "april 2024",
        "2024-4",
        "2023-02-29",
        "2024-13",
        "2024-25",
        "2026-33/2026-34",
    ],
)
def test_what_is_no_date_is_refused(value):
    assert not is_valid(value)
