"""Nothing untrue is published: each rule refuses its own kind of falsehood, and only that."""

import datetime as dt

import pytest

from flows.expectations import expectation_rows
from schemas.document import DocumentKind, FileState, Reason
from schemas.records import Recommendation
from tests.warehouse_factory import citation, document, empty_warehouse, harvest, record
from warehouse.checks import check
from warehouse.connection import Connection
from warehouse.errors import WarehouseError
from warehouse.load import load, load_register
from warehouse.rows import RECORD_CLASSES
from warehouse.runs import Run, record_run
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


def publish(path, run_id: str, *harvests, expectations=()) -> list[str]:
    """Publish a run, and return what it warned of."""
    told: list[str] = []
    with building(path, warn=told.append) as connection:
        load_register(connection, "expectations", expectations)
        load(connection, harvests, run_id)
        record_run(connection, Run(run_id, dt.datetime.now(dt.UTC)))
    return told


def test_an_unknown_paragraph_is_published_with_a_warning_once(tmp_path) -> None:
    path, source = tmp_path / "oogst.duckdb", document("Zie 99Z. Zie 25F. Aanbeveling 7.", "a.txt")
    unknown = citation(source, "Zie 99Z.", "99Z", "99(z)", known=False)
    known = citation(source, "Zie 25F.", "25F", "25(f)", known=True)
    own = citation(source, "Aanbeveling 7.", "7", "7")  # the report's: the register is not asked
    told = publish(path, "run-1", harvest(source, unknown, known, own))
    assert told == ['unknown paragraph 99(z), cited in a.txt: "Zie 99Z."']
    with connect(path) as connection:
        codes = connection.execute("SELECT code FROM recommendation_references").fetchall()
        assert ("99(z)",) in codes
        assert connection.execute("SELECT warnings FROM runs").fetchall() == [(told,)]
    assert publish(path, "run-2", harvest(document("Iets anders.", "b.txt"))) == []


@pytest.mark.parametrize(
    ("at_least", "at_most", "warned"),
    [(0, 2, False), (2, 2, False), (3, 9, True), (0, 1, True)],
    ids=["within", "just so many", "too few", "too many"],
)
def test_what_is_outside_of_what_is_expected_of_its_kind_is_told(
    tmp_path, at_least, at_most, warned
) -> None:
    source = document(TEXT, "a.txt")
    found = record(Recommendation, source, "Wij vragen"), record(Recommendation, source, "Luister")
    bounds = {"counted": "recommendations", "at_least": at_least, "at_most": at_most}
    expected = [{"kind": "dialogue_recap"} | bounds]
    path = tmp_path / "oogst.duckdb"
    told = publish(path, "run-1", harvest(source, *found), expectations=expected)
    line = (
        f"a.txt: 2 recommendations, where {at_least} to {at_most} are expected "
        "of a document of the kind dialogue_recap"
    )
    assert told == ([line] if warned else [])


def test_what_was_read_in_part_is_not_held_to_what_is_expected(tmp_path) -> None:
    half = document(TEXT, "a.txt", state=FileState.PARTLY_READ, reason=Reason.TIMEOUT)
    bounds = {"kind": "dialogue_recap", "counted": "records", "at_least": 5, "at_most": 9}
    assert publish(tmp_path / "oogst.duckdb", "run-1", harvest(half), expectations=[bounds]) == []


def test_many_warnings_of_one_kind_are_counted(tmp_path) -> None:
    bounds = {"kind": "dialogue_recap", "counted": "records", "at_least": 1, "at_most": 9}
    empty = [harvest(document(f"Niets {n}.", f"{n:02}.txt")) for n in range(14)]
    told = publish(tmp_path / "oogst.duckdb", "run-1", *empty, expectations=[bounds])
    assert len(told) == 11
    assert told[-1] == "4 more like the last"


def test_every_kind_tells_what_is_expected_of_it() -> None:
    expected = expectation_rows()
    assert {row["kind"] for row in expected} == set(DocumentKind)
    countable = {"pages", "records", *(noun.record_type for noun in RECORD_CLASSES)}
    assert {row["counted"] for row in expected} <= countable
    assert all(0 <= row["at_least"] <= row["at_most"] for row in expected)


def test_a_falsehood_in_what_came_in_is_found_among_much_that_was_checked(tmp_path) -> None:
    path, old, new = tmp_path / "oogst.duckdb", document(TEXT, "a.txt"), document("Nieuw.", "b.txt")
    publish(path, "run-1", harvest(old, record(Recommendation, old, "Luister naar kinderen.")))
    wrong = record(Recommendation, new, "Nieuw.").model_copy(update={"quote": "Oud."})
    with pytest.raises(WarehouseError, match="quote_is_in_text failed: 1 found"):
        publish(path, "run-2", harvest(new, wrong))
    with connect(path) as connection:
        assert connection.execute("SELECT path FROM documents").fetchall() == [("a.txt",)]
