"""Search finds passages whatever form its words have there; cases in cases/search.toml."""

import os
import subprocess
import sys
import tomllib
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from schemas.document import Block, BlockKind, Document, DocumentKind
from schemas.records import (
    Commitment,
    CommitmentKind,
    OrganisationMention,
    Recommendation,
    Theme,
)
from tests.warehouse_factory import document, empty_warehouse, harvest, record
from warehouse.connection import Connection
from warehouse.load import load, load_register, withdraw
from warehouse.search.clauses import clauses_of
from warehouse.search.grammar import QueryError, parse
from warehouse.search.index import index_words
from warehouse.search.passages import Filters, search

CASES = tomllib.loads((Path(__file__).parent / "cases" / "search.toml").read_text("utf-8"))
ROOT = Path(__file__).parent.parent


@pytest.fixture(scope="module")
def passages() -> Connection:
    connection = empty_warehouse()
    harvests = [
        harvest(paragraph(p["text"], p["id"]), lemmas=(p.get("lemmas"),)) for p in CASES["passage"]
    ]
    load(connection, harvests, "run-1")
    index_words(connection)
    return connection


def paragraph(text: str, path: str) -> Document:
    """A document of one block, however many lines it has."""
    block = Block(kind=BlockKind.PARAGRAPH, start=0, end=len(text))
    return document(text, path).model_copy(update={"blocks": (block,)})


def named(case: dict) -> str:
    return case["query"] + (" (in compounds)" if case.get("compounds") else "")


def cases(*, refused: bool) -> list[dict]:
    return [case for case in CASES["case"] if ("refused" in case) is refused]


@pytest.mark.parametrize("case", cases(refused=False), ids=named)
def test_search(passages: Connection, case: dict) -> None:
    hits = search(passages, case["query"], within_compounds=case.get("compounds", False))
    found = [hit.path for hit in hits]
    if case["finds"]:
        assert set(case["finds"]) <= set(found)
        assert not set(case.get("not", [])) & set(found)
    else:
        assert found == []
    if "first" in case:
        assert found[0] == case["first"]


@pytest.mark.parametrize("case", cases(refused=True), ids=named)
def test_what_cannot_be_understood_is_refused(passages: Connection, case: dict) -> None:
    with pytest.raises(QueryError, match=case["refused"]):
        search(passages, case["query"])


def indexed(*harvests) -> Connection:
    connection = empty_warehouse()
    load(connection, harvests, "run-1")
    index_words(connection)
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
    assert [hit.path for hit in search(connection, "opvang", Filters(year=2024))] == ["2024.txt"]
    withdraw(connection, {"2023.txt": years[2023].document_id})
    assert [hit.path for hit in search(connection, "opvang")] == ["2023.txt"]


ASKED = "Geef elk kind opvang, vraagt de VNG."
PROMISED = "Er komt opvang."


@pytest.fixture(scope="module")
def filtered() -> Connection:
    recap = document(f"{ASKED}\n{PROMISED}\nNiemand noemt opvang.", "tafel.txt")
    letter = document("Een brief over opvang.", "brief.txt")
    asked = record(Recommendation, recap, ASKED, theme=Theme.MIGRATIE)
    named = record(
        OrganisationMention,
        recap,
        "VNG",
        name="Vereniging van Nederlandse Gemeenten",
        text="VNG",
        step="alias",
    )
    promised = record(Commitment, recap, PROMISED, kind=CommitmentKind.PLEDGE, theme=Theme.ARMOEDE)
    connection = indexed(
        harvest(recap, asked, named, promised),
        harvest(letter, kind=DocumentKind.GOVERNMENT_RESPONSE),
    )
    vng = {"name": "Vereniging van Nederlandse Gemeenten", "aliases": [], "abbreviations": ["VNG"]}
    load_register(connection, "organisations", [vng])
    return connection


@pytest.mark.parametrize(
    ("filters", "quotes"),
    [
        (Filters(kind="government_response"), ["Een brief over opvang."]),
        (Filters(theme="migratie"), [ASKED]),
        (Filters(theme="armoede"), [PROMISED]),
        (Filters(theme="jeugdhulp"), []),
        (Filters(organisation="VNG"), [ASKED]),
        (Filters(organisation="vereniging van nederlandse gemeenten"), [ASKED]),
        (Filters(organisation="VN"), []),
        (Filters(record_type="commitments"), [PROMISED]),
        (Filters(record_type="commitments", theme="migratie"), []),
    ],
    ids=str,
)
def test_what_is_filtered(filtered: Connection, filters: Filters, quotes: list[str]) -> None:
    assert [hit.quote for hit in search(filtered, "opvang", filters)] == quotes


def test_a_document_that_was_loaded_again_is_found_by_its_new_words() -> None:
    connection = indexed(harvest(document("Oude woorden.", "a.txt")))
    again = document("Oude woorden.", "a.txt").model_copy(update={"text": "Nieuwe tekst."})
    load(connection, [harvest(again)], "run-2")
    index_words(connection)
    assert search(connection, "oude") == []
    assert len(search(connection, "nieuwe")) == 1


def test_what_is_indexed_in_two_runs_is_what_one_run_indexes() -> None:
    harvests = [harvest(document(f"Tekst nummer {n} over opvang.", f"{n}.txt")) for n in range(3)]
    bit_by_bit = indexed(harvests[0])
    load(bit_by_bit, harvests[1:], "run-2")
    index_words(bit_by_bit)
    words = "FROM stored.block_words ORDER BY ALL"
    assert bit_by_bit.execute(words).fetchall() == indexed(*harvests).execute(words).fetchall()


@given(st.text(max_size=40) | st.text(alphabet='ab "()*-', max_size=12))
def test_whatever_is_typed_is_searched_or_refused(text: str) -> None:
    query = None
    with suppress(QueryError):
        query = parse(text)
    assert query is None or clauses_of(query)


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
