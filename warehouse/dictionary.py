"""The data dictionary: what every view and column of the warehouse means, from its comments."""

from dataclasses import dataclass

from warehouse.connection import Connection
from warehouse.package_sql import sql_files


@dataclass(frozen=True)
class Entry:
    """A view, or one column of it, and what it means."""

    view: str
    column: str | None
    type: str | None
    comment: str


def data_dictionary(connection: Connection) -> list[Entry]:
    """Return what each view means, each followed by its columns in order."""
    rows = connection.execute(sql_files("queries")["data_dictionary"]).fetchall()
    return [Entry(*row) for row in rows]
