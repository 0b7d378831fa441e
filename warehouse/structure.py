"""The structure of the warehouse: migrations forward, then all views anew."""

import datetime as dt
import hashlib
from pathlib import Path

import duckdb

from warehouse.comments import comment_on_the_rest
from warehouse.connection import Connection, transaction
from warehouse.errors import WarehouseError
from warehouse.package_sql import sql_files


def bring_up_to_date(connection: Connection, path: Path) -> None:
    """Run the migrations still to come, one transaction each, and make all views anew.

    Raises ``WarehouseError`` naming ``path`` where the file is of a later version, or went
    through a migration that was edited since.
    """
    connection.execute(sql_files("queries")["migrations_table"])
    applied = _applied(connection, path)
    _refuse_edited(applied, path)
    _drop_views(connection)
    for name, text in sql_files("migrations").items():
        if name not in applied:
            _migrate(connection, name, text)
    with transaction(connection):
        for text in sql_files("views").values():
            connection.execute(text)
        comment_on_the_rest(connection)


def is_up_to_date(connection: Connection, path: Path) -> bool:
    """Tell whether the file has the structure that this version reads, or an earlier one.

    Raises ``WarehouseError`` where it is of a later version, or no warehouse.
    """
    return not migrations_to_come(connection, path)


def migrations_to_come(connection: Connection, path: Path) -> list[str]:
    """Return the names of the migrations that the file has not been through, in order.

    Raises ``WarehouseError`` where it is of a later version, or no warehouse.
    """
    applied = _applied(connection, path)
    return [name for name in sql_files("migrations") if name not in applied]


def _applied(connection: Connection, path: Path) -> dict[str, str]:
    try:
        rows = connection.execute("SELECT name, checksum FROM stored.migrations ORDER BY name")
    except duckdb.CatalogException as error:
        raise WarehouseError(f"{path} is a DuckDB file, but no warehouse of Oogst") from error
    applied: dict[str, str] = dict(rows.fetchall())
    if later := [name for name in applied if name not in sql_files("migrations")]:
        raise WarehouseError(f"{path} was made by a later Oogst: it knows {later[-1]}")
    return applied


def _refuse_edited(applied: dict[str, str], path: Path) -> None:
    known = sql_files("migrations")
    if edited := [name for name, checksum in applied.items() if checksum != _checksum(known[name])]:
        raise WarehouseError(f"{path} went through {edited[0]} before that migration was edited")


def _migrate(connection: Connection, name: str, text: str) -> None:
    with transaction(connection):
        connection.execute(text)
        applied_at = dt.datetime.now(dt.UTC).replace(tzinfo=None)
        row = (name, _checksum(text), applied_at)
        connection.execute("INSERT INTO stored.migrations VALUES (?, ?, ?)", row)


def _checksum(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def _drop_views(connection: Connection) -> None:
    views = "SELECT view_name FROM duckdb_views() WHERE schema_name = 'main' AND NOT internal"
    with transaction(connection):
        for (name,) in connection.execute(views).fetchall():
            connection.execute(f'DROP VIEW "{name}"')
