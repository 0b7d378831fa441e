"""Nightly, in trouble: what was published is untouched or whole, and a report says why."""

import datetime as dt
import json
import os
import signal
import subprocess
import time

import psutil
import pytest

from flows import nightly_run
from flows.exit_codes import ExitCode, is_interruption
from flows.ingest import ingest
from flows.outcome import run_id_of
from flows.prefect_server import LocalServer, PrefectServerError, free_port
from flows.settings import Settings
from tests.command import OOGST, environment, hear_interrupts, invoke
from tests.prefect_server import known_to
from tests.raw_folders import LETTER, RECAP, hash_of, run, warehouse_of, write
from warehouse.history.versions import PREVIOUS, runs, version_named
from warehouse.kept import KEPT, previous_versions
from warehouse.lock import sole_writer

LONG = 240  # seconds
STEPS = ["discover", "read and extract", "build and publish"]


@pytest.fixture
def published(raw):
    """A raw folder that was published, and has one document more since."""
    write(raw / "terugblik.txt", RECAP)
    run(raw)
    write(raw / "brief.txt", LETTER)
    return raw


def reports_of(raw):
    files = (warehouse_of(raw).parent / "reports" / "runs").glob("*.json")
    return sorted((json.loads(file.read_text()) for file in files), key=lambda one: one["run_id"])


def nightly(raw, *options, **variables):
    return invoke("nightly", raw, "--warehouse", warehouse_of(raw), *options, **variables)


def test_a_second_run_at_once_is_one_line_before_anything_is_started(published, monkeypatch):
    monkeypatch.setattr(nightly_run, "prefect_server", _never)
    before = hash_of(warehouse_of(published))
    with sole_writer(warehouse_of(published)):
        result = nightly(published)
    assert result.exit_code == ExitCode.WAREHOUSE
    assert result.stderr.startswith(f"{warehouse_of(published)} is being written by process ")
    assert result.stderr.count("\n") == 1
    (report,) = reports_of(published)
    assert report["exit_code"] == ExitCode.WAREHOUSE
    assert "is being written by process" in report["ended"]
    assert hash_of(warehouse_of(published)) == before


def _never(home):
    raise AssertionError("no server is needed to be told that another run is at work")


def test_a_folder_that_is_not_there_is_reported(published):
    published.rename(published.with_name("elsewhere"))
    result = nightly(published)
    assert (result.exit_code, result.stderr) == (
        ExitCode.NOTHING_READABLE,
        f"{published}: no such folder\n",
    )
    (report,) = reports_of(published)
    assert (report["exit_code"], report["ended"]) == (3, f"{published}: no such folder")


def test_a_server_that_does_not_start_is_one_line_and_a_report(published, monkeypatch, tmp_path):
    def fail(server):
        raise PrefectServerError("the Prefect server did not start; server.log tells why")

    monkeypatch.setattr(LocalServer, "start", fail)
    monkeypatch.setattr(nightly_run, "prefect_home", lambda warehouse: tmp_path / "prefect")
    for name in list(os.environ):  # what is set for Prefect is set for this test alone
        if name.startswith("PREFECT_"):
            monkeypatch.delenv(name)
    monkeypatch.setattr("flows.prefect_server.prepare", lambda home: home.mkdir())
    monkeypatch.setenv("PREFECT_HOME", str(tmp_path / "prefect"))
    result = nightly(published)
    assert result.exit_code == ExitCode.FAILED
    assert result.stderr == "the Prefect server did not start; server.log tells why\n"
    assert reports_of(published)[0]["exit_code"] == ExitCode.FAILED
    assert "PREFECT_API_URL" not in os.environ


def test_a_clock_that_jumps_back_leaves_runs_and_versions_in_order(raw):
    """The published file too is then as old as the clock says."""
    warehouse, before = warehouse_of(raw), None
    for hours in range(KEPT + 2):
        write(raw / f"verslag-{hours}.txt", RECAP.replace("2024", str(2010 + hours)))
        started = dt.datetime(2026, 3, 29, 12, tzinfo=dt.UTC) - dt.timedelta(hours=hours)
        ingest(raw, warehouse, Settings(), started=started)
        os.utime(warehouse, (0, started.timestamp()))
        (published,) = (one for one in runs(warehouse) if one.file == warehouse)
        assert published.run_id == run_id_of(started)
        if before:
            assert hash_of(version_named(warehouse, PREVIOUS)) == before
        before = hash_of(warehouse)
    assert len(previous_versions(warehouse)) == KEPT


