"""Runs: what a run counted, and with what it was made."""

import datetime as dt
from dataclasses import asdict, dataclass, field

from warehouse.connection import Connection
from warehouse.load import insert
from warehouse.package_sql import sql_files


@dataclass(frozen=True)
class Run:
    """One run that built the warehouse; counts and versions under names of the flow's choice."""

    run_id: str
    started_at: dt.datetime
    finished_at: dt.datetime | None = None
    counts: dict[str, int] = field(default_factory=dict)
    versions: dict[str, str] = field(default_factory=dict)
    warnings: list[str] = field(default_factory=list)


def record_run(connection: Connection, run: Run) -> None:
    """Add a run to the warehouse's history."""
    row = asdict(run)
    for name in ("started_at", "finished_at"):
        row[name] = row[name] and row[name].astimezone(dt.UTC).replace(tzinfo=None)
    for name in ("counts", "versions"):
        row[name] = sorted(row[name].items())
    insert(connection, "runs", [row])


def note_warnings(connection: Connection, warnings: list[str]) -> None:
    """Write down what the last run warned of."""
    connection.execute(sql_files("queries")["note_warnings"], {"warnings": warnings})
