"""``connect()`` answers with data frames, holds up nobody, and the notebooks keep no outputs."""

import re
from pathlib import Path

import duckdb
import nbformat
import pytest

from flows.notebook import connect
from schemas.records import Recommendation
from tests.warehouse_factory import document, harvest, record
from warehouse.load import load
from warehouse.package_sql import sql_files
from warehouse.store import building

NOTEBOOKS = sorted((Path(__file__).parent.parent / "notebooks").glob("*.ipynb"))
SOURCE = document("Geef alle kinderen een stem.\nHoor ze ook.", "2024/terugblik.txt")
ASKED = record(Recommendation, SOURCE, "Geef alle kinderen een stem.")


def publish(path: Path, *records) -> Path:
    with building(path) as connection:
        load(connection, [harvest(SOURCE, *records, title="Terugblik")], "run-1")
    return path


@pytest.fixture
def published(tmp_path: Path) -> Path:
    return publish(tmp_path / "warehouse" / "oogst.duckdb", ASKED)


def test_a_question_is_answered_with_a_data_frame(published: Path) -> None:
    question = "SELECT quote, year FROM recommendations WHERE year = $year"
    answer = connect(published).ask(question, year=2024)
    assert answer.to_dict("records") == [{"quote": ASKED.quote, "year": 2024}]
    assert connect(published).ask(question, year=2023).empty


def test_the_next_question_sees_what_was_published_since(published: Path) -> None:
    oogst = connect(published)
    assert len(oogst.view("recommendations")) == 1
    publish(published, ASKED, record(Recommendation, SOURCE, "Hoor ze ook."))
    assert len(oogst.view("recommendations")) == 2


def test_nothing_can_be_written(published: Path) -> None:
    with pytest.raises(duckdb.InvalidInputException, match="read-only"):
        connect(published).ask("DELETE FROM stored.recommendations")


def test_the_dictionary_tells_what_every_view_means(published: Path) -> None:
    told = connect(published).dictionary()
    assert set(told.view) == set(sql_files("views"))
    assert told.comment.str.len().min() > 0


def test_a_record_is_cited_with_its_quote_page_and_id(published: Path) -> None:
    cited = connect(published).citation(ASKED.record_id)
    assert cited == f"“{ASKED.quote}” (Terugblik, page 1; Oogst record {ASKED.record_id})"
    with pytest.raises(KeyError):
        connect(published).citation("0000")


def test_a_notebook_finds_the_warehouse_from_its_own_folder(published: Path, monkeypatch) -> None:
    folder = published.parent.parent / "notebooks"
    folder.mkdir()
    monkeypatch.delenv("OOGST_WAREHOUSE", raising=False)
    monkeypatch.chdir(folder)
    assert connect().path == published


def test_there_are_notebooks_to_start_from() -> None:
    assert len(NOTEBOOKS) >= 4


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_a_notebook_is_kept_without_outputs_and_asks_views_only(path: Path) -> None:
    cells = nbformat.read(path, as_version=4).cells
    code = [cell for cell in cells if cell.cell_type == "code"]
    assert not [cell for cell in code if cell.outputs or cell.execution_count]
    text = "\n".join(cell.source for cell in code)
    assert "connect()" in text
    assert "citation(" in text
    assert not re.search(r"\bstored\.", text)
