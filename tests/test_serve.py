"""Serving: the schedule makes runs, a page shows them, and no end of it leaves a mess.

These tests start real servers, which take long: leave them out with ``-m 'not slow'``.
"""

import json
import re
import shutil
import signal
import subprocess
import time
import urllib.request
from pathlib import Path

import psutil
import pytest
from playwright.sync_api import expect

from flows.exit_codes import ExitCode
from tests.browser import Opener, chromium
from tests.command import OOGST, environment, hear_interrupts
from tests.raw_folders import LETTER, RECAP, hash_of, run, warehouse_of, write

pytestmark = pytest.mark.slow


EVERY_20_SECONDS = "* * * * * */20"
LONG = 240  # seconds; a server starts in ten, or in a minute where all cores are busy
CHROMIUM = shutil.which("chromium")


class Serving:
    """``oogst serve`` in a process of its own, as a person or systemd runs it."""

    def __init__(self, raw: Path, *options: str, **variables: str) -> None:
        self.raw = raw
        self.out, self.errors = raw.parent / "out.txt", raw.parent / "errors.txt"
        with self.out.open("wb") as out, self.errors.open("wb") as errors:
            self.process = subprocess.Popen(
                [OOGST, "serve", raw, *options],
                cwd=raw.parent,
                env=environment(PREFECT_RUNNER_POLL_FREQUENCY="3", **variables),
                stdout=out,
                stderr=errors,
                start_new_session=True,
                preexec_fn=hear_interrupts,
            )

    @property
    def page(self) -> str:
        """The address of Prefect's page, once it has been told."""
        return self.wait_for(lambda: re.search(r"Prefect is at (\S+)", self.out.read_text()))[1]

    @property
    def server(self) -> psutil.Process:
        """The process of the Prefect server."""
        return next(child for child in self.children() if "flows.prefect_server" in child.cmdline())

    def children(self) -> list[psutil.Process]:
        return psutil.Process(self.process.pid).children(recursive=True)

    def reports(self) -> list[dict]:
        """The reports of the runs so far, the first first."""
        files = (warehouse_of(self.raw).parent / "reports" / "runs").glob("*.json")
        told = [json.loads(file.read_text()) for file in files if file.read_text().endswith("}\n")]
        return sorted(told, key=lambda report: report["run_id"])

    def asked(self, what: str, question: dict) -> list[dict]:
        """What the server answers."""
        request = urllib.request.Request(
            f"{self.page}/api/{what}/filter",
            json.dumps(question).encode(),
            {"Content-Type": "application/json"},
        )
        with urllib.request.urlopen(request, timeout=30) as answer:
            return json.load(answer)

    def wait_for(self, condition):
        until = time.monotonic() + LONG
        while not (found := condition()):
            assert self.process.poll() is None, self.errors.read_text()
            assert time.monotonic() < until, self.errors.read_text() + self.out.read_text()
            time.sleep(0.2)
        return found

    def end(self, how: signal.Signals) -> int:
        """Stop it; return its exit code once it and all that it started are gone."""
        children = self.children()
        self.process.send_signal(how)
        code = self.process.wait(LONG)
        _, alive = psutil.wait_procs(children, timeout=30)
        assert [child.cmdline() for child in alive] == []
        return code


@pytest.fixture
def serving(raw):
    """Serve ``raw``, with options and variables; it is killed where a test leaves it running."""
    started = []

    def start(*options, **variables):
        started.append(Serving(raw, *options, **variables))
        return started[-1]

    yield start
    for one in started:
        if one.process.poll() is None:
            for process in (*one.children(), one.process):
                process.kill()


@pytest.fixture
def two(raw):
    """A raw folder with two documents."""
    write(raw / "terugblik.txt", RECAP)
    write(raw / "brief.txt", LETTER)
    return raw


