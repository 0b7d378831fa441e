"""Nothing untrue is published: each rule refuses its own kind of falsehood, and only that."""

import pytest

from schemas.records import Recommendation
from tests.warehouse_factory import citation, document, empty_warehouse, harvest, record
from warehouse.checks import check
from warehouse.connection import Connection
from warehouse.errors import WarehouseError
from warehouse.load import load
from warehouse.store import building, connect
from warehouse.warnings import losses

TEXT = "Wij vragen om 25F. Luister naar kinderen."


@pytest.fixture
def connection() -> Connection:
    source = document(TEXT)
    asked = record(Recommendation, source, "Luister naar kinderen.")
    cited = citation(source, "Wij vragen om 25F.", "25F", "25(f)")
    filled = empty_warehouse()
    load(filled, [harvest(source, asked, cited)], "run-1")
    return filled


def test_a_sound_warehouse_passes(connection: Connection) -> None:
    check(connection)


@pytest.mark.parametrize(
    ("falsehood", "broken"),
    [
        ("UPDATE stored.recommendations SET quote = 'Luister naar niemand.'", "quote_is_in_text"),
        ("UPDATE stored.recommendations SET quote = 'luister naar kinderen.'", "quote_is_in_text"),
        ("UPDATE stored.recommendation_references SET text_start = 0", "citation_is_in_text"),
        ("UPDATE stored.pages SET end_char = 9999", "span_is_within_text"),
        ("UPDATE stored.blocks SET start_char = end_char + 1", "span_is_within_text"),
        ("DELETE FROM stored.documents", "record_has_document"),
        ("INSERT INTO stored.documents FROM stored.documents", "id_is_unique"),
        ("INSERT INTO stored.recommendations FROM stored.recommendations", "id_is_unique"),
        ("INSERT INTO stored.blocks FROM stored.blocks", "id_is_unique"),
    ],
)
def test_a_falsehood_is_refused_by_name(connection, falsehood: str, broken: str) -> None:
    connection.execute(falsehood)
    with pytest.raises(WarehouseError, match=rf"check {broken} failed: \d found"):
        check(connection)


def test_a_false_quote_is_not_published(tmp_path) -> None:
    path, source = tmp_path / "oogst.duckdb", document(TEXT)
    asked = record(Recommendation, source, "Luister naar kinderen.")
    with building(path) as connection:
        load(connection, [harvest(source, asked)], "run-1")
    false = asked.model_copy(update={"quote": "Luister naar ouders."})
    with pytest.raises(WarehouseError, match="quote_is_in_text"), building(path) as connection:
        load(connection, [harvest(source, false)], "run-2")
    with connect(path) as connection:
        quotes = connection.execute("SELECT quote FROM recommendations").fetchall()
    assert quotes == [("Luister naar kinderen.",)]


@pytest.mark.parametrize(
    ("before", "after", "told"),
    [
        ({"commitments": 10}, {"commitments": 7}, ["commitments"]),
        ({"commitments": 10}, {"commitments": 8}, []),
        ({"commitments": 10, "responses": 3}, {"commitments": 20}, ["responses"]),
        ({}, {"commitments": 5}, []),
    ],
    ids=["three in ten lost", "two in ten lost", "one type gone", "the first run"],
)
def test_great_losses_are_told(before, after, told) -> None:
    assert [line.partition(":")[0] for line in losses(before, after)] == told
