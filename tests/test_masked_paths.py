"""Paths: no private first name leaves the house in the name of a file or an address."""

import csv
import logging
from pathlib import Path

import duckdb
import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.masked_paths import masked_path, shown_paths
from flows.extract import extract_file
from flows.ingest import ingest
from flows.settings import Settings
from warehouse.query import stored_files
from warehouse.store import connect

REPORT = "Terugblik dialoog 2024\n\nHet COA maakt vóór 1 mei 2025 een plan voor {}.\n"


@pytest.mark.parametrize(
    ("path", "shown"),
    [
        ("gesprek-isabel.txt", "gesprek-██████.txt"),
        ("2024/LARS en mia.pdf", "2024/████ en ███.pdf"),
        ("IsabelVertelt.docx", "██████Vertelt.docx"),
        ("https://example.org/verhaal-van-sabine?id=3", "https://example.org/verhaal-van-██████?id=3"),
        ("verslag_april_2024.pdf", "verslag_april_2024.pdf"),
        ("2024/gemeente-baarn/oogst.md", "2024/gemeente-baarn/oogst.md"),
        ("kamerbrief-mei.eml", "kamerbrief-mei.eml"),
    ],
)  # fmt: skip
def test_first_names_are_masked_and_words_are_not(path: str, shown: str) -> None:
    assert masked_path(path) == shown


def test_paths_that_look_alike_are_numbered() -> None:
    paths = ["lars.txt", "████.txt", "jens.txt", "b/lars.txt"]
    assert shown_paths(paths) == {
        "████.txt": "████.txt",
        "jens.txt": "████ (2).txt",
        "lars.txt": "████ (3).txt",
        "b/lars.txt": "b/████.txt",
    }


@given(st.lists(st.sampled_from(["lars.md", "jens.md", "████.md", "████ (2).md", "oogst.md"])))
def test_every_path_has_a_shown_one_of_its_own(paths: list[str]) -> None:
    shown = shown_paths(paths)
    assert len(set(shown.values())) == len(set(paths))
    assert shown == shown_paths(reversed(paths))


@pytest.fixture
def raw(tmp_path: Path) -> Path:
    """Two files with names of children, one of them damaged, and a manifest of both."""
    folder = tmp_path / "raw"
    (folder / "isabel").mkdir(parents=True)
    (folder / "isabel" / "lars.txt").write_text(REPORT.format("kinderen"), encoding="utf-8")
    (folder / "isabel" / "jens.txt").write_text(REPORT.format("jongeren"), encoding="utf-8")
    (folder / "sabine.pdf").write_bytes(b"%PDF-1.4 broken")
    with (folder / "manifest.csv").open("w", encoding="utf-8", newline="") as file:
        rows = csv.writer(file)
        rows.writerow(["path", "year", "url"])
        rows.writerow(["isabel/lars.txt", 2031, "https://example.org/verhaal-van-sabine"])
        rows.writerow(["weg/mia.txt", 2030, ""])
    return folder


def _told(warehouse: Path) -> str:
    with duckdb.connect(warehouse, read_only=True) as connection:
        tables = connection.execute(
            "SELECT table_schema, table_name FROM information_schema.tables"
        ).fetchall()
        return "\n".join(
            str(connection.execute(f'SELECT * FROM "{schema}"."{table}"').fetchall())
            for schema, table in tables
        )


def test_a_run_tells_no_name_of_a_file(
    raw: Path, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    warehouse, heard = tmp_path / "oogst.duckdb", []
    with caplog.at_level(logging.DEBUG):
        outcome = ingest(raw, warehouse, Settings(), lambda _done, _all, name: heard.append(name))
    told = "\n".join([_told(warehouse), str(outcome), str(heard), caplog.text]).lower()
    assert [name for name in ("isabel", "lars", "jens", "sabine", "mia") if name in told] == []
    with connect(warehouse) as connection:
        files = {path: file.document_id for file in stored_files(connection) for path in file.paths}
    assert set(files) == {"██████/████.txt", "██████/████ (2).txt", "██████.pdf"}


def test_the_manifest_still_finds_its_file_and_nothing_is_read_twice(
    raw: Path, tmp_path: Path
) -> None:
    warehouse = tmp_path / "oogst.duckdb"
    ingest(raw, warehouse, Settings())
    with connect(warehouse) as connection:
        years = connection.execute("SELECT path FROM documents WHERE year = 2031").fetchall()
    assert years == [("██████/████ (2).txt",)]
    assert not ingest(raw, warehouse, Settings()).changed


def test_one_setting_keeps_the_names(raw: Path, tmp_path: Path) -> None:
    warehouse = tmp_path / "oogst.duckdb"
    ingest(raw, warehouse, Settings(keep_names=True))
    assert "isabel/lars.txt" in _told(warehouse)


def test_one_document_alone_tells_no_name_of_its_file(raw: Path) -> None:
    read, failed = (
        extract_file(raw / "isabel" / "lars.txt", Settings()),
        extract_file(raw / "sabine.pdf", Settings()),
    )
    assert isinstance(read, tuple)
    assert read[0].path == "████.txt"
    assert not isinstance(failed, tuple)
    assert "sabine" not in str(failed)
