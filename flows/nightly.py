"""The nightly flow: the steps of ``ingest`` as a Prefect flow, for unattended runs.

One task for each batch of documents, since a task costs milliseconds and a document not much
more; it may run on another machine (``flows.runners``). No task has a time limit: Prefect's would
not stop the work. What must be stopped is the reading of a file, and that happens in a process
that can be killed.
"""

import copy
import errno
import sys
from functools import partial
from pathlib import Path
from typing import Any, TypeVar, cast

from prefect import flow, runtime, task
from prefect.artifacts import create_markdown_artifact
from prefect.cache_policies import NO_CACHE
from prefect.client.schemas.objects import State
from prefect.tasks import exponential_backoff
from prefect.utilities.annotations import quote

from flows.batches import Batch, Harvesting, batches
from flows.console import print_line
from flows.ingest import look_back, sole_run
from flows.locations import location
from flows.model import dutch_model
from flows.outcome import Outcome, outcome_before
from flows.plan import Plan, make_plan
from flows.publish import publish
from flows.readings import sweep_readings
from flows.registers import imported_rows
from flows.runners import opened
from flows.runs.changes import Changed, changes, grades
from flows.runs.report import RunReport, as_line, as_markdown
from flows.runs.reported import reported
from flows.runs.run import Run
from flows.settings import Runner, Settings, read_settings
from flows.shards import Shards, shards_of
from flows.versions import versions
from warehouse.errors import WarehouseLocked
from warehouse.reviews.log import read_log
from warehouse.shards import load_shards

ARTIFACT = "oogst-nightly"
"""The key of the report on Prefect's page; its versions are the runs."""

Given = TypeVar("Given")

_PASSING = {
    errno.EAGAIN, errno.EBUSY, errno.EINTR, errno.EIO, errno.EMFILE, errno.ENFILE, errno.ENOLCK,
    errno.ENOMEM, errno.ESTALE, errno.ETIMEDOUT,
}  # fmt: skip


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
def nightly(
    raw: str,
    warehouse: Path,
    wait: float = 0,
    runner: Runner | None = None,
    address: str | None = None,
) -> None:
    """Discover, read and extract, build and publish, compare; then report.

    Another run is waited for as many seconds as ``wait`` says; ``runner`` and the ``address``
    of its cluster go over those of the settings. Raises as ``ingest`` does.
    """
    given = {"runner": runner, "address": address} if runner else {}
    settings = read_settings().model_copy(update=given).at(warehouse)
    with reported(location(raw), warehouse, settings, show=show_report) as run:
        with sole_run(run.raw, warehouse, wait):
            _renew(run, settings)
            run.grades = grades(warehouse)
        assert run.outcome is not None
        look_back(run.outcome, warehouse)


def _renew(run: Run, settings: Settings) -> None:
    with run.step("discover"):
        plan = discover_new(run.raw, run.warehouse, settings)
    run.outcome = outcome_before(plan, str(run.raw), str(run.warehouse))
    run.outcome.started = run.started
    if plan.nothing_changed:
        return
    work = tuple(batches(plan.tasks))
    with shards_of(run.warehouse, run.run_id, settings) as shards:
        how = _harvesting(run, settings, shards)
        with run.step("read and extract"):
            _harvest(work, how)
        with run.step("build and publish"):
            given = _whole(plan), _whole(how), len(work), run.warehouse, _whole(run.outcome)
            run.outcome = publish_harvest(*given)
    with run.step("compare"):
        run.changes = compare(run.warehouse)


def _harvest(work: tuple[Batch, ...], how: Harvesting) -> None:
    if work:  # a file that went, or a review, starts no cluster
        with opened(how.settings.runner, how.settings.address) as each:
            each(harvest_batch, work, how)


def _harvesting(run: Run, settings: Settings, shards: Shards) -> Harvesting:
    imported = imported_rows(settings)
    depends_on = versions(dutch_model(settings.model, imported), settings)
    return Harvesting(settings, imported, depends_on, run.run_id, shards)


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
def harvest_batch(batch: Batch, how: Harvesting) -> None:
    """Read a batch of documents, extract their records, and keep what comes of it."""
    how.harvest(batch)


@task(name="build and publish", task_run_name="build and publish", **_STEP)
def publish_harvest(
    plan: Plan, how: Harvesting, count: int, warehouse: Path, outcome: Outcome
) -> Outcome:
    """Build the warehouse aside of ``count`` shards, check it and put it in place."""
    told = copy.deepcopy(outcome)  # when it is tried again, nothing is counted twice
    load = partial(load_shards, shards=how.shards.read(count))
    told = publish(plan, load, warehouse, told, how.versions, how.imported)
    sweep_readings(how.settings, set(plan.present.values()))
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
