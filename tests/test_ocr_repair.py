import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.clean import clean
from extractors.ocr_repair import repairs
from tests.cases import cases
from tests.documents import one_block


@pytest.mark.parametrize("case", cases("ocr_repair"), ids=lambda case: case["why"])
def test_misread_words_are_repaired_and_sound_ones_stay(case):
    cleaned = clean(one_block(case["read"])).text.strip()
    assert cleaned == case.get("repaired", case["read"])


def test_a_repaired_word_maps_back_to_what_was_read():
    read = "de zorgcodrdinator belt haarlidmaatschap af"
    cleaned = clean(one_block(read))
    for word, source in (
        ("zorgcoördinator", "zorgcodrdinator"),
        ("haar lidmaatschap", "haarlidmaatschap"),
        ("af", "af"),
    ):
        start = cleaned.text.index(word)
        assert read[slice(*cleaned.source(start, start + len(word)))] == source


_NOISE = st.text(alphabet="aeiou rnmlI10€é6dv|ó¢ .K", max_size=80)


@given(_NOISE)
def test_every_edit_replaces_something_and_ends_where_it_says(read):
    for edit in repairs(read):
        assert 0 <= edit.start < edit.end <= len(read)


@given(_NOISE)
def test_clean_text_maps_back_to_the_source_in_order(read):
    cleaned = clean(one_block(read))
    for block in cleaned.blocks:
        origins = list(cleaned.origins[block.start : block.end])
        assert origins == sorted(origins)
        assert all(0 <= origin < len(read) for origin in origins)


@given(st.text(alphabet=string.digits + " .,-/", max_size=40))
def test_numbers_are_never_repaired(read):
    assert list(repairs(read)) == []
