"""Publishing: what was harvested goes into the warehouse, aside, checked and in one step."""

import datetime as dt
from collections.abc import Iterable, Iterator
from pathlib import Path

from flows.expectations import expectation_rows
from flows.follow_up import follow_up
from flows.outcome import Outcome, run_id_of
from flows.plan import Plan
from flows.registers import register_rows
from warehouse.connection import Connection
from warehouse.harvest import Failure, Harvest
from warehouse.load import load, load_register, load_unreadable, withdraw
from warehouse.reviews.build import apply_reviews
from warehouse.runs import Run, record_run
from warehouse.store import rebuilding


def publish(
    plan: Plan,
    harvested: Iterable[Harvest | Failure],
    warehouse: Path,
    outcome: Outcome,
    versions: dict[str, str],
    imported: str = "",
) -> Outcome:
    """Load what was harvested, withdraw what has gone, and put the new warehouse in place.

    ``imported`` rows, as CSV, go over the Committee's recommendations that Oogst knows. Who
    calls holds the warehouse's lock. Raises ``WarehouseError`` where a check fails; the
    published file then stays as it was.
    """
    started, run_id = outcome.started, run_id_of(outcome.started)
    with rebuilding(warehouse, warn=outcome.warnings.append) as connection:
        _load(connection, plan, harvested, outcome, run_id)
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
    outcome.tell([failure.unreadable for failure in failures])


def _load_registers(connection: Connection, imported: str) -> None:
    rows_of = register_rows(imported) | {"expectations": expectation_rows()}
    for table, rows in rows_of.items():
        load_register(connection, table, rows)


def _sorted_out(
    harvested: Iterable[Harvest | Failure], failures: list[Failure], outcome: Outcome
) -> Iterator[Harvest]:
    for one in harvested:
        if isinstance(one, Failure):
            failures.append(one)
            continue
        outcome.count(one)
        yield one
