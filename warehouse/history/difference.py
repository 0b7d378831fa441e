"""The difference between two versions of the warehouse: each record's change, and its cause."""

import json
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from warehouse.asking import ask_sql
from warehouse.connection import Connection, attach, open_memory
from warehouse.errors import clear_errors
from warehouse.follow_up import PROVEN
from warehouse.history.versions import up_to_date
from warehouse.package_sql import sql_files
from warehouse.rows import RECORD_CLASSES

_PLACE = {
    "record_id", "document_id", "recommendation_id", "page", "box", "start_char", "end_char",
    "text_start", "text_end", "other_start", "other_end",
}  # fmt: skip
"""What says where a record stands, not what it says: another in each version of a document."""

_PARTS = ("rules", "register", "model", "reader", "settings", "manifest")


@dataclass(frozen=True)
class Change:
    """One record that was added, removed or changed, and why.

    ``causes`` are of: source, rules, register, model, reader, settings, manifest, correction;
    more than one where several changed between the two versions. ``fields`` holds, for each field
    that changed, what it was and what it is.
    """

    change: str
    record_type: str
    causes: tuple[str, ...]
    record_id: str
    path: str
    page: int | None
    quote: str
    fields: dict[str, tuple[Any, Any]] = field(default_factory=dict)


def difference(before: Path, after: Path) -> list[Change]:
    """Return what changed between two versions of a warehouse, by path and place.

    Records of a document whose file was replaced are compared by what they say, not by where
    they stand. Raises ``WarehouseError`` where a version cannot be opened.
    """
    with up_to_date(before) as old, up_to_date(after) as new, closing(open_memory()) as connection:
        with clear_errors(before):
            attach(connection, old, "before")
        with clear_errors(after):
            attach(connection, new, "after")
            return list(_changes(connection))


def _changes(connection: Connection) -> Iterator[Change]:
    for side in ("before", "after"):
        connection.execute(
            sql_files("history")["records"].format(side=side, records=_records(side))
        )
    for row in ask_sql(connection, sql_files("history")["changes"]):
        fields = _changed_fields(row)
        if row["change"] != "changed" or fields:
            yield _change(row, fields)


def _records(side: str) -> str:
    """All tables of records as one, each row with all its columns as JSON."""
    select = sql_files("history")["record"]
    tables = (record.record_type for record in RECORD_CLASSES)
    return " UNION ALL ".join(select.format(side=side, table=table) for table in tables)


def _change(row: dict[str, Any], fields: dict[str, tuple[Any, Any]]) -> Change:
    told = ("change", "record_type", "record_id", "path", "page", "quote")
    return Change(causes=_causes(row), fields=fields, **{name: row[name] for name in told})


def _causes(row: dict[str, Any]) -> tuple[str, ...]:
    if not row["same_document"]:
        return ("source",)
    parts = tuple(part for part in _PARTS if row[f"{part}_differ"])
    if row["reviews_differ"] and (row["corrected"] or not parts):
        return ("correction",)
    if not parts and PROVEN in (_rule_of(row["before_fields"]), _rule_of(row["after_fields"])):
        return ("source",)  # another document tells what came of it, or has gone
    # What an earlier Oogst made does not tell its versions; code counts as rules.
    return parts or ("rules",)


def _rule_of(fields: str | None) -> str | None:
    return json.loads(fields)["rule"] if fields else None


def _changed_fields(row: dict[str, Any]) -> dict[str, tuple[Any, Any]]:
    if row["change"] != "changed":
        return {}
    old, new = json.loads(row["before_fields"]), json.loads(row["after_fields"])
    left_out = set() if row["same_document"] else _PLACE
    names = [name for name in new if name not in left_out]
    return {name: (old.get(name), new[name]) for name in names if old.get(name) != new[name]}
