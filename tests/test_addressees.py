import pytest

from tests.cases import cases
from tests.pipeline import records_in


@pytest.mark.parametrize("case", cases("addressees"), ids=lambda case: case["why"])
def test_who_is_asked(case):
    (recommendation,) = records_in(case["text"], 2026).recommendations
    assert list(recommendation.addressees) == case["addressees"]
