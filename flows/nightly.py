"""The nightly flow: the steps of ``ingest`` as a Prefect flow, for unattended runs.

One task for each batch of documents, since a task costs milliseconds and a document not much
more. No task has a time limit: Prefect's would not stop the work. What must be stopped is the
reading of a file, and that happens in a process that can be killed.
"""

import copy
import errno
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar, cast

from prefect import flow, runtime, task
from prefect.artifacts import create_markdown_artifact
from prefect.cache_policies import NO_CACHE
from prefect.client.schemas.objects import State
from prefect.tasks import exponential_backoff
from prefect.utilities.annotations import quote

from flows.console import print_line
from flows.harvest import harvest
from flows.ingest import orphans_in, sole_run, versions, years_in
from flows.model import dutch_model
from flows.outcome import Outcome, outcome_before
from flows.plan import Plan, Task, make_plan
from flows.publish import publish
from flows.readings import sweep_readings
from flows.registers import imported_rows
from flows.runs.changes import Changed, changes, grades
from flows.runs.report import RunReport, as_line, as_markdown
from flows.runs.reported import reported
from flows.runs.run import Run
from flows.settings import Settings, read_settings
from warehouse.errors import WarehouseLocked
from warehouse.harvest import Failure, Harvest
from warehouse.reviews.log import read_log

BATCH = 25
"""Documents in one Prefect task."""

ARTIFACT = "oogst-nightly"
"""The key of the report on Prefect's page; its versions are the runs."""

Given = TypeVar("Given")

_PASSING = {
    errno.EAGAIN, errno.EBUSY, errno.EINTR, errno.EIO, errno.EMFILE, errno.ENFILE, errno.ENOLCK,
    errno.ENOMEM, errno.ESTALE, errno.ETIMEDOUT,
}  # fmt: skip


@dataclass(frozen=True)
class Batch:
    """Some of the documents that are new; ``number`` counts batches from 1."""

    number: int
    of: int
    tasks: list[Task]

    @property
    def name(self) -> str:
        """What Prefect's page calls the reading of it."""
        return f"read and extract {self.number} of {self.of}: {len(self.tasks)} documents"


def may_pass(error: object) -> bool:
    """Whether what stopped a step may be gone in a minute: a lock, a disk that was away.

    A damaged file or warehouse, a full disk and a folder that is not there stay what they are.
    """
    if isinstance(error, OSError):
        return error.errno in _PASSING
    cause = error.__cause__ if isinstance(error, Exception) else None
    return isinstance(error, WarehouseLocked) or (cause is not None and may_pass(cause))


def _try_again(_task: Any, _run: Any, state: State[Any]) -> bool:
    return may_pass(state.data)


# No step has a tag: for each, Prefect asks its server for a slot, and would not go on without.
_STEP: dict[str, Any] = {
    "persist_result": False,
    "cache_policy": NO_CACHE,
    "retries": 3,
    "retry_delay_seconds": exponential_backoff(backoff_factor=5),  # 5, 10, 20 seconds
    "retry_jitter_factor": 0.5,
    "retry_condition_fn": _try_again,
}


@flow(name="nightly", flow_run_name="nightly {raw}", persist_result=False)
def nightly(raw: Path, warehouse: Path, wait: float = 0) -> None:
    """Discover, read and extract, build and publish, compare; then report.

    Another run is waited for as many seconds as ``wait`` says. Raises as ``ingest`` does.
    """
    settings = read_settings().at(warehouse)
    with reported(raw, warehouse, settings, show=show_report) as run:
        with sole_run(raw, warehouse, wait):
            _renew(run, settings)
            run.grades = grades(warehouse)
        assert run.outcome is not None
        run.outcome.years, run.outcome.orphaned = years_in(warehouse), orphans_in(warehouse)


def _renew(run: Run, settings: Settings) -> None:
    with run.step("discover"):
        plan = discover_new(run.raw, run.warehouse, settings)
    run.outcome = outcome_before(plan, str(run.raw), str(run.warehouse))
    run.outcome.started = run.started
    if plan.nothing_changed:
        return
    with run.step("read and extract"):
        harvested = [one for batch in batches(plan) for one in _harvested(batch, settings)]
    with run.step("build and publish"):
        given = _whole(plan), _whole(harvested), run.warehouse, _whole(run.outcome)
        run.outcome = publish_harvest(*given, settings)
    with run.step("compare"):
        run.changes = compare(run.warehouse)


def _harvested(batch: Batch, settings: Settings) -> list[Harvest | Failure]:
    return harvest_batch.with_options(task_run_name=batch.name)(_whole(batch), settings)


def _whole(given: Given) -> Given:
    """Prefect looks into all that a task is given, for results of others; not into a quote."""
    return cast(Given, quote(given))


@task(name="discover", task_run_name="discover", **_STEP)
def discover_new(raw: Path, warehouse: Path, settings: Settings) -> Plan:
    """Compare the raw folder with the warehouse."""
    depends_on = versions(dutch_model(settings.model, imported_rows(settings)), settings)
    log = read_log(settings.reviews_for(warehouse))
    return make_plan(raw, warehouse, depends_on, log, settings.check_all)


@task(name="read and extract", **_STEP)
def harvest_batch(batch: Batch, settings: Settings) -> list[Harvest | Failure]:
    """Read a batch of documents and extract their records."""
    return list(harvest(batch.tasks, settings))


@task(name="build and publish", task_run_name="build and publish", **_STEP)
def publish_harvest(
    plan: Plan,
    harvested: list[Harvest | Failure],
    warehouse: Path,
    outcome: Outcome,
    settings: Settings,
) -> Outcome:
    """Build the warehouse aside, check it and put it in place."""
    depends_on = versions(dutch_model(settings.model, imported_rows(settings)), settings)
    told = copy.deepcopy(outcome)  # when it is tried again, nothing is counted twice
    told = publish(plan, harvested, warehouse, told, depends_on, imported_rows(settings))
    sweep_readings(settings, set(plan.present.values()))
    return told


@task(name="compare", task_run_name="compare", **_STEP)
def compare(warehouse: Path) -> list[Changed]:
    """Count what changed since the version before, by cause."""
    return changes(warehouse)


def show_report(report: RunReport) -> None:
    """Put the report of a run on its page in Prefect."""
    if runtime.deployment.id:  # nobody started it who would print its line
        print_line(as_line(report))
        sys.stdout.flush()
    create_markdown_artifact(key=ARTIFACT, markdown=as_markdown(report), description=report.ended)


def batches(plan: Plan) -> Iterator[Batch]:
    """Yield what is new in batches, in its order."""
    starts = range(0, len(plan.tasks), BATCH)
    for number, start in enumerate(starts, start=1):
        yield Batch(number, len(starts), list(plan.tasks[start : start + BATCH]))
