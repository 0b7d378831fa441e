"""How far a text can be trusted by its look: told by a grade and a reason, and never a crash."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.read import read
from extractors.read.grades import BROKEN, graded
from schemas.document import Document, Grade
from tests.documents import document_of
from tests.pipeline import records_in

PROSE = (
    "De gemeente Utrecht zal in juni 2027 een kinderraad instellen. Het ministerie van VWS "
    "roept alle gemeenten op om kinderen te horen. Financiële ruimte is er, zegt de wethouder. "
)
GRADES = [Grade.GOOD, Grade.FAIR, Grade.POOR]


def broken(one_in: int) -> str:
    """Prose in which one of so many characters is broken."""
    text = PROSE * 10
    return "".join(BROKEN if place % one_in == 1 else char for place, char in enumerate(text))


@pytest.mark.parametrize(
    ("text", "grade", "reasons"),
    [
        (PROSE, Grade.GOOD, ()),
        (PROSE.upper(), Grade.FAIR, ("100% of the letters are capitals",)),
        (
            PROSE.replace(" ", ""),
            Grade.POOR,
            ("100% of the text has no spaces between words",),
        ),
        (
            PROSE * 3 + "Hetkindheeftrechtopeenplekomtewonenenomtespelen.",
            Grade.FAIR,
            ("10% of the text has no spaces between words",),
        ),
        (broken(200), Grade.FAIR, ("0.6% of the characters are broken",)),
        (broken(20), Grade.POOR, ("5.9% of the characters are broken",)),
        ("DE GEMEENTE UTRECHT", Grade.GOOD, ()),
        (PROSE + "https://www.example.org/" + "a-b/" * 60, Grade.GOOD, ()),
        (PROSE + "Het COA, de IND, VWS, OCW, SZW en UNICEF NEDERLAND.", Grade.GOOD, ()),
    ],
    ids=[
        "prose",
        "capitals",
        "no spaces",
        "some without spaces",
        "some broken",
        "much broken",
        "a title in capitals",
        "a long address",
        "abbreviations",
    ],
)
def test_the_look_of_a_text(text: str, grade: Grade, reasons: tuple[str, ...]) -> None:
    document = graded(document_of(text))
    assert (document.grade, document.grade_reasons) == (grade, reasons)


def test_what_the_reader_found_stays() -> None:
    doubt = {"grade": Grade.POOR, "grade_reasons": ("page 2: read by OCR",)}
    document = graded(document_of(PROSE.upper()).model_copy(update=doubt))
    assert document.grade is Grade.POOR
    assert document.grade_reasons == ("page 2: read by OCR", "100% of the letters are capitals")


@given(st.text(), st.sampled_from(GRADES))
def test_no_text_gets_a_better_grade_or_a_grade_without_a_reason(text: str, before: Grade) -> None:
    document = document_of(text).model_copy(update={"grade": before})
    after = graded(document)
    assert GRADES.index(after.grade) >= GRADES.index(before)
    assert (after == document) is (after.grade_reasons == ())


@pytest.mark.parametrize(
    "text", [PROSE.upper(), PROSE.replace(" ", ""), broken(20), BROKEN * 500, "Ee" * 4000]
)
def test_a_text_that_looks_bad_still_gives_true_quotes(text: str) -> None:
    for record in records_in(text).records():
        assert text[record.start : record.end] == record.quote


def test_capitals_still_tell_who_acts() -> None:
    names = {mention.name for mention in records_in(PROSE.upper()).organisations}
    assert "Ministerie van Volksgezondheid, Welzijn en Sport" in names


def test_a_file_of_broken_utf8_is_read_and_says_so(tmp_path) -> None:
    path = tmp_path / "brief.txt"
    path.write_bytes((PROSE * 5).encode() + b"Aan het co\xc3\x3cllege \xff van \xc3 Assen")
    document = read(path, "brief.txt")
    assert isinstance(document, Document)
    assert "Financiële" in document.text
    assert document.grade is Grade.FAIR
    assert document.grade_reasons == ("0.4% of the characters are broken",)
