"""On a Dask cluster the nightly flow gives what it gives here, also when a worker is killed."""

import importlib.util
import os
import re
import signal
import subprocess
import sys
import time
from pathlib import Path

import psutil
import pytest

from flows.exit_codes import ExitCode
from flows.prefect_server import LocalServer
from tests.command import OOGST, environment, hear_interrupts, invoke, oogst
from tests.far_store import keys_in, needs_s3
from tests.prefect_server import known_to
from tests.raw_folders import LETTER, RECAP, hash_of, pdf, run, spoil, warehouse_of, write

HAS_DASK = importlib.util.find_spec("prefect_dask") is not None
needs_dask = pytest.mark.skipif(not HAS_DASK, reason="needs pip install 'oogst[cluster]'")
LONG = 240  # seconds, where all cores are busy
DASK = Path(sys.executable).with_name("dask")
SCHEDULER = [DASK, "scheduler", "--host", "127.0.0.1", "--port", "0", "--no-dashboard"]
WORKER = [DASK, "worker", "--host", "127.0.0.1", "--nthreads", "1", "--no-dashboard", "--no-nanny"]


class Cluster:
    """A scheduler and two workers on loopback, as people start them on machines of their own."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.scheduler = self._start("scheduler", SCHEDULER)
        self.address = self.wait_for("scheduler", r"Scheduler at: +(tcp://\S+)")
        self.workers = [self._start(name, [*WORKER, self.address]) for name in ("one", "two")]
        for name in ("one", "two"):
            self.wait_for(name, r"(Registered to)")

    def _start(self, name: str, command: list[str]) -> subprocess.Popen[bytes]:
        with (self.folder / f"{name}.log").open("wb") as log:
            local = environment(DASK_TEMPORARY_DIRECTORY=str(self.folder))
            return subprocess.Popen(command, stdout=log, stderr=log, cwd=self.folder, env=local)

    def wait_for(self, name: str, pattern: str) -> str:
        log, until = self.folder / f"{name}.log", time.monotonic() + LONG
        while not (found := re.search(pattern, log.read_text())):
            assert time.monotonic() < until, log.read_text()
            time.sleep(0.1)
        return found[1]

    def busy_worker(self) -> subprocess.Popen[bytes]:
        """The first worker that is seen to have a process that reads."""
        until = time.monotonic() + LONG
        while time.monotonic() < until:
            for worker in self.workers:
                if len(psutil.Process(worker.pid).children(recursive=True)) >= 2:
                    return worker
            time.sleep(0.05)
        raise AssertionError("no worker was given anything to read")

    def stop(self) -> None:
        for process in (*self.workers, self.scheduler):
            process.kill()
            process.wait()


@pytest.fixture
def cluster(tmp_path):
    """The cluster, in a folder of its own: what it needs it is told."""
    folder = tmp_path / "elsewhere"
    folder.mkdir()
    started = Cluster(folder)
    yield started
    started.stop()


@pytest.fixture
def many(raw):
    """A raw folder with a batch for each of two workers and more, and files that cannot be read."""
    for number in range(60):
        text = RECAP if number % 2 else LETTER
        write(raw / f"{number % 4}" / f"verslag-{number}.txt", f"{text}\nVerslag {number}.\n" * 8)
    pdf(raw / "plan.pdf", "Het ministerie van SZW stelt in 2027 een plan op.", "Bladzijde twee.")
    spoil(raw)
    return raw


def _nightly(raw, target, cluster, prefect):
    """A nightly run on ``cluster``, in a process of its own."""
    on_dask = "--runner", "dask", "--address", cluster.address
    return subprocess.Popen(
        [OOGST, "nightly", raw, "--warehouse", target, *on_dask],
        cwd=raw.parent,
        env=environment(**known_to(prefect)),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


@needs_dask
@pytest.mark.slow
def test_a_killed_worker_costs_nothing(many, tmp_path, cluster, prefect):
    target = tmp_path / "cluster" / "oogst.duckdb"
    nightly = _nightly(many, target, cluster, prefect)
    killed = cluster.busy_worker()
    readers = psutil.Process(killed.pid).children(recursive=True)
    os.kill(killed.pid, signal.SIGKILL)
    out, errors = nightly.communicate(timeout=LONG)
    assert (nightly.returncode, errors) == (ExitCode.NEEDS_ATTENTION, "")
    assert "published: 61 read" in out
    assert "Remove worker" in (cluster.folder / "scheduler.log").read_text()
    _, alive = psutil.wait_procs(readers, timeout=30)
    assert alive == []  # those that read ended with their parent
    here = run(many)
    assert here.read == 61
    assert hash_of(target) == hash_of(warehouse_of(many))
    assert not (target.parent / "shards").exists()


@needs_dask
@pytest.mark.slow
def test_a_scheduler_that_dies_ends_the_run_and_harms_nothing(many, tmp_path, cluster, prefect):
    target = tmp_path / "cluster" / "oogst.duckdb"
    nightly = _nightly(many, target, cluster, prefect)
    cluster.busy_worker()
    cluster.scheduler.kill()
    _, errors = nightly.communicate(timeout=LONG)
    assert nightly.returncode == ExitCode.FAILED
    assert errors.splitlines()[-1].endswith(": the Dask scheduler is gone")
    assert "Traceback" not in errors
    assert not target.exists()
    assert list(target.parent.rglob("*.parquet")) == []


@needs_dask
@pytest.mark.slow
def test_without_an_address_the_cluster_is_on_this_machine(raw, tmp_path, prefect):
    write(raw / "brief.txt", LETTER)
    target = tmp_path / "cluster" / "oogst.duckdb"
    told = oogst(
        *("nightly", raw, "--warehouse", target),
        cwd=tmp_path,
        OOGST_RUNNER="dask",
        OOGST_WORKERS="1",
        **known_to(prefect),
    )
    assert (told.returncode, told.stderr) == (ExitCode.DONE, "")
    run(raw)
    assert hash_of(target) == hash_of(warehouse_of(raw))


@needs_dask
@needs_s3
@pytest.mark.slow
def test_all_that_machines_share_may_lie_in_a_bucket(raw, tmp_path, prefect, s3):
    store, variables = s3
    for name, text in (("brief.txt", LETTER), ("terugblik.txt", RECAP)):
        store.upload_file(str(write(raw / name, text)), "oogst", f"raw/{name}")
    target = tmp_path / "cluster" / "oogst.duckdb"
    shared = {f"OOGST_{name.upper()}": f"s3://oogst/{name}" for name in ("readings", "shards")}
    told = oogst(
        *("nightly", "s3://oogst/raw", "--warehouse", target, "--runner", "dask"),
        cwd=tmp_path,
        OOGST_WORKERS="1",
        **(variables | shared | known_to(prefect)),
    )
    assert (told.returncode, told.stderr) == (ExitCode.DONE, "")
    run(raw)
    assert hash_of(target) == hash_of(warehouse_of(raw))
    assert (len(keys_in(store, "readings")), keys_in(store, "shards")) == (2, [])


@needs_dask
@pytest.mark.slow
def test_ctrl_c_ends_the_cluster_too_and_leaves_nothing(many, tmp_path, prefect):
    target = tmp_path / "cluster" / "oogst.duckdb"
    nightly = subprocess.Popen(
        [OOGST, "nightly", many, "--warehouse", target, "--runner", "dask"],
        cwd=tmp_path,
        env=environment(OOGST_WORKERS="2", **known_to(prefect)),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
        preexec_fn=hear_interrupts,
    )
    below = _once_they_read(psutil.Process(nightly.pid))
    os.killpg(nightly.pid, signal.SIGINT)  # as a terminal sends it, to all of them
    out, errors = nightly.communicate(timeout=LONG)
    assert (nightly.returncode, out) == (ExitCode.INTERRUPTED, "")
    assert errors == "Interrupted; the published warehouse is as it was.\n"
    _, alive = psutil.wait_procs(below, timeout=30)
    assert alive == []
    assert not target.exists()
    assert list(target.parent.rglob("*.parquet")) == []


def _once_they_read(process: psutil.Process) -> list[psutil.Process]:
    """All below a process, once a worker of its cluster has started one to read."""
    until = time.monotonic() + LONG
    while time.monotonic() < until:
        below = process.children(recursive=True)
        if any("forkserver" in " ".join(one.cmdline()) for one in below):
            return below
        time.sleep(0.2)
    raise AssertionError("no worker was given anything to read")


@needs_dask
@pytest.mark.slow
def test_where_no_scheduler_answers_the_run_ends_in_one_line(raw, tmp_path, prefect):
    write(raw / "brief.txt", LETTER)
    nowhere = "tcp://127.0.0.1:9"
    told = oogst(
        *("nightly", raw, "--runner", "dask", "--address", nowhere),
        cwd=tmp_path,
        DASK_DISTRIBUTED__COMM__TIMEOUTS__CONNECT="2s",
        **known_to(prefect),
    )
    assert told.returncode == ExitCode.FAILED
    assert told.stderr == f"no Dask scheduler with workers answers at {nowhere}\n"
    assert not warehouse_of(raw).exists()


def test_an_address_without_dask_is_refused(raw):
    result = invoke("nightly", raw, "--address", "tcp://127.0.0.1:8786")
    assert result.exit_code == ExitCode.WRONG_USE
    assert "add --runner dask" in result.stderr


def test_without_dask_one_line_tells_what_installs_it(raw, monkeypatch):
    monkeypatch.setitem(sys.modules, "distributed", None)
    monkeypatch.setattr(LocalServer, "start", lambda server: pytest.fail("a server was started"))
    result = invoke("nightly", raw, "--runner", "dask")
    assert result.exit_code == ExitCode.WRONG_USE
    mend = "needs libraries that are not installed: pip install 'oogst[cluster]'"
    assert result.stderr == f"the runner dask {mend}\n"
