"""Nightly: the Prefect flow does what ingest does, and ends as ingest ends."""

import json
import logging
import signal
import sys

import pytest

from flows import nightly
from flows.discover import RawFolderError
from flows.exit_codes import ExitCode
from flows.outcome import outcome_before
from flows.settings import Settings, SettingsError
from tests.command import invoke, oogst
from tests.raw_folders import LETTER, RECAP, hash_of, run, warehouse_of, write
from warehouse.errors import WarehouseError, WarehouseLocked


@pytest.fixture
def three(raw):
    """A raw folder with two documents and a file that cannot be read."""
    write(raw / "terugblik.txt", RECAP)
    write(raw / "brief.txt", LETTER)
    write(raw / "foto.jpg", "geen verslag")
    return raw


@pytest.mark.slow
def test_the_flow_gives_the_same_warehouse_as_ingest(three, tmp_path):
    target = tmp_path / "nightly" / "oogst.duckdb"
    arguments = "nightly", three, "--warehouse", target, "--json"
    done = oogst(*arguments, cwd=tmp_path, PREFECT_HOME=str(tmp_path / "prefect"))
    assert done.returncode == ExitCode.NEEDS_ATTENTION, done.stderr
    told = json.loads(done.stdout)
    assert (told["read"], [file["path"] for file in told["failed"]]) == (2, ["foto.jpg"])
    assert "Finished in state Completed()" in done.stderr
    assert "Traceback" not in done.stderr
    run(three)
    assert hash_of(target) == hash_of(warehouse_of(three))


def test_the_steps_are_plain_functions(three):
    target, settings = warehouse_of(three), Settings()
    plan = nightly.discover_new.fn(three, target, settings)
    harvested = nightly.harvest_batch.fn(list(plan.tasks), settings)
    outcome = outcome_before(plan, str(three), str(target))
    nightly.publish_harvest.fn(plan, harvested, target, outcome, settings)
    assert (outcome.read, outcome.exit_code) == (2, ExitCode.NEEDS_ATTENTION)
    assert nightly.discover_new.fn(three, target, settings).nothing_changed


def test_documents_go_in_batches(three, monkeypatch):
    monkeypatch.setattr(nightly, "BATCH", 2)
    plan = nightly.discover_new.fn(three, warehouse_of(three), Settings())
    assert [len(batch) for batch in nightly._batches(plan)] == [2, 1]


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
def test_the_flow_ends_as_ingest_ends(three, monkeypatch, error, code):
    def fail(*arguments):
        raise error

    monkeypatch.setattr(nightly, "nightly", fail)
    monkeypatch.setattr(nightly, "get_client", lambda sync_client: None)
    result = invoke("nightly", three, "--warehouse", warehouse_of(three))
    assert result.exit_code == code
    assert result.stderr.startswith(str(error))
    assert result.stderr.count("\n") == 1


def test_the_server_is_started_deaf_to_ctrl_c(three, monkeypatch):
    """Else Ctrl-C ends the server first, and the flow tries for minutes to tell it so."""
    deaf = []

    def listen(*arguments, **options):
        deaf.append(signal.SIGINT in signal.pthread_sigmask(signal.SIG_BLOCK, []))

    monkeypatch.setattr(nightly, "get_client", listen)
    monkeypatch.setattr(nightly, "nightly", listen)
    nightly.run_nightly(three, warehouse_of(three), Settings())
    assert deaf == [True, False]


@pytest.mark.parametrize(
    ("error", "traced"), [(WarehouseError("damaged"), False), (ZeroDivisionError(), True)]
)
def test_the_log_traces_only_what_nobody_expects(error, traced):
    try:
        raise error
    except type(error):
        record = logging.LogRecord("prefect", logging.ERROR, "", 0, "", None, sys.exc_info())
    assert nightly.without_traceback(record)
    assert bool(record.exc_info) is traced
