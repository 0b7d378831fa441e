"""What words are put together from."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.compounds import parts_of
from tests.cases import cases

WORDS = [line.split(" = ") for case in cases("compounds") for line in case["parts"]]
KNOWN = ["kind", "recht", "en", "s", "er", "toets", "beleid", "opvang", "-", "q", "jeugd", "wet"]
LONG_WORDS = st.lists(st.sampled_from(KNOWN), max_size=6).map("".join)


@pytest.mark.parametrize(("word", "parts"), WORDS, ids=lambda text: text)
def test_a_word_is_put_together_from(word: str, parts: str) -> None:
    assert parts_of(word) == tuple(parts.split())


@given(LONG_WORDS)
def test_parts_stand_in_the_word_in_their_order(word: str) -> None:
    place = 0
    for part in parts_of(word):
        place = word.index(part, place) + len(part)
