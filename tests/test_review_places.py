"""Where a quote stands in a text whose lines, hyphens and accents changed."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from warehouse.reviews.folding import fold
from warehouse.reviews.places import Sought, find, find_near, order_of

TEXT = "Het ministerie overlegt met de oud-minister. Jeugd- en gezinsbeleid blijft."


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("ontwikke-\nling van beleid", "ontwikkeling van beleid"),
        ("financiële  steun", "financiele steun"),
        ("de ‘wijk’ – met", "de 'wijk' - met"),
        ("soft\u00adhyphen", "softhyphen"),
        ("Oud-minister", "oudminister"),
        ("ﬁnanciën", "financiën"),
    ],
)
def test_what_folds_alike(one: str, other: str) -> None:
    assert fold(one).text == fold(other).text


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("jeugd- en gezin", "jeugden gezin"),
        ("wel doen", "weldoen"),
        ("Een kop\n\nEen zin", "Een kop Een zin"),
        ("25f", "26f"),
    ],
)
def test_what_does_not_fold_alike(one: str, other: str) -> None:
    assert fold(one).text != fold(other).text


@pytest.mark.parametrize("quote", ["", " ", "-", "\u00ad\n"])
def test_nothing_is_found_for_nothing(quote: str) -> None:
    assert find(Sought(quote), fold(TEXT)) is None
    assert find_near(quote, fold(TEXT), 3) is None


@pytest.mark.parametrize("quote", ["minister", "beleid", "overleg", "gezinsbelei"])
def test_a_part_of_a_word_is_no_place(quote: str) -> None:
    assert find(Sought(quote), fold(TEXT)) is None


def test_brackets_and_stars_are_no_pattern() -> None:
    text = "Zie [a-z]* en (25f) bij ███ (12)."
    for quote in ("[a-z]* en (25f)", "(25f) bij Jip (12)."):
        place = find(Sought(quote), fold(text))
        assert place
        assert len(text[place.start : place.end]) == len(quote)


LETTERS = st.text("abc dé-\n█(.", max_size=60)


@settings(max_examples=400, deadline=None)
@given(LETTERS)
def test_folding_keeps_its_way_back(text: str) -> None:
    folded = fold(text)
    assert len(folded.text) == len(folded.places)
    assert list(folded.places) == sorted(folded.places)
    assert fold(folded.text).text == folded.text


@settings(max_examples=400, deadline=None)
@given(LETTERS, LETTERS, st.text("abcdé█ ", min_size=1, max_size=30))
def test_what_stands_in_a_text_is_found_in_it(before: str, after: str, quote: str) -> None:
    text = f"{before} {quote} {after}"
    sought = Sought(quote, before[-80:], after[:80])
    place = find(sought, fold(text))
    if fold(quote).text:
        assert place
        assert fold(text[place.start : place.end]).text.replace("█", "") in fold(text).text or (
            "█" in text
        )
        assert len(fold(text[place.start : place.end]).text) == len(fold(quote).text)


@pytest.mark.parametrize("nth", [0, 1, 2])
def test_equal_places_keep_their_order(nth: int) -> None:
    line = "Wij vragen om rust.\n\n"
    text = line * 3
    start = nth * len(line)
    around = text[max(0, start - 21) : start], text[start + 19 : start + 40]
    sought = Sought("Wij vragen om rust.", *around)
    order = order_of(sought, fold(text), start)
    place = find(Sought(sought.quote, *around, order), fold(text))
    assert place
    assert place.start == start
