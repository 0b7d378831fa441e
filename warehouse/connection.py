"""Connections to DuckDB that never reach for the network, and transactions on them."""

from collections.abc import Iterator
from contextlib import contextmanager
from importlib.resources import files
from pathlib import Path
from typing import TypeAlias

import duckdb

Connection: TypeAlias = duckdb.DuckDBPyConnection

# Without these, a query that needs an extension would try to download it.
_OFFLINE: dict[str, str | bool | int | float | list[str]] = {
    "autoinstall_known_extensions": False,
    "autoload_known_extensions": False,
}


# What does not fit goes to a folder beside the file: half of 4 GB is for the rest of a build.
_BUILDING: dict[str, str | bool | int | float | list[str]] = {"memory_limit": "2GB"}


def open_writable(path: Path) -> Connection:
    """Open a file that nobody else reads, making it where it is not there."""
    return duckdb.connect(str(path), config=_OFFLINE | _BUILDING)


def open_read_only(path: Path) -> Connection:
    """Open a published file for reading.

    It is attached, not connected to: DuckDB hands a process that still has the old file open
    the old one again for the same path, even after a new one was put in its place.
    """
    connection = open_memory()
    attach(connection, path, "oogst")
    connection.execute("USE oogst")
    return connection


def open_memory() -> Connection:
    """Open a database without a file, to which others can be attached."""
    return duckdb.connect(config=_OFFLINE)


def attach(connection: Connection, path: Path, name: str) -> None:
    """Let ``connection`` read the file at ``path`` under ``name``."""
    literal = str(path).replace("'", "''")
    connection.execute(f"ATTACH '{literal}' AS {name} (READ_ONLY)")


def load_full_text_search(connection: Connection) -> None:
    """Load DuckDB's full-text search from the installed wheel ``duckdb-extension-fts``."""
    folder = files("duckdb_extension_fts") / "extensions" / f"v{duckdb.__version__}"
    name = str(folder / "fts.duckdb_extension").replace("'", "''")
    connection.execute(f"LOAD '{name}'")


@contextmanager
def transaction(connection: Connection) -> Iterator[None]:
    """Keep all that is done inside, or, when it raises, none of it."""
    connection.begin()
    try:
        yield
    except BaseException:
        connection.rollback()
        raise
    connection.commit()
