import pytest

from extractors.stances import cue_in
from schemas.records import Stance
from tests.cases import cases

SENTENCES = [(line, case.get("stance")) for case in cases("stances") for line in case["sentences"]]


@pytest.mark.parametrize(("sentence", "stance"), SENTENCES)
def test_words_settle_the_stance(sentence, stance):
    cue = cue_in(sentence)
    settled = cue.stance if cue and cue.is_strong else None
    assert settled == (Stance(stance) if stance else None)


def test_weak_words_do_not_settle_it_alone():
    cue = cue_in("Wij zullen dit onderzoeken.")
    assert cue is not None
    assert (cue.stance, cue.is_strong) == (Stance.NOTED, False)


def test_every_stance_has_cases():
    assert {stance for _, stance in SENTENCES} >= set(Stance)
