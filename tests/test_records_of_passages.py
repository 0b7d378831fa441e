"""Recommendations, commitments and responses, from small documents to records."""

import pytest

from tests.cases import cases
from tests.pipeline import records_in


def told(record, case):
    """What the record says of the fields that the case names."""
    plain = record.model_dump(mode="json")
    return {field: plain[field] for field in case}


def compare(records, expected):
    found = [told(record, case) for record, case in zip(records, expected, strict=False)]
    assert (found, len(records)) == (expected, len(expected))


@pytest.mark.parametrize("noun", ["recommendations", "commitments", "responses"])
def test_every_case_names_what_it_expects(noun):
    for case in cases(noun):
        assert case.get("none") or case[noun], case["why"]


@pytest.mark.parametrize("case", cases("recommendations"), ids=lambda case: case["why"])
def test_recommendations(case):
    found = records_in(case["text"], case.get("year"))
    compare(found.recommendations, case.get("recommendations", []))


@pytest.mark.parametrize("case", cases("commitments"), ids=lambda case: case["why"])
def test_commitments(case):
    found = records_in(case["text"], case.get("year"))
    compare(found.commitments, case.get("commitments", []))


@pytest.mark.parametrize("case", cases("responses"), ids=lambda case: case["why"])
def test_responses(case):
    compare(records_in(case["text"]).responses, case.get("responses", []))
