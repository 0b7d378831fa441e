import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.clean import clean
from schemas.document import Block, BlockKind
from tests.cases import cases
from tests.documents import document_of, one_block


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


_SOUND = st.sampled_from(
    [
        "de",
        "kinderen",
        "van",
        "gemeente",
        "Baarn",
        "spraken",
        "op",
        "3",
        "mei",
        "2024",
        "met",
        "jeugdigen",
    ]
)


@given(st.lists(_SOUND, min_size=1, max_size=12))
def test_plain_words_are_left_alone(words):
    plain = " ".join(words)
    cleaned = clean(one_block(plain))
    assert cleaned.text.strip() == plain
    assert cleaned.source(0, len(plain)) == (0, len(plain))


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


def blocks_of(*kinds_and_texts):
    """Return a Document of these blocks, with an empty line between two."""
    text, blocks = "", []
    for kind, content in kinds_and_texts:
        text += "\n\n" if text else ""
        blocks.append(Block(kind=kind, start=len(text), end=len(text) + len(content)))
        text += content
    return one_block(text).model_copy(update={"blocks": tuple(blocks)})


FOOT = BlockKind.FURNITURE, "14   Jaarverslag 2031"


def clean_blocks(*blocks):
    cleaned = clean(blocks_of(*blocks))
    return [cleaned.text[block.start : block.end] for block in cleaned.blocks]


@pytest.mark.parametrize("case", cases("page_joins"), ids=lambda case: case["why"])
def test_passages_over_a_page_break(case):
    kinds_and_texts = [(BlockKind(block["kind"]), block["text"]) for block in case["blocks"]]
    assert clean_blocks(*kinds_and_texts) == case["clean"]


def test_a_passage_over_a_page_break_maps_back_to_both_pages():
    document = blocks_of(
        (
            BlockKind.PARAGRAPH,
            "Het college legt de uitkomst nog dit voorjaar voor aan de gemeente-",
        ),
        FOOT,
        (BlockKind.PARAGRAPH, "raad van Merenwaard."),
    )
    cleaned = clean(document)
    start = cleaned.text.index("gemeenteraad")
    source = cleaned.source(start, start + len("gemeenteraad van"))
    assert document.text[slice(*source)] == f"gemeente-\n\n{FOOT[1]}\n\nraad van"


def test_a_passage_keeps_the_place_of_its_beginning():
    document = blocks_of(
        (BlockKind.PARAGRAPH, "De wethouder praat met"), FOOT, (BlockKind.PARAGRAPH, "Deventer.")
    )
    (block,) = clean(document).blocks
    assert block.source == document.blocks[0]


def test_an_offset_knows_its_block_and_the_space_between_two_has_none():
    cleaned = clean(document_of("Eerste alinea, die hier eindigt.\n\nTweede alinea, die volgt.\n"))
    first, second = cleaned.blocks
    assert [cleaned.place_at(at) for at in (first.start, first.end - 1)] == [0, 0]
    assert cleaned.place_at(first.end) is None
    assert cleaned.place_at(second.start) == 1
    assert cleaned.place_at(len(cleaned.text)) is None
