"""Scans: pages read from their picture, and what is said where they cannot be."""

import pytest
from rapidfuzz.distance import Levenshtein

from extractors.read import ocr, read
from schemas.document import FileState, Grade, Reason
from tests.scans import TYPED, pdf_of, photograph, scanned

LINES = [
    "De coördinator van het Jeugdberaad Merenwaard vroeg om financiële steun.",
    "Vóór 1 september 2031 krijgt ieder kind één vast aanspreekpunt; ideeën",
    "van kinderen worden voortaan geëvalueerd. Aanbeveling 25(f) blijft staan.",
    "Het ministerie van VWS zegde toe om de wachtlijsten te beïnvloeden.",
]
NEEDS_TESSERACT = pytest.mark.skipif(
    ocr.ocr_available() is not None, reason=ocr.ocr_available() or ""
)


def words(text):
    return " ".join(text.split())


@pytest.fixture
def without_tesseract(monkeypatch):
    message = "scans cannot be read: install tesseract-ocr-nld"
    monkeypatch.setattr(ocr, "ocr_available", lambda: message)
    return message


@NEEDS_TESSERACT
@pytest.mark.parametrize(("skew", "turn"), [(0, 0), (2, 0), (0, 90), (-1.5, 180)])
def test_a_scan_is_read_however_it_lay_on_the_glass(tmp_path, skew, turn):
    picture = scanned(tmp_path / "vel.pdf", LINES, skew, turn)
    document = read(pdf_of(tmp_path / "scan.pdf", [picture]), "scan.pdf")
    assert document.state is FileState.READ
    assert Levenshtein.normalized_similarity(words(document.text), words(" ".join(LINES))) > 0.98
    for word in ("coördinator", "financiële", "één", "geëvalueerd", "25(f)"):
        assert word in document.text


@NEEDS_TESSERACT
def test_a_scanned_page_says_how_sure_it_was_read(tmp_path):
    picture = scanned(tmp_path / "vel.pdf", LINES)
    document = read(pdf_of(tmp_path / "scan.pdf", [picture]), "scan.pdf")
    (page,) = document.pages
    (reason,) = page.grade_reasons
    said, confidence = reason.rsplit(" ", 1)
    assert said == "read by OCR, mean confidence"
    assert 0.85 < float(confidence) <= 1
    assert page.grade is Grade.GOOD


@NEEDS_TESSERACT
def test_every_block_of_a_scan_lies_on_its_page(tmp_path):
    picture = scanned(tmp_path / "vel.pdf", LINES, turn=90)
    document = read(pdf_of(tmp_path / "scan.pdf", [picture]), "scan.pdf")
    (page,) = document.pages
    for block in document.blocks:
        assert 0 <= block.box.x0 < block.box.x1 <= page.width
        assert 0 <= block.box.top < block.box.bottom <= page.height


@NEEDS_TESSERACT
def test_a_scan_reads_the_same_each_time(tmp_path):
    path = pdf_of(tmp_path / "scan.pdf", [scanned(tmp_path / "vel.pdf", LINES)])
    assert read(path, "scan.pdf") == read(path, "scan.pdf")


@NEEDS_TESSERACT
def test_typed_and_scanned_pages_stand_in_one_document(tmp_path):
    picture = scanned(tmp_path / "vel.pdf", LINES)
    document = read(pdf_of(tmp_path / "beide.pdf", [None, picture]), "beide.pdf")
    assert document.state is FileState.READ
    assert [bool(page.grade_reasons) for page in document.pages] == [False, True]
    assert document.text.startswith(TYPED[0])
    assert "financiële steun" in document.text


@NEEDS_TESSERACT
def test_a_text_layer_in_a_cipher_gives_way_to_the_picture(tmp_path):
    picture = scanned(tmp_path / "vel.pdf", LINES)
    cipher = [line.translate({i: i + 3 for i in range(97, 120)}) for line in LINES]
    document = read(pdf_of(tmp_path / "scan.pdf", [picture], hidden=cipher), "scan.pdf")
    assert "financiële steun" in document.text
    assert cipher[0][:12] not in document.text


@NEEDS_TESSERACT
def test_a_sound_text_layer_is_kept(tmp_path, monkeypatch):
    monkeypatch.setattr(ocr, "ocr_page", lambda *_: pytest.fail("there is a text layer"))
    picture = scanned(tmp_path / "vel.pdf", LINES)
    document = read(pdf_of(tmp_path / "scan.pdf", [picture], hidden=LINES), "scan.pdf")
    assert words(document.text) == words(" ".join(LINES))
    assert document.grade is Grade.GOOD


@NEEDS_TESSERACT
def test_a_photograph_beside_text_is_no_fault(tmp_path):
    document = read(pdf_of(tmp_path / "foto.pdf", [None, photograph()]), "foto.pdf")
    assert (document.state, document.grade) == (FileState.READ, Grade.GOOD)


@NEEDS_TESSERACT
def test_a_file_of_photographs_holds_no_text(tmp_path):
    outcome = read(pdf_of(tmp_path / "fotos.pdf", [photograph()]), "fotos.pdf")
    assert outcome.reason is Reason.EMPTY


@NEEDS_TESSERACT
def test_a_page_that_takes_too_long_costs_that_page(tmp_path, monkeypatch):
    def too_slow(_path, number):
        raise TimeoutError(f"OCR of page {number} took more than 40 s")

    monkeypatch.setattr(ocr, "ocr_page", too_slow)
    document = read(pdf_of(tmp_path / "traag.pdf", [None, photograph()]), "traag.pdf")
    assert (document.state, document.reason) == (FileState.PARTLY_READ, Reason.NEEDS_OCR)
    assert "page 2: OCR of page 2 took more than 40 s" in document.grade_reasons


def test_without_tesseract_a_scan_waits_and_says_what_to_install(tmp_path, without_tesseract):
    outcome = read(pdf_of(tmp_path / "scan.pdf", [photograph()]), "scan.pdf")
    assert (outcome.state, outcome.reason) == (FileState.NEEDS_OCR, Reason.NEEDS_OCR)
    assert outcome.message == without_tesseract


def test_without_tesseract_the_typed_pages_are_read(tmp_path, without_tesseract):
    document = read(pdf_of(tmp_path / "beide.pdf", [None, photograph()]), "beide.pdf")
    assert (document.state, document.reason) == (FileState.PARTLY_READ, Reason.NEEDS_OCR)
    assert [page.grade for page in document.pages] == [Grade.GOOD, Grade.POOR]
    assert without_tesseract in document.pages[1].grade_reasons


def test_without_tesseract_a_layer_of_doubtful_worth_is_kept_and_graded(
    tmp_path, without_tesseract
):
    cipher = [line.translate({i: i + 3 for i in range(97, 120)}) for line in LINES]
    picture = scanned(tmp_path / "vel.pdf", LINES)
    path = pdf_of(tmp_path / "scan.pdf", [picture], hidden=cipher)
    document = read(path, "scan.pdf")
    assert document.pages[0].grade is Grade.POOR
    assert without_tesseract in document.pages[0].grade_reasons
