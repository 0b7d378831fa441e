"""Whether two warehouses say the same, whatever order and time they were made in."""

import hashlib

from warehouse.connection import Connection

HISTORY = frozenset({"runs", "migrations"})
"""Tables that tell how the warehouse came to be, not what it says."""
CIRCUMSTANCE = frozenset({"modified", "run_id", "loaded_by"})
"""Columns that tell when, and by which run, something came in."""


def logical_hash(connection: Connection) -> str:
    """Return a hash of all that the warehouse says, but for when and by which run it came in."""
    total = hashlib.sha256()
    for table, columns in _columns(connection).items():
        if table not in HISTORY:
            total.update(f"{table} {_table_hash(connection, table, columns)}\n".encode())
    return total.hexdigest()


def _columns(connection: Connection) -> dict[str, list[str]]:
    query = """
        SELECT table_name, list(column_name ORDER BY column_name) FROM duckdb_columns()
        WHERE NOT internal AND schema_name = 'stored' AND database_name = current_database()
        GROUP BY table_name ORDER BY table_name
    """
    return dict(connection.execute(query).fetchall())


def _table_hash(connection: Connection, table: str, columns: list[str]) -> str:
    kept = ", ".join(f'"{column}"' for column in columns if column not in CIRCUMSTANCE)
    query = f"""
        SELECT sha256(coalesce(string_agg(hash, '' ORDER BY hash), ''))
        FROM (SELECT sha256(to_json(line)::VARCHAR) AS hash
              FROM (SELECT {kept} FROM stored.{table}) AS line)
    """  # noqa: S608 (names from the catalogue)
    row = connection.execute(query).fetchone()
    assert row is not None
    return str(row[0])
