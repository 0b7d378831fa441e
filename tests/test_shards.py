"""Shards: what was harvested goes through files and is the same when it is loaded."""

from contextlib import closing
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from schemas.document import Document, FileState, Reason, Unreadable
from schemas.records import Recommendation
from tests.warehouse_factory import citation, document, harvest, record
from warehouse.compare import logical_hash
from warehouse.connection import Connection, open_writable
from warehouse.harvest import Failure, Harvest
from warehouse.load import load_harvested
from warehouse.shards import ShardError, load_shards, shard_of
from warehouse.structure import bring_up_to_date


@pytest.fixture
def empty(tmp_path: Path):
    """Make as many empty warehouses as a test asks for."""
    opened: list[Connection] = []

    def make() -> Connection:
        opened.append(open_writable(tmp_path / f"{len(opened)}.duckdb"))
        bring_up_to_date(opened[-1], tmp_path)
        return opened[-1]

    yield make
    for connection in opened:
        connection.close()


def report(number: int) -> Harvest:
    source: Document = document(f"Betrek ons, zie 37F. Dit is verslag {number}.", f"{number}.txt")
    asked = record(Recommendation, source, "Betrek ons", codes=("37(f)",))
    return harvest(source, asked, citation(source, "zie 37F", "37F", "37(f)"))


def broken(number: int) -> Failure:
    told = {"document_id": f"{number:016}", "path": f"{number}.pdf", "message": "no PDF"}
    return Failure(Unreadable(**told, state=FileState.QUARANTINED, reason=Reason.DAMAGED))


MANY = [broken(number) if number % 7 == 0 else report(number) for number in range(30)]


@pytest.mark.parametrize("size", [1, 4, 30])
def test_what_is_loaded_from_shards_is_what_was_harvested(empty, size):
    directly, by_shards = empty(), empty()
    told = list(load_harvested(directly, MANY, "run"))
    shards = [shard_of(MANY[start : start + size], "run") for start in range(0, 30, size)]
    assert list(load_shards(by_shards, shards)) == told
    assert logical_hash(by_shards) == logical_hash(directly)
    assert told[1].records == {"recommendations": 1, "recommendation_references": 1}


def test_a_shard_takes_the_place_of_what_was_known_of_its_documents(empty):
    connection = empty()
    list(load_shards(connection, [shard_of(MANY, "run-1")]))
    before = logical_hash(connection)
    list(load_shards(connection, [shard_of(MANY[:5], "run-2")]))
    assert logical_hash(connection) == before


def _cut(shard: bytes) -> bytes:
    return shard[: len(shard) // 2]


def _without_pages(shard: bytes) -> bytes:
    written = pa.BufferOutputStream()
    pq.write_table(pq.read_table(pa.BufferReader(shard)).drop_columns("pages"), written)
    return bytes(written.getvalue())


@pytest.mark.parametrize(
    ("spoil", "complaint"),
    [(_cut, "damaged"), (lambda shard: b"", "damaged"), (_without_pages, "with other tables")],
    ids=["cut", "empty", "of another Oogst"],
)
def test_what_is_no_shard_of_ours_is_refused(empty, spoil, complaint):
    with pytest.raises(ShardError, match=complaint):
        list(load_shards(empty(), [spoil(shard_of(MANY, "run"))]))


def test_nothing_harvested_is_a_shard_too(empty):
    connection = empty()
    assert list(load_shards(connection, [shard_of([], "run")])) == []
    with closing(connection.cursor()) as cursor:
        assert cursor.execute("SELECT count(*) FROM stored.documents").fetchone() == (0,)
