"""Questions put to a warehouse: what comes back is rows by the names of their columns."""

from typing import Any

from warehouse.connection import Connection
from warehouse.package_sql import sql_files


def ask(connection: Connection, query: str, **parameters: object) -> list[dict[str, Any]]:
    """Return what one of the package's own queries finds, such as ``report_citations``."""
    return ask_sql(connection, sql_files("queries")[query], **parameters)


def ask_sql(connection: Connection, sql: str, **parameters: object) -> list[dict[str, Any]]:
    """Return what any other SELECT finds."""
    result = connection.execute(sql, parameters)
    columns = [column[0] for column in result.description]
    return [dict(zip(columns, row, strict=True)) for row in result.fetchall()]
