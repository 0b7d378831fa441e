"""Ingest: read what is new, build, publish. Plain functions; the nightly flow runs the same."""

import datetime as dt
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path

from flows.discover import refuse_no_folder
from flows.harvest import harvest
from flows.model import dutch_model
from flows.outcome import Outcome, outcome_before, run_id_of
from flows.plan import Task, make_plan
from flows.publish import publish
from flows.readings import sweep_readings
from flows.registers import imported_rows
from flows.settings import Settings
from flows.versions import versions
from schemas.reviews import Outcome as ReviewOutcome
from warehouse.harvest import Failure, Harvest
from warehouse.load import load_harvested
from warehouse.lock import sole_writer
from warehouse.query import cited_years
from warehouse.reviews.log import read_log
from warehouse.reviews.query import reviews
from warehouse.store import connect, migrate

Progress = Callable[[int, int, str], None]
"""Told after each file: how many are done, of how many, and the name of this one."""


def ingest(
    raw: Path,
    warehouse: Path,
    settings: Settings,
    progress: Progress = lambda *_: None,
    wait: float = 0,
    started: dt.datetime | None = None,
) -> Outcome:
    """Read what is new in ``raw`` and publish ``warehouse``; an unchanged folder writes nothing.

    Another run is waited for as many seconds as ``wait`` says; the run is named by when it
    ``started``, or by now. Raises ``RawFolderError`` where
    there is nothing to read, ``SettingsError`` where the Dutch model is missing, and
    ``WarehouseError`` where the warehouse is locked, damaged or would not pass its checks.
    """
    imported = imported_rows(settings.at(warehouse))
    nlp = dutch_model(settings.model, imported)
    depends_on = versions(nlp, settings)
    with sole_run(raw, warehouse, wait):
        log = read_log(settings.reviews_for(warehouse))
        plan = make_plan(raw, warehouse, depends_on, log, settings.check_all)
        outcome = outcome_before(plan, str(raw), str(warehouse))
        outcome.started = started or outcome.started
        if not plan.nothing_changed:
            found = harvest(plan.tasks, settings.at(warehouse))
            told = _told(plan.tasks, found, progress)
            load = partial(load_harvested, harvested=told, run_id=run_id_of(outcome.started))
            publish(plan, load, warehouse, outcome, depends_on, imported)
            sweep_readings(settings.at(warehouse), set(plan.present.values()))
    look_back(outcome, warehouse)
    return outcome


@contextmanager
def sole_run(raw: Path, warehouse: Path, wait: float = 0) -> Iterator[None]:
    """Hold the lock of ``warehouse`` from the first look at ``raw`` to the end.

    A warehouse of an earlier Oogst is migrated first. Raises ``WarehouseLocked`` where another
    run has the lock and does not end within ``wait`` seconds, and ``RawFolderError`` where
    ``raw`` is no folder.
    """
    refuse_no_folder(raw)
    migrate(warehouse, wait)
    with sole_writer(warehouse, wait):
        yield


def look_back(outcome: Outcome, warehouse: Path) -> None:
    """Tell ``outcome`` which years cite recommendations, and how many reviews lost their record."""
    with connect(warehouse) as connection:
        outcome.years = cited_years(connection)
        outcome.orphaned = len(reviews(connection, ReviewOutcome.ORPHANED))


def _told(
    tasks: tuple[Task, ...], harvested: Iterator[Harvest | Failure], progress: Progress
) -> Iterator[Harvest | Failure]:
    for done, (task, one) in enumerate(zip(tasks, harvested, strict=True), start=1):
        yield one
        progress(done, len(tasks), task.file.name)
