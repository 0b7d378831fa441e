"""Nightly: the Prefect flow does what ingest does, and ends as ingest ends."""

import contextlib
import errno
import json
from dataclasses import replace

import pytest

from flows import nightly_run
from flows.batches import Harvesting, batches
from flows.discover import RawFolderError
from flows.exit_codes import ExitCode
from flows.model import dutch_model
from flows.outcome import outcome_before
from flows.settings import Settings, SettingsError
from flows.shards import Shards
from flows.versions import OtherVersionError, versions
from tests.command import invoke, oogst
from tests.prefect_server import known_to
from tests.raw_folders import LETTER, RECAP, hash_of, run, warehouse_of, write
from warehouse.errors import WarehouseError, WarehouseLocked


@pytest.fixture
def three(raw):
    """A raw folder with two documents and a file that cannot be read."""
    write(raw / "terugblik.txt", RECAP)
    write(raw / "brief.txt", LETTER)
    write(raw / "foto.jpg", "geen verslag")
    return raw


@pytest.fixture
def flow():
    """The module of the flow: Prefect is slow to import."""
    from flows import nightly

    return nightly


@pytest.mark.slow
def test_the_flow_gives_the_same_warehouse_as_ingest(three, tmp_path, prefect):
    target = tmp_path / "nightly" / "oogst.duckdb"
    arguments = "nightly", three, "--warehouse", target, "--json"
    done = oogst(*arguments, cwd=tmp_path, **known_to(prefect))
    assert (done.returncode, done.stderr) == (ExitCode.NEEDS_ATTENTION, "")
    told = json.loads(done.stdout)
    assert (told["read"], [file["path"] for file in told["failed"]]) == (2, ["foto.jpg"])
    run(three)
    assert hash_of(target) == hash_of(warehouse_of(three))
    again = oogst("nightly", three, "--warehouse", target, cwd=tmp_path, **known_to(prefect))
    assert again.stdout.count("\n") == 1
    assert "nothing changed: 0 read, 2 unchanged, 1 to attend to" in again.stdout
    report = target.parent / "reports" / "runs"
    assert len(list(report.glob("*.md"))) == len(list(report.glob("*.json"))) == 2


def harvesting(target):
    """How the flow harvests for the warehouse ``target``."""
    settings, shards = Settings().at(target), Shards(target.parent / "shards")
    depends_on = versions(dutch_model(settings.model), settings)
    return Harvesting(settings, "", depends_on, "20260101T000000000000Z", shards)


def test_the_steps_are_plain_functions(three, flow):
    target, settings = warehouse_of(three), Settings()
    plan = flow.discover_new.fn(three, target, settings)
    (batch,) = batches(plan.tasks)
    how = harvesting(target)
    flow.harvest_batch.fn(batch, how)
    before = outcome_before(plan, str(three), str(target))
    outcome = flow.publish_harvest.fn(plan, how, 1, target, before)
    assert (outcome.read, outcome.exit_code) == (2, ExitCode.NEEDS_ATTENTION)
    assert flow.discover_new.fn(three, target, settings).nothing_changed


def test_what_is_published_again_is_not_counted_twice(three, flow):
    """A step that is tried again starts from what was known before it."""
    target, settings = warehouse_of(three), Settings()
    plan = flow.discover_new.fn(three, target, settings)
    how = harvesting(target)
    flow.harvest_batch.fn(next(batches(plan.tasks)), how)
    before = outcome_before(plan, str(three), str(target))
    for _ in range(2):
        outcome = flow.publish_harvest.fn(plan, how, 1, target, before)
        assert outcome.read == 2


def test_a_machine_with_other_rules_harvests_nothing(three, flow):
    target = warehouse_of(three)
    plan = flow.discover_new.fn(three, target, Settings())
    how = harvesting(target)
    other = replace(how, versions=how.versions | {"rules": "older"})
    with pytest.raises(
        OtherVersionError, match=r"^a worker has another Oogst .*\(it differs in rules\)"
    ):
        flow.harvest_batch.fn(next(batches(plan.tasks)), other)
    assert list(target.parent.rglob("*.parquet")) == []


def test_documents_go_in_batches_that_have_a_name(three, flow):
    plan = flow.discover_new.fn(three, warehouse_of(three), Settings())
    assert [batch.name for batch in batches(plan.tasks, 2)] == [
        "read and extract 1 of 2: 2 documents",
        "read and extract 2 of 2: 1 documents",
    ]


def _caused(error, cause):
    error.__cause__ = cause
    return error


@pytest.mark.parametrize(
    ("error", "passes"),
    [
        (OSError(errno.EIO, "input/output error"), True),
        (WarehouseLocked("oogst.duckdb is open for writing in process 7"), True),
        (_caused(WarehouseError("cannot be used"), OSError(errno.ESTALE, "stale")), True),
        (OSError(errno.ENOSPC, "no space left on device"), False),
        (FileNotFoundError(errno.ENOENT, "no such file"), False),
        (WarehouseError("oogst.duckdb is damaged"), False),
        (RawFolderError("raw: no such folder"), False),
        (ValueError("a damaged file"), False),
        (None, False),
    ],
    ids=str,
)
def test_only_what_may_pass_is_tried_again(flow, error, passes):
    assert flow.may_pass(error) is passes


def test_every_step_is_tried_again_and_waits_longer_each_time(flow):
    for step in (flow.discover_new, flow.harvest_batch, flow.publish_harvest, flow.compare):
        assert step.retries == len(step.retry_delay_seconds)
        assert step.retry_delay_seconds == sorted(step.retry_delay_seconds)
        assert step.timeout_seconds is None  # it would not stop the work


@pytest.fixture
def without_server(monkeypatch):
    """Put what ``answer`` does in the place of the flow; no Prefect server is needed."""

    def put(answer):
        monkeypatch.setattr(nightly_run, "prefect_server", contextlib.nullcontext)
        monkeypatch.setattr(nightly_run, "_run_flow", answer)

    return put


@pytest.mark.parametrize(
    ("error", "code"),
    [
        (RawFolderError("raw: no such folder"), ExitCode.NOTHING_READABLE),
        (SettingsError("the Dutch model 'x' is not installed here"), ExitCode.WRONG_USE),
        (WarehouseLocked("oogst.duckdb is being written"), ExitCode.WAREHOUSE),
        (KeyboardInterrupt(), ExitCode.INTERRUPTED),
    ],
    ids=lambda value: type(value).__name__,
)
def test_the_flow_ends_as_ingest_ends_and_is_reported(three, without_server, error, code):
    def fail(*arguments):
        raise error

    without_server(fail)
    result = invoke("nightly", three, "--warehouse", warehouse_of(three))
    assert result.exit_code == code
    assert result.stderr.startswith(str(error))
    assert result.stderr.count("\n") == 1
    (report,) = (warehouse_of(three).parent / "reports" / "runs").glob("*.json")
    assert json.loads(report.read_text())["exit_code"] == code
