"""What the words and the tense of a sentence tell of a promise."""

import pytest

from extractors.follow_up.readings import reading_of, reading_of_row
from extractors.nlp import tagged
from tests.cases import cases
from tests.documents import one_block
from tests.pipeline import pipeline

SENTENCES = [
    (sentence, case["verdict"])
    for case in cases("follow_up_readings")
    for sentence in case["sentences"]
]


@pytest.mark.parametrize(("sentence", "verdict"), SENTENCES)
def test_a_sentence_tells(sentence: str, verdict: str) -> None:
    tokens = [token for token in tagged(one_block(sentence), pipeline()) if not token.is_space]
    reading = reading_of(sentence, tokens)
    assert (reading.verdict if reading else "nothing") == verdict


@pytest.mark.parametrize(
    ("row", "verdict"),
    [
        ("Folder drukken | NJi | juni | gereed", "done"),
        ("Folder drukken\tNJi\tjuni\tvervallen", "cancelled"),
        ("Folder drukken | NJi | verschoven naar mei", "rescheduled"),
        ("Folder drukken | NJi | loopt", "under_way"),
        ("Folder: verschenen in mei", "done"),
        ("Folder drukken | NJi | open", "no_evidence"),
        ("Folder drukken | NJi | juni", None),
        ("Gereedschap kopen | NJi | juni", None),
    ],
)
def test_a_row_tells_by_its_status(row: str, verdict: str | None) -> None:
    reading = reading_of_row(row)
    assert (reading.verdict if reading else None) == verdict
