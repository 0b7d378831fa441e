"""Shards: what was harvested from a batch of documents, as one Parquet file.

So they may be made by many processes, on many machines, and are loaded by one. A shard has a row
for each file and a column for each table of the warehouse: the list of its rows in that table.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import closing
from functools import cache
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from warehouse.connection import Connection, open_memory
from warehouse.errors import WarehouseError
from warehouse.harvest import Failure, Harvest, Summary
from warehouse.load import replace_documents, schema_of
from warehouse.rows import CONTENT_TABLES, RECORD_TYPES, rows_of_one
from warehouse.structure import bring_up_to_date

_DOCUMENTS = "documents"
_TOLD = ("document_id", "path", "state", "reason", "message")
_AT_ONCE = 200  # files in one transaction


class ShardError(WarehouseError):
    """A shard cannot be loaded; the message is one line that says why."""


def shard_of(harvested: Iterable[Harvest | Failure], run_id: str) -> bytes:
    """Return what was harvested as a shard, to be loaded by the run ``run_id``."""
    files = [rows for _, rows in (rows_of_one(one, run_id) for one in harvested)]
    written = pa.BufferOutputStream()
    pq.write_table(pa.Table.from_pylist(files, schema=_schema()), written, compression="zstd")
    return bytes(written.getvalue())


def load_shards(connection: Connection, shards: Iterable[bytes]) -> Iterator[Summary]:
    """Load shards in their order, and tell of each file once it is there.

    Raises ``ShardError`` for what is no shard, or one of an Oogst with other tables.
    """
    for some in _gathered(map(_read, shards)):
        tables = {table: _rows(some, table) for table in some.column_names}
        documents = tables[_DOCUMENTS]
        filled = {table: rows for table, rows in tables.items() if rows.num_rows}
        replace_documents(connection, documents["document_id"].to_pylist(), filled)
        yield from _summaries(some, documents)


def _read(shard: bytes) -> pa.Table:
    try:
        table = pq.read_table(pa.BufferReader(shard))
    except pa.ArrowException as error:
        raise ShardError(f"a shard is damaged ({type(error).__name__})") from error
    if table.schema != _schema():
        raise ShardError("a shard was made by an Oogst with other tables: let all run the same")
    return table


def _gathered(shards: Iterator[pa.Table]) -> Iterator[pa.Table]:
    """Shards together, until they hold files for a transaction."""
    waiting: list[pa.Table] = []
    for shard in shards:
        waiting.append(shard)
        if sum(map(len, waiting)) >= _AT_ONCE:
            yield pa.concat_tables(waiting)
            waiting.clear()
    if waiting:
        yield pa.concat_tables(waiting)


def _rows(shard: pa.Table, table: str) -> pa.Table:
    return pa.Table.from_struct_array(shard[table].combine_chunks().flatten())


def _summaries(shard: pa.Table, documents: pa.Table) -> Iterator[Summary]:
    counts = {name: pc.list_value_length(shard[name]).to_pylist() for name in RECORD_TYPES}
    for number, told in enumerate(documents.select(_TOLD).to_pylist()):
        records = Counter({name: count[number] for name, count in counts.items() if count[number]})
        yield Summary(**told, records=records)


@cache
def _schema() -> pa.Schema:
    with closing(open_memory()) as connection:
        bring_up_to_date(connection, Path("a shard"))
        schemas = {table: schema_of(connection, table) for table in CONTENT_TABLES}
    return pa.schema([(name, pa.list_(pa.struct(list(of)))) for name, of in schemas.items()])
