"""Subjects: the theme of a passage in its surroundings."""

import pytest

from extractors.nlp import annotate
from tests.cases import cases
from tests.documents import document_of
from tests.pipeline import pipeline


@pytest.mark.parametrize("case", cases("subjects"), ids=lambda case: case["why"])
def test_what_a_passage_is_about(case):
    passages = annotate(document_of(case["text"]), pipeline())._.passages
    (theme,) = [p.theme for p in passages if p.text.startswith(case["passage"])]
    assert (theme or "none") == case["theme"]
