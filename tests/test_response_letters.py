"""Letters that answer, as a whole: nearly all answers marked in them are found, and right."""

import re

import pytest

from tests.cases import cases
from tests.pipeline import records_in

MARK = re.compile(r"⟨(?P<stance>\w+) \w+\|(?P<quote>.*?)⟩", re.DOTALL)
LETTERS = cases("response_letters")
LEAST = 0.8
"""The share of marked answers that must be found, and of found ones that must be marked."""


def read(letter):
    """The answers marked in a letter and those found, each as its stance and its last words."""
    marked = {(m["stance"], ending(m["quote"])) for m in MARK.finditer(letter)}
    found = records_in(MARK.sub(lambda match: match["quote"], letter)).responses
    return marked, {(str(answer.stance), ending(answer.quote)) for answer in found}


def ending(sentence):
    return " ".join(sentence.split()[-4:])


def test_nearly_all_answers_are_found_with_their_stance():
    both = [read(case["text"]) for case in LETTERS]
    right = sum(len(marked & found) for marked, found in both)
    assert right / sum(len(marked) for marked, _ in both) >= LEAST
    assert right / sum(len(found) for _, found in both) >= LEAST


@pytest.mark.parametrize("case", LETTERS, ids=lambda case: case["why"])
def test_every_form_of_letter_is_read(case):
    marked, found = read(case["text"])
    assert len(marked & found) > len(marked) / 2


def test_an_answer_names_the_recommendation_it_answers():
    text = next(case["text"] for case in LETTERS if case["why"].startswith("a municipality"))
    records = records_in(MARK.sub(lambda match: match["quote"], text))
    asked = {
        recommendation.record_id: recommendation.quote for recommendation in records.recommendations
    }
    answered = {answer.quote: asked.get(answer.recommendation_id) for answer in records.responses}
    assert answered["Die gaat er komen."] == "U vraagt om een overdekte hangplek bij het station."


def test_a_letter_without_answers_gives_none():
    thanks = (
        MARK.sub("", LETTERS[1]["text"].split("\n\n")[0]) + "\n\nWij danken u voor uw advies.\n"
    )
    assert records_in(thanks).responses == ()
