"""Killed, out of room or without its folder: what was published stays, the next run ends well.

How many random kills there are is for the variable KILLS to say; a benchmark asks for a hundred.
"""

import os
import random
import resource
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import duckdb
import pytest

from flows import harvest as harvesting
from flows.exit_codes import ExitCode
from tests.command import OOGST, environment, invoke
from tests.raw_folders import LETTER, RECAP, hash_of, rows, run, warehouse_of, write
from warehouse.checks import check
from warehouse.kept import previous_versions

KILLS = int(os.environ.get("KILLS", "4"))
MEETING = "Op {day} mei 2025 sprak UNICEF met de gemeente Assen over aanbeveling 25F."


def fill(raw: Path, first: int, last: int) -> None:
    for day in range(first, last):
        write(raw / f"verslag-{day}.txt", MEETING.format(day=day))


def start(raw: Path) -> subprocess.Popen[bytes]:
    command = [OOGST, "ingest", raw]
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    return subprocess.Popen(command, cwd=raw.parent, env=environment(), **quiet)


def assert_whole(warehouse: Path, copy: Path) -> None:
    """All checks pass on every row of it, not only on what came in last."""
    shutil.copyfile(warehouse, copy)
    with duckdb.connect(str(copy)) as connection:
        connection.execute("DELETE FROM stored.runs")
        check(connection)


def ingest(raw: Path) -> float:
    """Run to the end; return how many seconds that took."""
    began = time.monotonic()
    assert start(raw).wait() == ExitCode.DONE
    return time.monotonic() - began


@dataclass(frozen=True)
class Nights:
    """A folder with its warehouse before a night, how long a run takes, and what each side says."""

    folder: Path
    takes: float
    before: str
    after: str


@pytest.fixture(scope="module")
def nights(tmp_path_factory) -> Nights:
    """Three files that were read; what all eleven say is made in one go, elsewhere."""
    folder, at_once = tmp_path_factory.mktemp("night"), tmp_path_factory.mktemp("at-once")
    fill(folder / "raw", 1, 4)
    takes = ingest(folder / "raw")
    fill(at_once / "raw", 1, 12)
    ingest(at_once / "raw")
    before, after = (hash_of(warehouse_of(one / "raw")) for one in (folder, at_once))
    assert before != after
    return Nights(folder, takes, before, after)


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(KILLS))
def test_a_kill_at_any_moment_leaves_a_whole_file_and_the_next_run_ends_well(
    nights, tmp_path, seed
) -> None:
    raw = shutil.copytree(nights.folder, tmp_path / "night") / "raw"
    warehouse = warehouse_of(raw)
    assert hash_of(warehouse) == nights.before
    fill(raw, 4, 12)
    process = start(raw)
    time.sleep(random.Random(seed).uniform(0, 1.2 * nights.takes))
    process.send_signal(signal.SIGKILL)
    process.wait()
    assert_whole(warehouse, tmp_path / "copy.duckdb")
    assert hash_of(warehouse) in (nights.before, nights.after)
    ingest(raw)
    assert hash_of(warehouse) == nights.after


def test_a_notebook_stays_open_through_three_runs(raw) -> None:
    write(raw / "terugblik.txt", RECAP)
    run(raw)
    warehouse = warehouse_of(raw)
    count = "SELECT count(*) FROM documents"
    opened = f"import duckdb; c = duckdb.connect({str(warehouse)!r}, read_only=True)\n"
    asks = f"for line in __import__('sys').stdin: print(c.sql({count!r}).fetchall(), flush=True)"
    command = [sys.executable, "-c", opened + asks]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as notebook:
        assert notebook.stdin
        assert notebook.stdout
        for number in range(3):
            notebook.stdin.write("ask\n")
            notebook.stdin.flush()
            assert notebook.stdout.readline() == "[(1,)]\n"
            write(raw / f"brief-{number}.txt", f"{LETTER}\nNummer {number}.\n")
            assert run(raw).changed
        notebook.stdin.close()
    assert notebook.returncode == 0
    assert rows(warehouse, count) == [(4,)]


@contextmanager
def room_for(size: int) -> Iterator[None]:
    """No file may grow beyond ``size`` bytes, which is what a full disk looks like to a writer."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


@pytest.mark.parametrize("size", [1, 1_000, 60_000, 1_000_000])
def test_a_full_disk_is_one_line_and_harms_nothing(raw, size) -> None:
    write(raw / "terugblik.txt", RECAP)
    run(raw)
    warehouse = warehouse_of(raw)
    before = warehouse.read_bytes()
    write(raw / "brief.txt", LETTER)
    with room_for(size):
        result = invoke("ingest", raw, "--warehouse", warehouse)
    assert result.exit_code == ExitCode.WAREHOUSE
    assert str(warehouse) in result.stderr
    assert result.stderr.count("\n") == 1
    assert warehouse.read_bytes() == before
    assert not list(warehouse.parent.glob("*.building*"))


@pytest.mark.parametrize("size", [1, 60_000, 1_000_000])
def test_a_disk_that_was_full_is_no_trouble_once_there_is_room(raw, size) -> None:
    write(raw / "terugblik.txt", RECAP)
    with room_for(size):
        result = invoke("ingest", raw, "--warehouse", warehouse_of(raw))
    assert (result.exit_code, result.stderr.count("\n")) == (ExitCode.WAREHOUSE, 1)
    assert run(raw).read == 1


def test_a_folder_that_goes_while_it_is_read_takes_no_record_with_it(raw, monkeypatch) -> None:
    write(raw / "terugblik.txt", RECAP)
    run(raw)
    known = rows(warehouse_of(raw), "SELECT record_id FROM evidence ORDER BY ALL")
    write(raw / "brief.txt", LETTER)
    in_workers = harvesting.in_workers

    def unmount_first(*told):
        raw.rename(raw.with_name("elsewhere"))
        return in_workers(*told)

    with monkeypatch.context() as patched:
        patched.setattr(harvesting, "in_workers", unmount_first)
        (failed,) = run(raw).failed
    assert failed.path == "brief.txt"
    assert rows(warehouse_of(raw), "SELECT record_id FROM evidence ORDER BY ALL") == known
    assert invoke("ingest", raw).exit_code == ExitCode.NOTHING_READABLE
    raw.with_name("elsewhere").rename(raw)
    assert (run(raw).read, run(raw).changed) == (1, False)


def test_what_lies_in_a_folder_that_cannot_be_listed_is_not_withdrawn(raw, monkeypatch) -> None:
    """Simulated, since no folder is closed to root."""
    write(raw / "brief.txt", LETTER)
    write(raw / "2024" / "terugblik.txt", RECAP)
    run(raw)
    list_folder = Path.iterdir

    def refuse(path):
        if path.name == "2024":
            raise PermissionError(13, "Permission denied", str(path))
        return list_folder(path)

    with monkeypatch.context() as patched:
        patched.setattr(Path, "iterdir", refuse)
        outcome = run(raw)
    assert outcome.withdrawn == []
    assert [file.path for file in outcome.failed] == ["2024"]
    states = dict(rows(warehouse_of(raw), "SELECT path, state FROM documents"))
    assert states == {"2024": "quarantined", "2024/terugblik.txt": "read", "brief.txt": "read"}
    assert run(raw).read == 0
    assert len(previous_versions(warehouse_of(raw))) == 2
