"""What is read from a commitment; its parts are words of the quote, to the letter."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extractors.extraction import records_of
from extractors.masking import mask
from extractors.nlp import annotate
from extractors.people import private_people
from tests.cases import cases
from tests.documents import document_of
from tests.pipeline import pipeline, records_in

CASES = cases("commitment_fields")
TOLD = ("actors", "action", "due", "status")


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["why"])
def test_fields(case):
    (commitment, *_) = records_in(case["text"], 2027).commitments[-1:]
    told = commitment.model_dump(mode="json")
    expected = {field: case[field] for field in TOLD if field in case}
    assert {field: told[field] for field in expected} == expected
    assert told["condition"] == case.get("condition")


@settings(max_examples=25, deadline=None)
@given(st.lists(st.sampled_from([case["text"] for case in CASES]), min_size=1, max_size=3))
def test_action_and_condition_are_words_of_the_quote(texts):
    for commitment in records_in("\n\n".join(texts), 2027).commitments:
        assert commitment.action in commitment.quote
        assert commitment.condition is None or commitment.condition in commitment.quote


def test_a_masked_action_is_cut_from_the_masked_quote():
    text = (
        "- Isabel (14) vertelt haar verhaal.\n\n"
        "Het NJi zal met Isabel in mei 2027 een film maken, mits Isabel dat wil."
    )
    doc = annotate(document_of(text), pipeline())
    _, masked = mask(doc._.document, records_of(doc), private_people(doc))
    (commitment,) = masked.commitments
    assert "Isabel" not in commitment.quote
    assert commitment.action in commitment.quote
    assert commitment.condition in commitment.quote
