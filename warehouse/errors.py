"""What can be wrong with a warehouse, in one line that names the file."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import duckdb

_OF_THE_FILE = (
    duckdb.IOException,
    duckdb.FatalException,
    duckdb.SerializationException,
    duckdb.TransactionException,  # there was no room to commit
)


class WarehouseError(Exception):
    """The warehouse is missing, damaged, of another version, or failed its checks."""


class WarehouseDamaged(WarehouseError):  # noqa: N818 (a state, not a fault)
    """The file cannot be read, or not wholly: it is no warehouse, or was harmed."""


class WarehouseLocked(WarehouseError):  # noqa: N818 (a state, not a fault)
    """Another process is writing the warehouse; the line says which, and since when."""


@contextmanager
def clear_errors(path: Path, *, of_files: bool = True) -> Iterator[None]:
    """Turn complaints about the file itself into a ``WarehouseError`` that names it.

    Without ``of_files`` only those of DuckDB: other files may be at work inside.
    """
    try:
        yield
    except _OF_THE_FILE as error:
        raise _explained(path, str(error).splitlines()[0]) from error
    except OSError as error:
        if not of_files:
            raise
        raise WarehouseError(f"{path} cannot be used: {error.strerror}") from error


def _explained(path: Path, complaint: str) -> WarehouseError:
    if "Could not set lock" in complaint:
        holder = re.search(r"PID (\d+)", complaint)
        process = f"process {holder[1]}" if holder else "another process"
        return WarehouseLocked(f"{path} is open for writing in {process}")
    if "version number" in complaint:
        return WarehouseError(f"{path} was written by a later version of DuckDB")
    if re.search("Corrupt|not a valid|Could not read|deserialize", complaint):
        return WarehouseDamaged(f"{path} is damaged, or no warehouse: {complaint}")
    if re.search("No space left|File too large|[Cc]ould not write|Disk quota", complaint):
        line = "there is no room for a new version, so the published one is as it was"
        return WarehouseError(f"{path}: {line}: {complaint}")
    return WarehouseError(f"{path} cannot be used: {complaint}")
