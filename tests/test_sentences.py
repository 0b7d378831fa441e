import pytest

from extractors.sentences import sentence_starts
from tests.cases import cases


@pytest.mark.parametrize("case", cases("sentences"), ids=lambda case: case["text"][:40])
def test_sentences_end_where_a_reader_ends_them(case):
    text = case["text"].replace("|", "")
    borders = [len(part) for part in case["text"].split("|")][:-1]
    expected, position = [0], 0
    for length in borders:
        position += length
        expected.append(position + 1)  # the space behind the full stop
    assert sentence_starts(text) == expected


def test_nothing_has_no_sentence():
    assert sentence_starts("  \n") == []
