"""Publishing: what was harvested goes into the warehouse, aside, checked and in one step."""

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from flows.exit_codes import ExitCode
from flows.plan import Plan
from flows.registers import register_rows
from flows.settings import Settings
from schemas.document import Unreadable
from warehouse.connection import Connection
from warehouse.harvest import Failure, Harvest
from warehouse.load import load, load_register, load_unreadable, withdraw
from warehouse.runs import Run, record_run
from warehouse.store import building


@dataclass
class Outcome:
    """What a run did: what came in, what it holds, and what needs attention."""

    raw: str
    warehouse: str
    changed: bool = False
    read: int = 0
    unchanged: int = 0
    withdrawn: list[str] = field(default_factory=list)
    records: Counter[str] = field(default_factory=Counter)
    failed: list[Unreadable] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)
    years: list[int] = field(default_factory=list)
    """The years that the documents are about, the earliest first."""

    @property
    def is_default_warehouse(self) -> bool:
        """A command started here finds the warehouse without being told where it is."""
        settings = Settings()
        return Path(self.warehouse).resolve() == settings.warehouse_for(settings.raw).resolve()

    @property
    def exit_code(self) -> ExitCode:
        """How the run ended, for whoever started it."""
        if not self.read and not self.unchanged:
            return ExitCode.NOTHING_READABLE
        return ExitCode.NEEDS_ATTENTION if self.failed or self.faults else ExitCode.DONE


def publish(
    plan: Plan,
    harvested: Iterable[Harvest | Failure],
    warehouse: Path,
    outcome: Outcome,
    versions: dict[str, str],
) -> Outcome:
    """Load what was harvested, withdraw what has gone, and put the new warehouse in place.

    Raises ``WarehouseError`` where a check fails; the published file then stays as it was.
    """
    started = dt.datetime.now(dt.UTC)
    run_id = f"{started:%Y%m%dT%H%M%S%fZ}"
    with building(warehouse, warn=outcome.warnings.append) as connection:
        _load(connection, plan, harvested, outcome, run_id)
        outcome.withdrawn = withdraw(connection, plan.present)
        counts = {"read": outcome.read, "failed": len(outcome.failed), **outcome.records}
        record_run(connection, Run(run_id, started, dt.datetime.now(dt.UTC), counts, versions))
    outcome.changed = True
    return outcome


def _load(
    connection: Connection,
    plan: Plan,
    harvested: Iterable[Harvest | Failure],
    outcome: Outcome,
    run_id: str,
) -> None:
    failures = [Failure(unreadable) for unreadable in plan.unreadable]
    load(connection, _sorted_out(harvested, failures, outcome), run_id)
    load_unreadable(connection, failures, run_id)
    outcome.failed = [failure.unreadable for failure in failures]
    for table, rows in register_rows().items():
        load_register(connection, table, rows)


def _sorted_out(
    harvested: Iterable[Harvest | Failure], failures: list[Failure], outcome: Outcome
) -> Iterator[Harvest]:
    for one in harvested:
        if isinstance(one, Failure):
            failures.append(one)
            continue
        outcome.read += 1
        outcome.records.update(record.record_type for record in one.extraction.records())
        yield one
