"""Words by PDFium: the same words in the same order as pdfplumber finds, in the same places."""

from itertools import pairwise

import pdfplumber
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pypdfium2 import PdfDocument

from extractors.read.pdfium_characters import UnfaithfulPageError
from extractors.read.pdfium_words import Spacing, words
from tests.sheets import EMBEDDED, LEFT, RIGHT, Sheet

FONTS = ("Helvetica", "Times-Roman", "Courier-Bold", EMBEDDED)
TEXT = st.text("abc ÉëïßKW.,-€’(3", max_size=40)


def by_pdfium(path, spacing=None):
    with PdfDocument(path) as pdf:
        return words(pdf[0], spacing or Spacing())


def by_pdfplumber(path):
    with pdfplumber.open(path) as pdf:
        return pdf.pages[0].extract_words()


@pytest.mark.parametrize("font", FONTS)
def test_words_and_boxes_are_those_of_pdfplumber(tmp_path, font):
    sheet = Sheet(tmp_path / "a.pdf", font=font)
    sheet.lines(LEFT, x=60, size=9)
    sheet.lines(RIGHT, x=320, top=107, size=14)
    ours, theirs = by_pdfium(sheet.save()), by_pdfplumber(sheet.path)
    assert [word.text for word in ours] == [word["text"] for word in theirs]
    for word, other in zip(ours, theirs, strict=True):
        place = [other[side] for side in ("x0", "top", "x1", "bottom")]
        assert [word.x0, word.top, word.x1, word.bottom] == pytest.approx(place, abs=1.5)


@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(lines=st.lists(TEXT, min_size=1, max_size=6), font=st.sampled_from(("Helvetica", EMBEDDED)))
def test_whatever_stands_there_both_find_the_same(tmp_path, lines, font):
    sheet = Sheet(tmp_path / "a.pdf", font=font)
    sheet.lines(lines)
    ours, theirs = by_pdfium(sheet.save()), by_pdfplumber(sheet.path)
    assert [word.text for word in ours] == [word["text"] for word in theirs]


def test_size_and_weight_are_known_and_part_words_when_asked(tmp_path):
    sheet = Sheet(tmp_path / "a.pdf")
    sheet.lines(["brief"], x=72, size=10)
    sheet.lines(["1"], x=72 + 19.5, top=98, size=6)
    sheet.font = "Helvetica-Bold"
    sheet.lines(["Kop"], top=150, size=16)
    whole, parted = by_pdfium(sheet.save()), by_pdfium(sheet.path, Spacing(by_look=True))
    assert [word.text for word in whole] == ["brief1", "Kop"]
    assert [(word.text, word.size, word.bold) for word in parted] == [
        ("brief", 10, False),
        ("1", 6, False),
        ("Kop", 16, True),
    ]


def test_words_come_line_by_line_from_left_to_right(tmp_path):
    sheet = Sheet(tmp_path / "a.pdf")
    sheet.lines(RIGHT, x=320)
    sheet.lines(LEFT, x=60)
    found = by_pdfium(sheet.save())
    assert all(a.x0 < b.x0 or a.top < b.top for a, b in pairwise(found))


def test_text_on_its_side_is_left_to_the_reference(tmp_path):
    sheet = Sheet(tmp_path / "a.pdf")
    sheet.lines(LEFT)
    sheet.aside("Jaarverslag 2031", x=30, top=500)
    with pytest.raises(UnfaithfulPageError, match="level"):
        by_pdfium(sheet.save())


def test_a_page_without_text_has_no_words(tmp_path):
    sheet = Sheet(tmp_path / "a.pdf")
    sheet.box(72, 72, 100, 100)
    assert by_pdfium(sheet.save()) == []
