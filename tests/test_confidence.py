"""Confidence: a record is as sure as its rule was found to be."""

from hypothesis import given
from hypothesis import strategies as some

from extractors.confidence import Scale, confidence, scales

RISING = Scale((0.4, 0.6, 1.0), (0.3, 0.7, 0.9))


def test_between_two_points_it_rises_in_a_line() -> None:
    assert [RISING.at(share) for share in (0.1, 0.4, 0.5, 0.8, 1.0)] == [0.3, 0.3, 0.5, 0.8, 0.9]


@given(some.sampled_from(sorted(scales())), some.floats(0, 1), some.floats(0, 1))
def test_what_is_likelier_is_never_less_sure(measured, one: float, other: float) -> None:
    low, high = sorted((one, other))
    assert 0 < confidence(*measured, low) <= confidence(*measured, high) < 1


def test_a_rule_that_nobody_measured_is_not_sure() -> None:
    assert confidence("commitments", "a_new_rule", 0.99) < 0.8
