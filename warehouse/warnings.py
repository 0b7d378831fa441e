"""What a person must know of a run that is published all the same; one SQL file for each kind."""

from collections.abc import Iterator, Mapping

from warehouse.checks import record_counts
from warehouse.connection import Connection
from warehouse.package_sql import sql_files

_GREAT_LOSS = 0.3
_MOST_TOLD = 10


def warnings(connection: Connection, before: Mapping[str, int]) -> Iterator[str]:
    """Yield a line for each oddity of a build that passed its checks.

    ``before`` is the ``record_counts`` of the build before it.
    """
    yield from losses(before, record_counts(connection))
    for text in sql_files("warnings").values():
        lines = [line for (line,) in connection.execute(text).fetchall()]
        yield from lines[:_MOST_TOLD]
        if len(lines) > _MOST_TOLD:
            yield f"{len(lines) - _MOST_TOLD} more like the last"


def losses(before: Mapping[str, int], after: Mapping[str, int]) -> Iterator[str]:
    """Yield a line for each type of record that has lost three in ten or more."""
    for record_type, count in before.items():
        left = after.get(record_type, 0)
        if count - left >= _GREAT_LOSS * count:
            yield f"{record_type}: {left} where the warehouse before had {count}"
