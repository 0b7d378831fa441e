"""What the words and the tense of a sentence tell of a promise."""

import pytest

from extractors.follow_up.readings import plain_reading_of, reading_of, reading_of_row
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


@pytest.mark.parametrize(
    ("sentence", "verdict"),
    [
        ("In alle zalen hangt een scherm.", "done"),
        ("Alle scholen hebben een rustige plek.", "done"),
        ("In geen enkele zaal hangt een scherm.", "no_evidence"),
        ("In alle zalen moet een scherm hangen.", None),
        ("Hangt in alle zalen een scherm?", None),
        ("De kinderen wachten nog op een scherm.", None),
        ("Als er een scherm hangt, ziet het kind wie wie is.", None),
        ("Een scherm in alle zalen.", None),
    ],
)
def test_what_only_says_how_it_is_tells_that_it_is_so(sentence: str, verdict: str | None) -> None:
    tokens = [token for token in tagged(one_block(sentence), pipeline()) if not token.is_space]
    reading = plain_reading_of(sentence, tokens)
    assert (reading.verdict if reading else None) == verdict
    assert reading is None or (reading.is_plain and not reading.is_outspoken)
