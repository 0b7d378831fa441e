"""Two readers check each other: where they disagree, the grade falls and says why."""

import re

import pytest

from extractors.read import read
from schemas.document import FileState, Grade, Reason
from tests.sheets import LEFT, RIGHT, Sheet


@pytest.fixture
def sheet(tmp_path):
    return Sheet(tmp_path / "blad.pdf", pageCompression=0, invariant=1)


def test_readers_that_agree_give_no_reason(sheet):
    for _ in range(25):
        sheet.lines(LEFT)
        sheet.turn()
    document = sheet.read()
    assert (document.grade, document.grade_reasons) == (Grade.GOOD, ())


def test_a_file_in_which_one_reader_finds_no_pages_is_read_by_the_other(sheet):
    sheet.lines(LEFT)
    path = sheet.save()
    data = re.sub(rb"/Type /Page\b", b"          ", path.read_bytes())
    path.write_bytes(data)
    document = read(path, "blad.pdf")
    assert document.text.split("\n")[0] == LEFT[0]
    assert document.state is FileState.READ
    assert document.grade is Grade.FAIR
    assert document.grade_reasons == ("one reader finds 1 page, the other none",)


def test_a_page_on_which_one_reader_misses_lines_is_doubted(sheet):
    sheet.lines(LEFT)
    text = sheet.canvas.beginText(72, 300)
    text.setFont("Helvetica", 10)
    text.setHorizScale(0)  # PDFium leaves out what has no width
    for line in (*RIGHT, *RIGHT):
        text.textLine(line)
    sheet.canvas.drawText(text)
    document = sheet.read()
    (reason,) = document.pages[0].grade_reasons
    assert document.pages[0].grade is Grade.FAIR
    assert re.fullmatch(r"one reader finds \d+ letters, the other \d+", reason)
    assert document.grade_reasons == (f"page 1: {reason}",)


def test_a_file_whose_list_of_objects_is_broken_is_still_read(sheet):
    sheet.lines(LEFT)
    path = sheet.save()
    path.write_bytes(re.sub(rb"startxref\s+\d+", b"startxref\n7", path.read_bytes()))
    assert read(path, "blad.pdf").text.split("\n")[0] == LEFT[0]


def test_what_neither_can_open_is_damaged(tmp_path):
    (tmp_path / "a.pdf").write_bytes(b"%PDF-1.7\n1 0 obj << /Type /Catalog >>")
    assert read(tmp_path / "a.pdf", "a.pdf").reason is Reason.DAMAGED


def test_a_page_of_impossible_size_is_read_by_the_other(sheet):
    sheet.lines(LEFT)
    path = sheet.save()
    data = re.sub(rb"/MediaBox \[ 0 0 ", b"/MediaBox [ 0 /x ", path.read_bytes())
    path.write_bytes(data)
    document = read(path, "blad.pdf")
    assert document.text.split("\n")[0] == LEFT[0]
    assert document.grade is Grade.FAIR
