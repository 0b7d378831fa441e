"""Dates that leave out their year, in whole documents: the tense and the heading tell it."""

import re

import pytest

from tests.cases import cases
from tests.pipeline import records_in

_MARK = re.compile(r"\[(?P<text>[^\]]+)\]\{(?P<edtf>[^}]*)\}")


@pytest.mark.parametrize("case", cases("planned_dates"), ids=lambda case: case["why"])
def test_a_date_without_a_year_is_of_the_year_that_its_words_tell(case):
    text = _MARK.sub(lambda mark: mark["text"], case["text"])
    found = [(date.text.split()[-1], date.edtf) for date in records_in(text).dates]
    told = [(mark["text"].split()[-1], mark["edtf"]) for mark in _MARK.finditer(case["text"])]
    assert [date for date in found if date in told] == told
