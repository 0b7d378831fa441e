"""On a terminal: a bar while it works, Ctrl-C at any moment, and text that does no harm."""

import json
import os
import pty
import signal
import subprocess
import sys
import time

import pytest

from flows.exit_codes import ExitCode
from tests.command import OOGST, environment, hear_interrupts, invoke
from tests.raw_folders import LETTER, RECAP, hash_of, run, warehouse_of, write

ESCAPE, TURN_AROUND = "\x1b", "\u202e"
HOSTILE = f"""[bold red]Terugblik[/bold red] op 2024 [/sluit]

Het ministerie van VWS gaat in {TURN_AROUND}juni 2025 een {ESCAPE}[31mmeldpunt openen.

De gemeente Utrecht zal voor 1 mei 2026 {"x" * 100_000} een kinderpanel instellen.

{"ab-" * 33_000}
"""


def seen_on_a_terminal(*arguments, cwd):
    """Run the command with its messages on a terminal; return them and what it printed."""
    ours, theirs = pty.openpty()
    process = subprocess.Popen(
        [OOGST, *map(str, arguments)],
        cwd=cwd,
        env=environment(TERM="xterm"),
        stdout=subprocess.PIPE,
        stderr=theirs,
    )
    os.close(theirs)
    seen = b""
    while chunk := _read(ours):
        seen += chunk
    os.close(ours)
    return seen.decode(), process.communicate()[0].decode()


def _read(descriptor):
    try:
        return os.read(descriptor, 4096)
    except OSError:  # how a terminal of which the other end is closed says so
        return b""


def test_a_bar_is_shown_on_a_terminal_and_does_not_reach_the_output(raw):
    write(raw / "terugblik.txt", RECAP)
    seen, printed = seen_on_a_terminal("ingest", raw, cwd=raw.parent)
    assert "Reading" in seen
    assert "1 document read" in printed
    assert "Reading" not in printed
    assert ESCAPE not in printed


def test_ctrl_c_leaves_the_published_warehouse_as_it_was(raw):
    write(raw / "terugblik.txt", RECAP)
    run(raw)
    published = warehouse_of(raw)
    before = published.read_bytes(), published.stat().st_mtime_ns
    for number in range(150):
        write(raw / f"brief-{number}.txt", f"{LETTER * 20}\nBrief {number}.\n")
    process = _started("ingest", raw)
    _wait_for(published.with_name("oogst.duckdb.building"), process)
    os.killpg(process.pid, signal.SIGINT)  # to the command and its readers, as a terminal does
    printed, complaint = process.communicate(timeout=60)
    assert complaint == "Interrupted; the published warehouse is as it was.\n"
    assert (process.returncode, printed) == (ExitCode.INTERRUPTED, "")
    assert (published.read_bytes(), published.stat().st_mtime_ns) == before
    assert not published.with_name("oogst.duckdb.building").exists()


FIRST_WORKERS = """
import signal
from multiprocessing import forkserver
from extractors.read.worker import interrupts_held

with interrupts_held():
    forkserver.ensure_running()
    print(signal.SIGINT in signal.pthread_sigmask(signal.SIG_BLOCK, ()))
print(signal.SIGINT in signal.pthread_sigmask(signal.SIG_BLOCK, ()))
"""


def test_the_first_worker_of_a_process_is_born_deaf_to_ctrl_c():
    """The tracker of resources, started with it, lets interrupts through when it stands."""
    command = [sys.executable, "-c", FIRST_WORKERS]
    said = subprocess.run(command, env=environment(), capture_output=True, text=True, check=True)
    assert said.stdout.split() == ["True", "False"]


def _started(*arguments):
    return subprocess.Popen(
        [OOGST, *map(str, arguments)],
        env=environment(),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
        preexec_fn=hear_interrupts,
    )


def _wait_for(path, process):
    until = time.monotonic() + 60
    while not path.exists():
        assert process.poll() is None, process.communicate()
        assert time.monotonic() < until
        time.sleep(0.05)


@pytest.fixture(scope="module")
def hostile(tmp_path_factory):
    """A warehouse of one hostile document, and one file of which the name is hostile."""
    raw = tmp_path_factory.mktemp("hostile") / "raw"
    write(raw / "vijandig.txt", HOSTILE)
    write(raw / f"{ESCAPE}[31mrood{TURN_AROUND}.jpg", "geen verslag")
    run(raw)
    return raw


@pytest.mark.parametrize(
    "command", ["ingest", "extract", "documents", "commitments", "search meldpunt", "organisations"]
)
def test_hostile_text_is_shown_and_never_obeyed(hostile, command):
    name, *rest = command.split()
    target = {"ingest": [hostile], "extract": [hostile / "vijandig.txt"]}.get(name, [])
    where = [] if name == "extract" else ["--warehouse", warehouse_of(hostile)]
    result = invoke(name, *target, *rest, *where)
    assert result.exit_code in (ExitCode.DONE, ExitCode.NEEDS_ATTENTION)
    assert result.stdout
    assert ESCAPE not in result.output
    assert TURN_AROUND not in result.output


def test_markup_in_a_title_is_text(hostile):
    printed = invoke("documents", "--warehouse", warehouse_of(hostile)).stdout
    assert "[bold red]Terugblik[/bold red] op 2024 [/sluit]" in printed
    assert "\\u001b[31mrood\\u202e.jpg" in printed


def test_json_escapes_what_acts_and_means_the_same(hostile):
    arguments = "extract", hostile / "vijandig.txt", "--json"
    printed = invoke(*arguments).stdout
    assert TURN_AROUND not in printed
    quotes = [record["quote"] for record in json.loads(printed)["commitments"]]
    assert any(TURN_AROUND in quote for quote in quotes)


def test_a_very_long_word_hides_no_other(hostile):
    extraction = json.loads(invoke("extract", hostile / "vijandig.txt", "--json").stdout)
    assert {"2025-06", "2026-05-01"} <= {date["edtf"] for date in extraction["dates"]}


@pytest.mark.parametrize("form", [[], ["--json"]], ids=["people", "programs"])
def test_dutch_letters_are_printed_whatever_the_locale_says(warehouse, form):
    done = subprocess.run(
        [OOGST, "organisations", "--warehouse", warehouse, *form],
        env=environment(LC_ALL="C", PYTHONIOENCODING="ascii", PYTHONUTF8="0"),
        capture_output=True,
    )
    assert done.returncode == 0, done.stderr
    assert "VN-Kinderrechtencomité" in done.stdout.decode("utf-8")


def test_a_reader_that_stops_early_causes_no_traceback(raw, warehouse):
    command = f"'{OOGST}' documents --json --warehouse '{warehouse}' | head -n 1"
    done = subprocess.run(
        command, shell=True, env=environment(), capture_output=True, text=True, timeout=60
    )
    assert (done.stdout, done.stderr) == ("[\n", "")
    assert hash_of(warehouse)
