"""What must hold before a warehouse is published; one SQL file for each rule, listing offenders.

What an earlier run published was checked then: quotes are compared with the text only in
documents that came in, or were corrected, since. All else is checked throughout.
"""

from warehouse.connection import Connection
from warehouse.errors import WarehouseError
from warehouse.package_sql import sql_files


def remember_what_was_checked(connection: Connection) -> None:
    """Note which runs were published before anything of this build is loaded."""
    connection.execute(sql_files("queries")["earlier_runs"])


def check(connection: Connection) -> None:
    """Raise ``WarehouseError`` naming the first rule that is broken, and who breaks it."""
    connection.execute(sql_files("queries")["to_check"])
    for name, text in sql_files("checks").items():
        offenders = [offender for (offender,) in connection.execute(text).fetchall()]
        if offenders:
            found = f"{len(offenders)} found, {min(offenders)} the first"
            raise WarehouseError(f"check {name} failed: {found}; nothing was published")


def record_counts(connection: Connection) -> dict[str, int]:
    """Return how many records of each type the views show."""
    return dict(connection.execute(sql_files("queries")["record_counts"]).fetchall())
