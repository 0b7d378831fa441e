"""The nightly flow: the steps of ``ingest`` as a Prefect flow, for unattended runs.

One task for each batch of documents, since a task costs milliseconds and a document not
much more. Without a server of its own, Prefect starts a temporary one for the run.
"""

import logging
import os
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

# Read by Prefect when it is imported: no telemetry, and time enough to start its server.
os.environ.setdefault("DO_NOT_TRACK", "1")
os.environ.setdefault("PREFECT_SERVER_ANALYTICS_ENABLED", "false")
os.environ.setdefault("PREFECT_SERVER_EPHEMERAL_STARTUP_TIMEOUT_SECONDS", "120")

from prefect import flow, get_client, task

from extractors.read.worker import interrupts_held
from flows.discover import RawFolderError
from flows.harvest import harvest
from flows.ingest import orphans_in, sole_run, versions, years_in
from flows.model import dutch_model
from flows.outcome import Outcome, outcome_before
from flows.plan import Plan, Task, make_plan
from flows.publish import publish
from flows.registers import imported_rows
from flows.settings import Settings, SettingsError
from warehouse.errors import WarehouseError
from warehouse.harvest import Failure, Harvest
from warehouse.reviews.log import read_log

BATCH = 25
"""Documents in one Prefect task."""

_EXPECTED = (RawFolderError, SettingsError, WarehouseError)


def run_nightly(raw: Path, warehouse: Path, settings: Settings, wait: float = 0) -> Outcome:
    """Run the flow once and return its outcome; waits and raises as ``ingest`` does."""
    for name in ("prefect.flow_runs", "prefect.task_runs"):
        logging.getLogger(name).addFilter(without_traceback)
    with interrupts_held():  # or Ctrl-C ends the server first, and the flow waits for it
        get_client(sync_client=True)
    outcome: Outcome = nightly(raw, warehouse, settings, wait)
    return outcome


@flow(name="nightly", flow_run_name="nightly {raw}", validate_parameters=False)
def nightly(raw: Path, warehouse: Path, settings: Settings, wait: float = 0) -> Outcome:
    """Discover, read and extract, build, check and publish."""
    settings = settings.at(warehouse)
    with sole_run(raw, warehouse, wait):
        plan = discover_new(raw, warehouse, settings)
        outcome = outcome_before(plan, str(raw), str(warehouse))
        if not plan.nothing_changed:
            harvested = [one for batch in _batches(plan) for one in harvest_batch(batch, settings)]
            publish_harvest(plan, harvested, warehouse, outcome, settings)
    outcome.years, outcome.orphaned = years_in(warehouse), orphans_in(warehouse)
    return outcome


@task(name="discover", persist_result=False)
def discover_new(raw: Path, warehouse: Path, settings: Settings) -> Plan:
    """Compare the raw folder with the warehouse."""
    depends_on = versions(dutch_model(settings.model, imported_rows(settings)), settings)
    return make_plan(raw, warehouse, depends_on, read_log(settings.reviews_for(warehouse)))


@task(name="read and extract", persist_result=False)
def harvest_batch(batch: list[Task], settings: Settings) -> list[Harvest | Failure]:
    """Read a batch of documents and extract their records."""
    nlp = dutch_model(settings.model, imported_rows(settings))
    return list(harvest(batch, nlp, settings.workers, settings.keep_names))


@task(name="build and publish", persist_result=False)
def publish_harvest(
    plan: Plan,
    harvested: list[Harvest | Failure],
    warehouse: Path,
    outcome: Outcome,
    settings: Settings,
) -> Outcome:
    """Build the warehouse aside, check it and put it in place."""
    depends_on = versions(dutch_model(settings.model, imported_rows(settings)), settings)
    return publish(plan, harvested, warehouse, outcome, depends_on, imported_rows(settings))


def without_traceback(record: logging.LogRecord) -> bool:
    """Let ``record`` pass; trouble that its message explains is logged in one line."""
    if record.exc_info and isinstance(record.exc_info[1], _EXPECTED):
        record.exc_info = None
    return True


def _batches(plan: Plan) -> Iterator[list[Task]]:
    tasks = iter(plan.tasks)
    while batch := list(islice(tasks, BATCH)):
        yield batch
