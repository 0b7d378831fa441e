"""Isolated reading: whatever one file does to its process, the others are read."""

import os
import signal
import sys
import time
from pathlib import Path

import pytest

from extractors.read import read
from extractors.read.isolated import Limits, read_all
from extractors.read.outcome import Progress
from schemas.document import Document, Reason, Unreadable

LIMITS = Limits(seconds_per_page=1.5, memory_bytes=1024**3, pages=50, bytes=100_000)


def troubled(path: Path, name: str, progress: Progress) -> object:
    """A reader that does what the file tells it to do."""
    deed = path.read_text().split()[0]
    deeds = {
        "hang": lambda: time.sleep(60),
        "exit": lambda: os._exit(3),
        "kill": lambda: os.kill(os.getpid(), signal.SIGKILL),
        "eat": lambda: bytearray(4 * 1024**3),
        "raise": lambda: 1 / 0,
        "print": lambda: sys.stdout.write("rommel\n" * 1000) and os.write(1, b"\x80\x04rommel"),
        "pages": lambda: progress(1, 51),
        "slow": lambda: [(time.sleep(0.5), progress(page, 5)) for page in range(1, 6)],
        "half": lambda: _half_a_message(),
    }
    if deed in deeds:
        deeds[deed]()
    return "no document" if deed == "rubbish" else read(path, name, progress)


def _half_a_message() -> None:
    """Write the length of a message and a part of it to every pipe, then die."""
    for descriptor in range(3, 64):
        try:
            os.write(descriptor, b"\x00\x00\xff\xff half")
        except OSError:
            continue
    os._exit(0)


def outcomes(folder: Path, *deeds: str, workers: int = 1) -> list[Document | Unreadable]:
    files = []
    for index, deed in enumerate(deeds):
        path = folder / f"{index}.txt"
        path.write_text(f"{deed} is wat dit bestand doet.")
        files.append((path, path.name))
    return list(read_all(files, workers, LIMITS, reader=troubled))


@pytest.mark.parametrize(
    ("deed", "reason"),
    [
        ("hang", Reason.TIMEOUT),
        ("exit", Reason.CRASHED),
        ("kill", Reason.CRASHED),
        ("half", Reason.CRASHED),
        ("raise", Reason.CRASHED),
        ("rubbish", Reason.CRASHED),
        ("eat", Reason.MEMORY),
        ("pages", Reason.TOO_LARGE),
    ],
)
def test_a_file_that_harms_its_process_costs_that_file_alone(tmp_path, deed, reason):
    before, harmed, after = outcomes(tmp_path, "lees", deed, "lees")
    assert harmed.reason is reason
    assert harmed.path == "1.txt"
    assert isinstance(before, Document)
    assert isinstance(after, Document)


def test_what_a_reader_prints_goes_nowhere(tmp_path, capfd):
    assert isinstance(outcomes(tmp_path, "print")[0], Document)
    assert capfd.readouterr().out == ""


def test_the_time_limit_is_for_a_page_and_not_for_a_file(tmp_path):
    assert isinstance(outcomes(tmp_path, "slow")[0], Document)


def test_outcomes_come_in_the_order_of_the_files(tmp_path):
    deeds = ["slow", "lees", "exit", "lees", "lees", "kill", *["lees"] * 12]
    names = [outcome.path for outcome in outcomes(tmp_path, *deeds, workers=2)]
    assert names == [f"{index}.txt" for index in range(len(deeds))]


def test_files_that_cannot_be_tried_end_with_a_reason(tmp_path):
    (tmp_path / "groot.txt").write_bytes(b"x" * 100_001)
    (tmp_path / "map.txt").mkdir()
    paths = [tmp_path / name for name in ("groot.txt", "map.txt", "weg.txt")]
    found = list(read_all([(path, path.name) for path in paths], limits=LIMITS))
    reasons = [Reason.TOO_LARGE, Reason.UNREADABLE, Reason.UNREADABLE]
    assert [outcome.reason for outcome in found] == reasons


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_file_that_we_may_not_read_says_so(tmp_path):
    path = tmp_path / "dicht.txt"
    path.write_text("geheim")
    path.chmod(0)
    assert next(read_all([(path, path.name)])).reason is Reason.UNREADABLE


def test_no_files_give_no_outcomes():
    assert list(read_all([])) == []


def test_who_stops_listening_leaves_no_process_behind(tmp_path):
    (tmp_path / "a.txt").write_text("lees mij")
    stream = read_all([(tmp_path / "a.txt", "a.txt")] * 5, 2, LIMITS)
    next(stream)
    stream.close()
    import psutil

    spawned = [p for p in psutil.Process().children() if "spawn_main" in " ".join(p.cmdline())]
    assert spawned == []
