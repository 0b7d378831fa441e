"""Loading: documents with their records replace what the warehouse had of them."""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import islice

import pyarrow as pa

from warehouse.connection import Connection, transaction
from warehouse.errors import WarehouseError
from warehouse.harvest import Failure, Harvest, Summary, summary_of
from warehouse.package_sql import sql_files
from warehouse.rows import (
    CONTENT_TABLES,
    Row,
    Rows,
    rows_of_one,
    together,
)

REGISTERS = (
    "organisations",
    "recommendations_register",
    "cycles",
    "themes",
    "stances",
    "expectations",
)
_BATCH = 200


@dataclass(frozen=True)
class Withdrawal:
    """The paths whose documents went: those without a file, and those with a new version."""

    gone: list[str]
    replaced: list[str]


def load(connection: Connection, harvests: Iterable[Harvest], run_id: str) -> int:
    """Load documents that were read, each in place of what was there; return how many."""
    return sum(1 for _ in load_harvested(connection, harvests, run_id))


def load_unreadable(connection: Connection, failures: Iterable[Failure], run_id: str) -> int:
    """Load files that could not be read, each with an issue that says why; return how many."""
    return sum(1 for _ in load_harvested(connection, failures, run_id))


def load_harvested(
    connection: Connection, harvested: Iterable[Harvest | Failure], run_id: str
) -> Iterator[Summary]:
    """Load files that were read and those that could not be, and tell of each once it is there.

    Of files with the same bytes the last one stays.
    """
    waiting = iter(harvested)
    while some := list(islice(waiting, _BATCH)):
        _replace(connection, dict(rows_of_one(one, run_id) for one in some))
        yield from map(summary_of, some)


def withdraw(connection: Connection, present: Mapping[str, str]) -> Withdrawal:
    """Mark what has gone from the raw folder, or has a new version there; return the paths.

    ``present`` gives the id of the document at every path of the raw folder; a file whose
    bytes cannot be read goes by ``id_of_path``. A withdrawn document keeps its records, and
    shows them again when its file comes back. Where its file holds another document that
    could be read, it is replaced by that. Issues of files that have gone are closed.
    """
    before = _paths(connection, "NOT withdrawn"), _paths(connection, "replaced_by IS NOT NULL")
    names = _shared(connection, "present", path=present.keys(), document_id=present.values())
    with transaction(connection), names:
        connection.execute(sql_files("queries")["withdraw"])
    replaced = dict(_paths(connection, "replaced_by IS NOT NULL") - before[1])
    explained = set(present.values()) | replaced.keys()
    gone = {(name, path) for name, path in before[0] if name not in explained}
    return Withdrawal(sorted(path for _, path in gone), sorted(replaced.values()))


def load_register(connection: Connection, table: str, rows: Iterable[Row]) -> int:
    """Replace a register by ``rows``, keyed by column; return how many.

    Raises ``WarehouseError`` for a table that is no register, or a column that it does not have.
    """
    if table not in REGISTERS:
        raise WarehouseError(f"{table} is no register; registers are {', '.join(REGISTERS)}")
    listed = list(rows)
    known = set(schema_of(connection, table).names)
    if strange := sorted({name for row in listed for name in row} - known):
        raise WarehouseError(f"the register {table} has no column {strange[0]}")
    with transaction(connection):
        connection.execute(f"DELETE FROM stored.{table}")  # noqa: S608 (a name from REGISTERS)
        insert(connection, table, listed)
    return len(listed)


def insert(connection: Connection, table: str, rows: list[Row]) -> None:
    """Insert rows keyed by column; a column that a row does not name stays null."""
    _insert(connection, table, pa.Table.from_pylist(rows, schema=schema_of(connection, table)))


def replace_documents(
    connection: Connection, document_ids: Iterable[str], tables: Mapping[str, pa.Table]
) -> None:
    """Put the rows in ``tables`` in the place of all that the warehouse had of these documents."""
    with transaction(connection), _shared(connection, "renewed", document_id=document_ids):
        if connection.execute(sql_files("queries")["any_known"]).fetchone():
            _delete(connection)
        for table, incoming in tables.items():
            _insert(connection, table, incoming)


def schema_of(connection: Connection, table: str) -> pa.Schema:
    """Return the columns of a table of the warehouse."""
    return connection.table(f"stored.{table}").limit(0).to_arrow_table().schema


def _insert(connection: Connection, table: str, incoming: pa.Table) -> None:
    connection.from_arrow(incoming).insert_into(f"stored.{table}")


def _paths(connection: Connection, which: str) -> set[tuple[str, str]]:
    query = f"SELECT document_id, path FROM stored.documents WHERE {which}"  # noqa: S608 (ours)
    return set(connection.execute(query).fetchall())


@contextmanager
def _shared(connection: Connection, name: str, **columns: Iterable[str]) -> Iterator[None]:
    """Let SQL read lists of strings as a table.

    As a parameter, a list is slow: DuckDB looks for pandas anew for each string in it.
    """
    arrays = {column: pa.array(list(values), pa.string()) for column, values in columns.items()}
    connection.register(name, pa.table(arrays))
    try:
        yield
    finally:
        connection.unregister(name)


def _replace(connection: Connection, documents: dict[str, Rows]) -> None:
    tables = {
        table: pa.Table.from_pylist(rows, schema=schema_of(connection, table))
        for table, rows in together(documents.values()).items()
    }
    replace_documents(connection, documents, tables)


def _delete(connection: Connection) -> None:
    for table in CONTENT_TABLES:
        connection.execute(f"DELETE FROM stored.{table} WHERE document_id IN (FROM renewed)")  # noqa: S608 (a name of ours)
