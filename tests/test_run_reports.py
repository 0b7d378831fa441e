"""The report of a run: what it tells, where it lies, and who else gets it."""

import datetime as dt
import errno
import json
import sys
import time
from dataclasses import replace
from pathlib import Path

import pytest
from markdown_it import MarkdownIt

from flows.exit_codes import ExitCode
from flows.outcome import Outcome
from flows.runs import after_run, reported
from flows.runs.changes import Changed, changes, grades
from flows.runs.files import write_report
from flows.runs.report import as_json, as_line, as_markdown, report_of
from flows.runs.run import Run
from flows.settings import Settings
from schemas.document import FileState, Reason, Unreadable
from tests.raw_folders import LETTER, RECAP, run, warehouse_of, write
from warehouse.errors import WarehouseError

STARTED = dt.datetime(2026, 3, 29, 0, 30, tzinfo=dt.UTC)
HOSTILE = "a|b `rm` [x](y) <b>*v*</b>\n# kop\x1b[31m.pdf"


def a_run(**told):
    outcome = Outcome("raw", "oogst.duckdb", changed=True, read=3, unchanged=7)
    outcome.records.update(commitments=4)
    outcome.warnings.append("commitments fell from 9 to 4")
    outcome.tell(
        [
            Unreadable(
                path="kapot.pdf",
                state=FileState.QUARANTINED,
                reason=Reason.DAMAGED,
                message="no page can be read",
            )
        ]
    )
    found = Run(Path("raw"), Path("oogst.duckdb"), STARTED, outcome)
    found.changes = [Changed("commitments", "source", 4, 9, 1)]
    found.grades = {"good": 9, "poor": 1}
    found.steps = {"discover": 0.25, "build and publish": 3.0}
    for name, value in told.items():
        setattr(found, name, value)
    return found


def test_people_read_what_came_in_what_failed_what_changed_and_how_long_it_took():
    told = as_markdown(report_of(a_run()))
    for line in (
        "**published: 3 read, 7 unchanged, 1 to attend to, 14 records changed** (exit code 4)",
        "| 3 | 7 | 0 | 0 |",
        "- kapot.pdf: no page can be read (damaged)",
        "| commitments | source | 4 | 9 | 1 |",
        "- poor: 1",
        "| build and publish | 3.0 |",
        "- commitments fell from 9 to 4",
    ):
        assert f"{line}\n" in told


def test_programs_read_the_same():
    told = json.loads(json.dumps(as_json(report_of(a_run()))))
    assert (told["exit_code"], told["outcome"]["read"]) == (ExitCode.NEEDS_ATTENTION, 3)
    assert told["outcome"]["failed"][0]["reason"] == "damaged"
    assert told["changes"][0]["cause"] == "source"
    assert told["steps"] == {"discover": 0.25, "build and publish": 3.0}
    assert dt.datetime.fromisoformat(told["started"]) == STARTED


def test_one_line_names_the_run_and_how_it_ended():
    assert as_line(report_of(a_run())).startswith("20260329T003000000000Z published: 3 read")


@pytest.mark.parametrize(
    ("trouble", "code", "line"),
    [
        (WarehouseError("no room"), ExitCode.WAREHOUSE, "no room"),
        (KeyboardInterrupt(), ExitCode.INTERRUPTED, "Interrupted; the published warehouse"),
        (RuntimeError("Query interrupted"), ExitCode.INTERRUPTED, "Interrupted; the published"),
        (KeyError("Sanne uit Assen"), ExitCode.FAILED, "failed: KeyError"),
    ],
)
def test_trouble_is_told_in_a_line_without_words_of_a_document(trouble, code, line):
    report = report_of(a_run(trouble=trouble))
    assert (report.exit_code, report.ended[: len(line)]) == (code, line)
    assert "Sanne" not in as_markdown(report) + json.dumps(as_json(report))


def test_a_run_that_ended_before_it_knew_anything_is_reported_too():
    report = report_of(a_run(outcome=None, changes=[], grades={}, steps={}, trouble=OSError()))
    assert (report.exit_code, report.outcome) == (ExitCode.FAILED, None)
    assert "What came in" not in as_markdown(report)


def test_the_name_of_a_file_is_text_whatever_signs_are_in_it():
    found = a_run()
    found.outcome.withdrawn = [HOSTILE]
    told = as_markdown(report_of(found))
    assert "\x1b" not in told
    page = MarkdownIt("commonmark").enable("table").render(told)
    assert "a|b `rm` [x](y) &lt;b&gt;*v*&lt;/b&gt; # kop\\u001b[31m.pdf" in page


def test_each_run_of_a_date_keeps_its_report(tmp_path):
    first, second = report_of(a_run()), replace(report_of(a_run()), run_id="later")
    names = [write_report(report, tmp_path).name for report in (first, second)]
    assert names == ["2026-03-29.md", "2026-03-29-2.md"]
    assert json.loads((tmp_path / "2026-03-29.json").read_text())["run_id"] == first.run_id
    assert json.loads((tmp_path / "2026-03-29-2.json").read_text())["run_id"] == "later"


def test_the_date_is_that_of_amsterdam(tmp_path):
    late = dt.datetime(2026, 7, 1, 22, 30, tzinfo=dt.UTC)
    assert write_report(report_of(a_run(started=late)), tmp_path).name == "2026-07-02.md"