def test_the_schedule_makes_runs_that_complete_and_the_page_shows_them(two, serving):
    served = serving("--cron", EVERY_20_SECONDS, OOGST_LOG_LEVEL="info", OOGST_LOG_FORMAT="json")
    served.wait_for(lambda: len(served.reports()) == 2)
    first, second = served.reports()
    assert (first["outcome"]["changed"], first["outcome"]["read"]) == (True, 2)
    assert (second["outcome"]["changed"], second["outcome"]["unchanged"]) == (False, 2)
    assert first["exit_code"] == second["exit_code"] == ExitCode.DONE

    finished = {"flow_runs": {"state": {"type": {"any_": ["COMPLETED"]}}}}
    runs = served.wait_for(lambda: _two_of(served.asked("flow_runs", finished)))
    assert all(made["auto_scheduled"] and made["deployment_id"] for made in runs)
    artifacts = served.asked("artifacts", {"artifacts": {"key": {"any_": ["oogst-nightly"]}}})
    assert {artifact["flow_run_id"] for artifact in artifacts} == {made["id"] for made in runs}
    assert any(first["run_id"] in artifact["data"] for artifact in artifacts)
    tasks = served.wait_for(lambda: _all_done(served.asked("task_runs", {})))
    assert {"discover", "read and extract 1 of 1: 2 documents", "build and publish"} <= tasks
    _look_at(f"{served.page}/runs", runs)

    assert served.end(signal.SIGTERM) == ExitCode.DONE
    ids = {report["run_id"] for report in (first, second)}
    told = [json.loads(line) for line in served.errors.read_text().splitlines()]
    assert ids <= {line["run"] for line in told}  # a third run may have begun
    lines = served.out.read_text().splitlines()
    assert [line for line in lines if first["run_id"] in line] == [
        f"{first['run_id']} published: 2 read, 0 unchanged"
    ]
    assert lines[-1] == "Stopped."
    run(two)
    assert hash_of(warehouse_of(two))


def _two_of(runs):
    return runs[:2] if len(runs) >= 2 else None


def _all_done(tasks):
    done = {task["name"] for task in tasks if task["state_type"] == "COMPLETED"}
    return done if len(done) >= 3 else None


def _look_at(address, runs):
    """The names of the runs are on the page, in a browser; its picture is kept."""
    if not CHROMIUM:
        return
    with chromium() as started, Opener(started)(address, offline=False) as watched:
        expect(watched.page.get_by_text(runs[0]["name"]).first).to_be_visible(timeout=60_000)
        watched.keep("prefect-runs")


def test_stopping_it_leaves_no_process_and_says_nothing_else(two, serving):
    served = serving()
    assert served.page
    assert served.end(signal.SIGTERM) == ExitCode.DONE
    assert served.errors.read_text() == ""
    assert served.out.read_text().splitlines()[-1] == "Stopped."


def test_ctrl_c_while_a_run_goes_on_ends_both_in_good_order(two, serving):
    served = serving("--cron", EVERY_20_SECONDS, OOGST_LOG_LEVEL="info")
    served.wait_for(lambda: "read and extract begins" in served.errors.read_text())
    assert served.end(signal.SIGINT) == ExitCode.DONE
    (report,) = served.reports()
    assert report["exit_code"] == ExitCode.INTERRUPTED
    lines = served.errors.read_text().splitlines()
    assert [line for line in lines if report["run_id"] not in line] == []
    assert not warehouse_of(two).exists()
    assert run(two).read == 2


def test_a_server_that_dies_is_started_again_and_one_whose_command_dies_ends(two, serving):
    served = serving()
    page, first = served.page, served.server
    first.kill()
    served.wait_for(lambda: "the Prefect server ended; starting it again" in _text(served.errors))
    served.wait_for(lambda: [one for one in served.children() if _is_server(one, first.pid)])
    served.wait_for(lambda: _answers(page))
    assert "Traceback" not in _text(served.errors)
    second = served.server
    served.process.kill()
    second.wait(30)


def _is_server(process, other_than):
    try:
        return process.pid != other_than and "flows.prefect_server" in process.cmdline()
    except psutil.Error:
        return False


def _answers(page):
    try:
        return urllib.request.urlopen(f"{page}/api/health", timeout=2).status == 200
    except OSError:
        return False


def _text(path):
    return path.read_text()
