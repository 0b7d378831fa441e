"""What a run changed: records by type and cause; and how good the text of documents is."""

from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from warehouse.history.difference import difference
from warehouse.history.versions import PREVIOUS, UnknownVersionError, version_named
from warehouse.package_sql import sql_files
from warehouse.store import connect


@dataclass(frozen=True)
class Changed:
    """How many records of a type were added, removed and changed for one cause."""

    record_type: str
    cause: str
    added: int = 0
    removed: int = 0
    changed: int = 0


def changes(warehouse: Path) -> list[Changed]:
    """Return what the published version changed of the one before it; nothing for a first.

    Raises ``WarehouseError`` where a version cannot be opened.
    """
    try:
        before = version_named(warehouse, PREVIOUS)
    except UnknownVersionError:
        return []
    counts: dict[tuple[str, str], Counter[str]] = {}
    for change in difference(before, warehouse):
        kind = change.record_type, ", ".join(change.causes)
        counts.setdefault(kind, Counter())[change.change] += 1
    return [
        Changed(*kind, count["added"], count["removed"], count["changed"])
        for kind, count in sorted(counts.items())
    ]


def grades(warehouse: Path) -> dict[str, int]:
    """Return how many documents of the published version are of each grade."""
    with connect(warehouse) as connection:
        rows = connection.execute(sql_files("queries")["grades"]).fetchall()
    return dict(rows)
