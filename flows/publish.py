"""Publishing: what was harvested goes into the warehouse, aside, checked and in one step."""

import datetime as dt
from collections.abc import Callable, Iterator
from pathlib import Path

from flows.expectations import expectation_rows
from flows.follow_up import follow_up
from flows.outcome import Outcome, run_id_of
from flows.plan import Plan
from flows.registers import register_rows
from warehouse.connection import Connection
from warehouse.harvest import Failure, Summary
from warehouse.load import load_register, load_unreadable, withdraw
from warehouse.reviews.build import apply_reviews
from warehouse.runs import Run, record_run
from warehouse.store import rebuilding

Load = Callable[[Connection], Iterator[Summary]]
"""Loads what was harvested, and tells of each file."""


def publish(
    plan: Plan,
    load: Load,
    warehouse: Path,
    outcome: Outcome,
    versions: dict[str, str],
    imported: str = "",
) -> Outcome:
    """``load`` what was harvested, withdraw what has gone, and put the new warehouse in place.

    ``imported`` rows, as CSV, go over the Committee's recommendations that Oogst knows. Who
    calls holds the warehouse's lock. Raises ``WarehouseError`` where a check fails; the
    published file then stays as it was.
    """
    started, run_id = outcome.started, run_id_of(outcome.started)
    with rebuilding(warehouse, warn=outcome.warnings.append) as connection:
        for file in load(connection):
            outcome.count(file)
        _load_refused(connection, plan, outcome, run_id)
        _load_registers(connection, imported)
        withdrawal = withdraw(connection, plan.present)
        outcome.withdrawn = [path for path in withdrawal.gone if path not in plan.present]
        outcome.replaced = withdrawal.replaced
        apply_reviews(connection, plan.reviews.reviews)
        follow_up(connection)
        counts = {"read": outcome.read, "failed": len(outcome.failed), **outcome.records}
        record_run(connection, Run(run_id, started, dt.datetime.now(dt.UTC), counts, versions))
    outcome.changed = True
    return outcome


def _load_refused(connection: Connection, plan: Plan, outcome: Outcome, run_id: str) -> None:
    failures = [Failure(unreadable) for unreadable in plan.unreadable]
    load_unreadable(connection, failures, run_id)
    outcome.tell(plan.unreadable)


def _load_registers(connection: Connection, imported: str) -> None:
    rows_of = register_rows(imported) | {"expectations": expectation_rows()}
    for table, rows in rows_of.items():
        load_register(connection, table, rows)
