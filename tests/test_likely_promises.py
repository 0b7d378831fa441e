"""What may be a promise, though too unsure to be a commitment."""

from dataclasses import replace

import pytest

from extractors.follow_up.likely import likely_promises
from extractors.nlp import annotate
from tests.documents import document_of
from tests.pipeline import pipeline

PLAN = "De Bocht richt een chatlijn in voor jongeren."


def likely(text: str, commitment: float = 0.3, recommendation: float = 0.1) -> list[str]:
    """The likely promises of a text of which every sentence is judged so."""
    doc = annotate(document_of(f"{text}\n"), pipeline())
    judged = {"commitment": commitment, "recommendation": recommendation}
    doc._.passages = tuple(
        replace(passage, judgement=replace(passage.judgement, **judged))
        for passage in doc._.passages
    )
    doc._.findings = {}
    return [passage.text for passage in likely_promises(doc)]


def test_a_sentence_that_may_promise_is_one() -> None:
    assert likely(PLAN) == [PLAN]


@pytest.mark.parametrize("judged", [(0.01, 0.0), (0.3, 0.8)])
def test_what_hardly_promises_or_asks_someone_else_is_none(judged: tuple[float, float]) -> None:
    assert likely(PLAN, *judged) == []


@pytest.mark.parametrize(
    "sentence",
    [
        "Als er geld is, richt De Bocht een chatlijn in.",
        "Wie richt een chatlijn in voor jongeren?",
        "De Bocht richt geen chatlijn in voor jongeren.",
        "De Bocht moet een chatlijn inrichten voor jongeren.",
        "10.30 uur De Bocht richt een chatlijn in.",
        "Stichting De Bocht voor jongeren in Goirle",
        "Dat regelen wij.",
    ],
)
def test_what_asks_denies_or_names_promises_nothing(sentence: str) -> None:
    assert likely(sentence) == []