class Going:
    """A nightly run in a process of its own, of which the steps can be waited for."""

    def __init__(self, raw, **variables):
        variables |= {"OOGST_LOG_LEVEL": "info"}
        self.raw, self.errors = raw, raw.parent / "errors.txt"
        with self.errors.open("wb") as errors:
            self.process = subprocess.Popen(
                [OOGST, "nightly", raw],
                cwd=raw.parent,
                env=environment(**variables),
                stdout=subprocess.PIPE,
                stderr=errors,
                start_new_session=True,
                preexec_fn=hear_interrupts,
            )

    def reach(self, step):
        until = time.monotonic() + LONG
        while f"info: {step} begins" not in self.told():
            assert self.process.poll() is None, self.told()
            assert time.monotonic() < until, self.told()
            time.sleep(0.02)

    def told(self):
        return self.errors.read_text()

    def end(self):
        printed, _ = self.process.communicate(timeout=LONG)
        return self.process.returncode, printed.decode()


@pytest.mark.slow
@pytest.mark.parametrize("step", STEPS)
@pytest.mark.parametrize("how", [signal.SIGTERM, signal.SIGINT], ids=lambda how: how.name)
def test_whoever_stops_it_at_whatever_step_finds_it_whole(published, prefect, how, step):
    warehouse = warehouse_of(published)
    before = hash_of(warehouse)
    going = Going(published, **known_to(prefect))
    going.reach(step)
    os.killpg(going.process.pid, how)  # as a terminal, or systemd, tells all of a job
    code, printed = going.end()
    (report,) = reports_of(published)
    assert (code, report["exit_code"], printed) == (130, 130, "")
    assert report["ended"].startswith("Interrupted")
    begun = list(report["steps"])
    assert begun == STEPS[: len(begun)]
    assert step in begun  # the next may have begun before the signal was there
    *lines, last = going.told().splitlines()
    assert last == "Interrupted; the published warehouse is as it was."
    assert [line for line in lines if report["run_id"] not in line] == []  # no word of Prefect
    assert hash_of(warehouse) == before
    assert not list(warehouse.parent.glob("*.building*"))
    assert run(published).read == 1


@pytest.mark.slow
def test_a_server_that_dies_meanwhile_does_not_stop_the_work(published):
    going = Going(published)
    going.reach("read and extract")
    children = psutil.Process(going.process.pid).children()
    (server,) = (child for child in children if "flows.prefect_server" in child.cmdline())
    server.kill()
    code, printed = going.end()
    (report,) = reports_of(published)
    assert (code, report["exit_code"]) == (ExitCode.DONE, ExitCode.DONE)
    assert (report["outcome"]["read"], printed.count("\n")) == (1, 1)
    assert "Prefect could not be told how the run ended" in going.told()
    assert "Traceback" not in going.told()
    assert not run(published).changed


@pytest.mark.slow
def test_a_server_that_is_not_there_is_one_line(published):
    nowhere = f"http://127.0.0.1:{free_port(0)}/api"
    going = Going(published, PREFECT_API_URL=nowhere)
    code, printed = going.end()
    assert (code, printed) == (ExitCode.FAILED, "")
    assert going.told().splitlines()[-1].startswith("Prefect could not be told of the run (")
    assert "Traceback" not in going.told()
    assert reports_of(published)[0]["exit_code"] == ExitCode.FAILED


@pytest.mark.parametrize(
    ("raised_while", "is_one"), [(KeyboardInterrupt, True), (ZeroDivisionError, False)]
)
def test_what_a_library_raises_when_it_is_interrupted_is_an_interruption(raised_while, is_one):
    def interrupted_library():
        try:
            raise raised_while
        except raised_while:
            raise RuntimeError("the event loop is closed")  # noqa: B904 - as libraries do

    with pytest.raises(RuntimeError) as caught:
        interrupted_library()
    assert is_interruption(caught.value) is is_one
