"""Text files: every encoding gives the same document, and what is no text is told apart."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.read import read
from extractors.read.text import decode
from schemas.document import Document, FileState, Reason, Unreadable

TEXT = "Één café in Curaçao\n\n- coördinatie, € 12\n- ‘ruzie’ thuis\n\nDe reünie was in mei.\n"


def write(folder: Path, data: bytes, name: str = "verslag.txt") -> Document | Unreadable:
    (folder / name).write_bytes(data)
    return read(folder / name, f"2031/{name}")


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"]
)
def test_each_encoding_gives_the_same_text_and_blocks(tmp_path, encoding):
    expected = write(tmp_path, TEXT.encode())
    document = write(tmp_path, TEXT.encode(encoding))
    assert document.text == TEXT
    assert document.blocks == expected.blocks
    assert len(document.blocks) == 4


@pytest.mark.parametrize("line_end", ["\r\n", "\r", "\u2028", "\x0b"])
def test_every_sort_of_line_end_is_one(tmp_path, line_end):
    assert write(tmp_path, TEXT.replace("\n", line_end).encode()).text == TEXT


def test_a_stray_control_character_is_replaced_one_for_one(tmp_path):
    text = "Het kind\x00 zweeg. " + "De zaal luisterde. " * 10
    assert write(tmp_path, text.encode()).text == text.replace("\x00", " ")


def test_form_feeds_part_pages(tmp_path):
    document = write(tmp_path, b"Eerste blad.\fTweede blad.\f\fVierde blad.\f\n")
    assert [page.number for page in document.pages] == [1, 2, 3, 4]
    assert [block.page for block in document.blocks] == [1, 2, 4]
    for block in document.blocks:
        assert document.page_at(block.start) == block.page
    assert document.pages[-1].end == len(document.text)


def test_a_text_without_form_feeds_is_one_page(tmp_path):
    document = write(tmp_path, TEXT.encode())
    assert [(page.number, page.start, page.end) for page in document.pages] == [(1, 0, len(TEXT))]
    assert {block.page for block in document.blocks} == {None}


def test_the_document_names_its_file_and_content(tmp_path):
    first = write(tmp_path, TEXT.encode())
    again = write(tmp_path, TEXT.encode(), "kopie.MD")
    assert first.path == "2031/verslag.txt"
    assert first.state is FileState.READ
    assert first.document_id == again.document_id
    assert len(first.document_id) == 16


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", Reason.EMPTY),
        (b" \n\t\r\n \f", Reason.EMPTY),
        (b"%PDF-1.7\n1 0 obj", Reason.UNSUPPORTED),
        (b"PK\x03\x04rest", Reason.UNSUPPORTED),
        (b"MZ\x90\x00" + bytes(100), Reason.UNSUPPORTED),
        (b"\xef\xbb\xbf  <!DOCTYPE html><html>", Reason.UNSUPPORTED),
        (bytes(range(256)) * 4, Reason.UNSUPPORTED),
    ],
)
def test_what_is_no_text_is_refused_with_a_reason(tmp_path, data, reason):
    outcome = write(tmp_path, data)
    assert isinstance(outcome, Unreadable)
    assert outcome.reason is reason
    assert outcome.state is FileState.QUARANTINED
    assert "verslag" not in outcome.message


def test_a_sign_of_markup_within_a_text_is_no_web_page(tmp_path):
    assert isinstance(write(tmp_path, b"Wij schrijven <html> zelf."), Document)


def test_an_unknown_suffix_a_folder_and_a_missing_file_are_told_apart(tmp_path):
    assert write(tmp_path, b"x", "foto.heic").reason is Reason.UNSUPPORTED
    (tmp_path / "map.txt").mkdir()
    assert read(tmp_path / "map.txt", "map.txt").reason is Reason.UNREADABLE
    assert read(tmp_path / "weg.txt", "weg.txt").reason is Reason.UNREADABLE


@given(st.binary())
def test_any_bytes_decode(data):
    assert isinstance(decode(data), str)
