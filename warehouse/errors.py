"""What can be wrong with a warehouse, in one line that names the file."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import duckdb


class WarehouseError(Exception):
    """The warehouse is missing, damaged, of another version, or failed its checks."""


class WarehouseLocked(WarehouseError):  # noqa: N818 (a state, not a fault)
    """Another process is writing the warehouse; the line says which, and since when."""


@contextmanager
def clear_errors(path: Path) -> Iterator[None]:
    """Turn complaints about the file itself into a ``WarehouseError`` that names it."""
    try:
        yield
    except (duckdb.IOException, duckdb.FatalException, duckdb.SerializationException) as error:
        raise _explained(path, str(error).splitlines()[0]) from error
    except OSError as error:
        raise WarehouseError(f"{path} cannot be used: {error.strerror}") from error


def _explained(path: Path, complaint: str) -> WarehouseError:
    if "Could not set lock" in complaint:
        holder = re.search(r"PID (\d+)", complaint)
        process = f"process {holder[1]}" if holder else "another process"
        return WarehouseLocked(f"{path} is open for writing in {process}")
    if "version number" in complaint:
        return WarehouseError(f"{path} was written by a later version of DuckDB")
    if re.search("Corrupt|not a valid|Could not read|deserialize", complaint):
        return WarehouseError(f"{path} is damaged, or no warehouse: {complaint}")
    return WarehouseError(f"{path} cannot be used: {complaint}")
