import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.clean import clean
from schemas.document import BlockKind
from tests.cases import cases
from tests.documents import one_block


@pytest.mark.parametrize("case", cases("clean"), ids=lambda case: case["why"])
def test_printed_text_becomes_clean(case):
    assert clean(one_block(case["printed"])).text.strip() == case["clean"]


@given(st.text(alphabet=st.sampled_from("ab é-\n*_<sup>€’“1.\u00ad \tZ"), min_size=1, max_size=60))
def test_every_clean_character_knows_where_it_came_from(printed):
    cleaned = clean(one_block(printed))
    for block in cleaned.blocks:
        start, end = cleaned.source(block.start, block.end)
        assert 0 <= start < end <= len(printed)
        assert list(cleaned.origins[block.start : block.end]) == sorted(
            cleaned.origins[block.start : block.end]
        )


@given(st.text(alphabet="abcdefgh ", min_size=1, max_size=60))
def test_plain_words_are_left_alone(words):
    folded = " ".join(words.split())
    if folded:
        cleaned = clean(one_block(folded))
        assert cleaned.text.strip() == folded
        assert cleaned.source(0, len(folded)) == (0, len(folded))


def test_a_broken_word_maps_back_to_both_its_lines():
    printed = "het Kinderrechten-\ncollectief schreef"
    cleaned = clean(one_block(printed))
    start = cleaned.text.index("Kinderrechtencollectief")
    source = cleaned.source(start, start + len("Kinderrechtencollectief"))
    assert printed[slice(*source)] == "Kinderrechten-\ncollectief"


def test_furniture_is_left_out():
    assert clean(one_block("Pagina 3 van 12", BlockKind.FURNITURE)).text == ""


def test_an_empty_passage_has_no_source():
    with pytest.raises(ValueError, match="empty passage"):
        clean(one_block("tekst")).source(2, 2)
