"""Search finds passages whatever form its words have there; cases in cases/search.toml."""

import os
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from schemas.document import Block, BlockKind
from schemas.records import OrganisationMention, Recommendation
from tests.warehouse_factory import document, empty_warehouse, harvest, record
from warehouse.connection import Connection
from warehouse.full_text import index_blocks
from warehouse.load import load, withdraw
from warehouse.query import search

CASES = tomllib.loads((Path(__file__).parent / "cases" / "search.toml").read_text("utf-8"))
ROOT = Path(__file__).parent.parent


@pytest.fixture(scope="module")
def passages() -> Connection:
    connection = empty_warehouse()
    harvests = [
        harvest(document(p["text"], p["id"]), lemmas=(p.get("lemmas"),)) for p in CASES["passage"]
    ]
    load(connection, harvests, "run-1")
    index_blocks(connection)
    return connection


@pytest.mark.parametrize("case", CASES["case"], ids=lambda case: case["query"])
def test_search(passages: Connection, case: dict) -> None:
    hits = search(passages, case["query"], lemmas=case.get("lemmas", ""))
    found = [hit.path for hit in hits]
    if case["finds"]:
        assert set(case["finds"]) <= set(found)
        assert not set(case.get("not", [])) & set(found)
    else:
        assert found == []
    if "first" in case:
        assert found[0] == case["first"]


def indexed(*harvests) -> Connection:
    connection = empty_warehouse()
    load(connection, harvests, "run-1")
    index_blocks(connection)
    return connection


def test_a_hit_says_where_it_stands_and_which_records_stand_in_it() -> None:
    source = document("Inleiding.\nGeef VWS en kinderen een stem.\nSlot.", "2025/tafel.txt")
    asked = record(Recommendation, source, "Geef VWS en kinderen een stem.")
    named = record(OrganisationMention, source, "VWS", name="VWS", text="VWS", step="alias")
    connection = indexed(harvest(source, asked, named, title="Tafel", year=2025))
    [hit] = search(connection, "stem")
    assert source.text[hit.start_char : hit.end_char] == hit.quote == asked.quote
    assert (hit.path, hit.title, hit.year, hit.page) == ("2025/tafel.txt", "Tafel", 2025, 1)
    assert hit.record_ids == [asked.record_id]


def test_running_heads_are_not_searched() -> None:
    text = "Dialoog 2024\nWij openden de dialoog."
    furniture = Block(kind=BlockKind.FURNITURE, start=0, end=12)
    paragraph = Block(kind=BlockKind.PARAGRAPH, start=13, end=len(text))
    source = document(text).model_copy(update={"blocks": (furniture, paragraph)})
    hits = search(indexed(harvest(source)), "dialoog")
    assert [hit.quote for hit in hits] == ["Wij openden de dialoog."]


def test_a_year_a_limit_and_what_was_withdrawn() -> None:
    years = {year: document(f"Opvang in {year}.", f"{year}.txt") for year in (2023, 2024, 2025)}
    connection = indexed(*(harvest(source, year=year) for year, source in years.items()))
    assert len(search(connection, "opvang")) == 3
    assert len(search(connection, "opvang", limit=2)) == 2
    assert [hit.path for hit in search(connection, "opvang", year=2024)] == ["2024.txt"]
    withdraw(connection, {"2023.txt": years[2023].document_id})
    assert [hit.path for hit in search(connection, "opvang")] == ["2023.txt"]


def test_an_empty_warehouse_can_be_searched() -> None:
    assert search(indexed(), "opvang") == []


def test_a_word_of_100_kb_is_indexed_and_sought() -> None:
    word = "w" * 100_000
    connection = indexed(harvest(document(f"Voor {word} na.")))
    assert len(search(connection, word)) == len(search(connection, "voor")) == 1


def test_search_needs_no_extension_in_the_home_folder(tmp_path: Path) -> None:
    script = """
from tests.test_warehouse_search import document, harvest, indexed, search
print(len(search(indexed(harvest(document("Wij vragen opvang."))), "opvang")))
"""
    home = {"HOME": str(tmp_path), "PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-c", script]
    done = subprocess.run(command, env=os.environ | home, capture_output=True, text=True, cwd=ROOT)
    assert (done.stdout, done.stderr) == ("1\n", "")
    assert list(tmp_path.iterdir()) == []