def test_half_a_report_is_none(tmp_path, monkeypatch):
    def full(path, *arguments, **options):
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(Path, "write_text", full)
    with pytest.raises(OSError, match="No space left"):
        write_report(report_of(a_run()), tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_what_changed_is_counted_by_type_and_cause(raw):
    write(raw / "terugblik.txt", RECAP)
    run(raw)
    assert changes(warehouse_of(raw)) == []  # nothing to compare the first with
    write(raw / "brief.txt", LETTER)
    run(raw)
    found = {(one.record_type, one.cause): one for one in changes(warehouse_of(raw))}
    assert found["commitments", "source"].added == 1
    assert grades(warehouse_of(raw)) == {"good": 2}


@pytest.fixture
def settings(tmp_path):
    """Settings whose reports go to a folder of this test."""

    def made(**more):
        return Settings(reports=tmp_path / "reports", **more)

    return made


def reports_in(tmp_path):
    return sorted((tmp_path / "reports" / "runs").glob("*.md"))


def ended(raw, settings):
    with reported.reported(raw, warehouse_of(raw), settings) as found:
        found.outcome = Outcome("raw", "oogst.duckdb", read=1)
    return found


def test_a_run_within_a_run_is_the_same_and_is_reported_once(raw, tmp_path, settings):
    with reported.reported(raw, warehouse_of(raw), settings()) as outer:
        with reported.reported(raw, warehouse_of(raw), settings()) as inner:
            assert inner is outer
        assert len(reports_in(tmp_path)) == 1
    assert [outer.report] == reports_in(tmp_path)


def test_whatever_ends_a_run_is_raised_again_and_reported(raw, tmp_path, settings):
    with pytest.raises(ZeroDivisionError), reported.reported(raw, raw, settings()):
        _ = 1 / 0
    (report,) = reports_in(tmp_path)
    assert "failed: ZeroDivisionError" in report.read_text()


def a_command(tmp_path, code):
    script = write(tmp_path / "after.py", f"import sys\nfrom pathlib import Path\n{code}\n")
    return (sys.executable, str(script), str(tmp_path / "told.md"))


KEEP = "Path(sys.argv[1]).write_text(sys.stdin.read())"


def test_the_command_after_a_run_gets_the_report_on_its_input(raw, tmp_path, settings):
    found = ended(raw, settings(after_run=a_command(tmp_path, KEEP)))
    assert (tmp_path / "told.md").read_text() == found.report.read_text()


def test_it_is_told_of_a_run_that_failed_but_not_of_one_that_was_interrupted(
    raw, tmp_path, settings
):
    command = settings(after_run=a_command(tmp_path, KEEP))
    with pytest.raises(KeyboardInterrupt), reported.reported(raw, raw, command):
        raise KeyboardInterrupt
    assert not (tmp_path / "told.md").exists()
    with pytest.raises(WarehouseError), reported.reported(raw, raw, command):
        raise WarehouseError("locked")
    assert "**locked**" in (tmp_path / "told.md").read_text()


def test_no_shell_reads_the_command(raw, tmp_path, settings, monkeypatch):
    monkeypatch.setenv("OOGST_AFTER_RUN", f"touch '{tmp_path}/a; touch {tmp_path}/b' $(touch c)")
    monkeypatch.chdir(tmp_path)
    before = set(tmp_path.iterdir())
    assert settings().after_run == ("touch", f"{tmp_path}/a; touch {tmp_path}/b", "$(touch", "c)")
    ended(raw, settings())
    made = {path.name for path in set(tmp_path.iterdir()) - before} - {"reports"}
    assert "b" not in made
    assert {"$(touch", "c)"} <= made


@pytest.mark.parametrize(
    ("code", "line"),
    [
        ("sys.exit(3)", "ended with 3"),
        ("import time; time.sleep(60)", "took over 0.5 seconds"),
        ("sys.stdin.close(); sys.exit(1)", "ended with 1"),
    ],
)
def test_that_the_command_fails_is_a_warning(raw, tmp_path, settings, capfd, code, line):
    found = ended(raw, settings(after_run=a_command(tmp_path, code), after_run_seconds=0.5))
    assert found.report
    (warning,) = capfd.readouterr().err.splitlines()
    assert warning.endswith(line)
    assert found.run_id in warning


def test_a_command_that_is_not_there_is_a_warning(raw, settings, capfd):
    ended(raw, settings(after_run=("/is/er/niet",)))
    assert "after_run: /is/er/niet cannot be run" in capfd.readouterr().err


def test_what_the_command_started_ends_with_it(tmp_path):
    """Else a mail program that hangs would be there twice after the second night."""
    later = write(tmp_path / "later.py", "import sys, time; time.sleep(3); open(sys.argv[1], 'w')")
    start = f"import subprocess; subprocess.run([sys.executable, {str(later)!r}, sys.argv[1]])"
    with pytest.raises(after_run.AfterRunError):
        after_run.tell(a_command(tmp_path, start), "", 1.0)
    time.sleep(3)
    assert not (tmp_path / "told.md").exists()


def test_a_report_that_cannot_be_written_ends_no_run(raw, tmp_path, capfd):
    blocked = write(tmp_path / "bestand", "geen map")
    found = ended(raw, Settings(reports=blocked))
    assert found.report is None
    assert "the report could not be written: Not a directory" in capfd.readouterr().err
