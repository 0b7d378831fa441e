import pytest

from flows.discover import RawFolderError, discover
from schemas.document import Reason


def test_documents_are_found_by_name_in_all_folders(tmp_path):
    for name in ("b.txt", "2024/a.PDF", "2024/ünïcode naam.Pdf"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("x")
    files, outside = discover(tmp_path)
    assert [file.name for file in files] == ["2024/a.PDF", "2024/ünïcode naam.Pdf", "b.txt"]
    assert outside == []


def test_what_is_no_document_is_passed_over(tmp_path):
    for name in ("manifest.csv", "README.md", ".hidden.txt", "render.py", "verslag.txt"):
        (tmp_path / name).write_text("x")
    files, _ = discover(tmp_path)
    assert [file.name for file in files] == ["verslag.txt"]


def test_a_link_out_of_the_folder_is_refused(tmp_path):
    raw = tmp_path / "raw"
    raw.mkdir()
    secret = tmp_path / "geheim.txt"
    secret.write_text("geheim")
    (raw / "link.txt").symlink_to(secret)
    files, (refused,) = discover(raw)
    assert files == []
    assert (refused.path, refused.reason) == ("link.txt", Reason.OUTSIDE_RAW)


def test_a_link_within_the_folder_is_a_document(tmp_path):
    (tmp_path / "verslag.txt").write_text("x")
    (tmp_path / "link.txt").symlink_to(tmp_path / "verslag.txt")
    files, outside = discover(tmp_path)
    assert [file.name for file in files] == ["link.txt", "verslag.txt"]
    assert outside == []


@pytest.mark.parametrize(
    ("make", "message"),
    [
        (lambda path: None, "no such folder"),
        (lambda path: path.mkdir(), "no documents"),
        (lambda path: path.write_text("x"), "is a file"),
    ],
)
def test_a_folder_without_documents_is_one_clear_line(tmp_path, make, message):
    raw = tmp_path / "raw"
    make(raw)
    with pytest.raises(RawFolderError, match=message):
        discover(raw)
