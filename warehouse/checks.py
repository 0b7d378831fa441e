"""What must hold before a warehouse is published; one SQL file for each rule, listing offenders."""

from collections.abc import Iterator, Mapping

from warehouse.connection import Connection
from warehouse.errors import WarehouseError
from warehouse.package_sql import sql_files

_GREAT_LOSS = 0.3


def check(connection: Connection) -> None:
    """Raise ``WarehouseError`` naming the first rule that is broken, and who breaks it."""
    for name, text in sql_files("checks").items():
        offenders = [offender for (offender,) in connection.execute(text).fetchall()]
        if offenders:
            found = f"{len(offenders)} found, {min(offenders)} the first"
            raise WarehouseError(f"check {name} failed: {found}; nothing was published")


def record_counts(connection: Connection) -> dict[str, int]:
    """Return how many records of each type the views show."""
    return dict(connection.execute(sql_files("queries")["record_counts"]).fetchall())


def losses(before: Mapping[str, int], after: Mapping[str, int]) -> Iterator[str]:
    """Yield a line for each type of record that has lost three in ten or more."""
    for record_type, count in before.items():
        left = after.get(record_type, 0)
        if count - left >= _GREAT_LOSS * count:
            yield f"{record_type}: {left} where the warehouse before had {count}"
