"""Bad input: each file that cannot be read is one clear line, the rest is read, nothing is lost."""

import os
from functools import partial
from pathlib import Path

import pytest
from reportlab.lib.pdfencrypt import StandardEncryption

from extractors.read.isolated import LimitedReader
from flows import harvest as harvesting
from flows.exit_codes import ExitCode
from schemas.document import Reason
from tests.command import invoke
from tests.raw_folders import LETTER, RECAP, pdf, rows, run, spoil, warehouse_of, write
from tests.troubled_readers import half_read, troubling_extraction


def attention(result):
    """The lines of a run that ask for a person's attention."""
    return [line for line in result.stderr.splitlines() if line.startswith("Needs attention: ")]


def ingest(raw):
    return invoke("ingest", raw, "--warehouse", warehouse_of(raw))


def test_every_bad_file_is_one_line_and_the_rest_is_read(raw):
    write(raw / "terugblik.txt", RECAP)
    reasons = spoil(raw)
    result = ingest(raw)
    assert result.exit_code == ExitCode.NEEDS_ATTENTION
    assert [line.split(": ")[1] for line in attention(result)] == sorted(reasons)
    assert "1 document read" in result.stdout
    stored = rows(warehouse_of(raw), "SELECT path, reason FROM documents ORDER BY path")
    assert dict(stored) == reasons | {"terugblik.txt": None}


def test_a_second_run_reads_no_bad_file_again_and_says_the_same(raw):
    write(raw / "terugblik.txt", RECAP)
    spoil(raw)
    first, second = ingest(raw), ingest(raw)
    assert "Nothing changed: 1 document in" in second.stdout
    assert second.stderr == first.stderr
    assert second.exit_code == first.exit_code == ExitCode.NEEDS_ATTENTION


def test_a_new_file_does_not_silence_the_old_complaints(raw):
    write(raw / "terugblik.txt", RECAP)
    spoil(raw)
    first = ingest(raw)
    write(raw / "brief.txt", LETTER)
    second = ingest(raw)
    assert "1 document read, 1 unchanged" in second.stdout
    assert attention(second) == attention(first)


def test_a_bad_file_that_was_mended_is_read(raw):
    whole = pdf(raw / "verslag.pdf", "Op 3 mei 2025 sprak UNICEF met de gemeente Assen.")
    data = whole.read_bytes()
    whole.write_bytes(data[: len(data) // 3])
    assert ingest(raw).exit_code == ExitCode.NOTHING_READABLE
    whole.write_bytes(data)
    result = ingest(raw)
    assert (result.exit_code, attention(result)) == (ExitCode.DONE, [])


def test_a_file_that_is_read_in_part_says_so_each_time(raw, monkeypatch):
    write(raw / "half.txt", LETTER)
    half = partial(LimitedReader, read=half_read)
    monkeypatch.setattr(harvesting, "LimitedReader", half)
    for _ in range(2):
        result = ingest(raw)
        (line,) = attention(result)
        told = "page 2: damaged, page 3: damaged, page 4: damaged, 2 more"
        assert line == f"Needs attention: half.txt: read in part: {told}"
        assert result.exit_code == ExitCode.NEEDS_ATTENTION


@pytest.mark.parametrize(
    ("make", "complaint"),
    [
        (lambda raw: raw.rmdir(), "no such folder"),
        (lambda raw: None, "no documents in this folder"),
        (lambda raw: write(raw / "manifest.csv", "path\n"), "no documents in this folder"),
        (lambda raw: (raw.rmdir(), write(raw, "x")), "is a file, not a folder"),
    ],
)
def test_a_folder_with_nothing_to_read_is_one_line(raw, make, complaint):
    make(raw)
    result = ingest(raw)
    assert result.stderr == f"{raw}: {complaint}\n"
    assert result.exit_code == ExitCode.NOTHING_READABLE
    assert not warehouse_of(raw).exists()


def test_nothing_readable_is_told_each_time(raw):
    write(raw / "foto.jpg", "geen verslag")
    codes = [ingest(raw).exit_code for _ in range(2)]
    assert codes == [ExitCode.NOTHING_READABLE, ExitCode.NOTHING_READABLE]


def test_a_folder_that_is_emptied_withdraws_nothing(raw):
    brief = write(raw / "brief.txt", LETTER)
    run(raw)
    before = warehouse_of(raw).read_bytes()
    brief.unlink()
    assert ingest(raw).exit_code == ExitCode.NOTHING_READABLE
    assert warehouse_of(raw).read_bytes() == before


@pytest.mark.parametrize(
    ("manifest", "complaint"),
    [
        (b"path,colour\nbrief.txt,red\n", "line 1: unknown column 'colour', not used"),
        (b"path,kind\nbrief.txt,novel\n", "line 2: kind: 'novel' does not fit: "),
        (b"path\n../geheim.txt\n", "line 2: path: '../geheim.txt' is outside the raw folder"),
        (b"path\nweg.txt\n", "line 2: no file 'weg.txt'"),
        (b"path,publisher\nbrief.txt,Bij, Voor en Om\n", "line 2: more cells than columns"),
        (b"%PDF-1.7\n\x00\x93\x8c\xc2", "line 1: no column 'path'"),
        (b'path\n"' + b"x" * 200_000, "is no CSV file: field larger than field limit"),
    ],
)
def test_a_fault_in_the_manifest_is_one_line_each_time(raw, manifest, complaint):
    write(raw / "brief.txt", LETTER)
    (raw / "manifest.csv").write_bytes(manifest)
    for told in ("1 document read", "Nothing changed: 1 document"):
        result = ingest(raw)
        (line,) = attention(result)
        assert line.startswith(f"Needs attention: manifest.csv: {complaint}")
        assert told in result.stdout
        assert result.exit_code == ExitCode.NEEDS_ATTENTION


def test_a_file_that_may_not_be_opened_is_told_and_read_once_it_may(raw, monkeypatch):
    """Simulated, since no file is closed to root."""
    write(raw / "brief.txt", LETTER)
    write(raw / "dicht.txt", RECAP)
    open_file = Path.open

    def refuse(path, *arguments, **options):
        if path.name == "dicht.txt":
            raise PermissionError(13, "Permission denied", str(path))
        return open_file(path, *arguments, **options)

    with monkeypatch.context() as patched:
        patched.setattr(Path, "open", refuse)
        (line,) = attention(ingest(raw))
        assert line.endswith("dicht.txt: cannot be opened: permission denied (unreadable)")
    assert run(raw).read == 1


def test_a_folder_that_may_not_be_listed_is_told(raw, monkeypatch):
    """Simulated, since no folder is closed to root."""
    write(raw / "brief.txt", LETTER)
    write(raw / "dicht" / "terugblik.txt", RECAP)
    list_folder = Path.iterdir

    def refuse(path):
        if path.name == "dicht":
            raise PermissionError(13, "Permission denied", str(path))
        return list_folder(path)

    monkeypatch.setattr(Path, "iterdir", refuse)
    (line,) = attention(ingest(raw))
    assert line == "Needs attention: dicht: a folder that cannot be listed (unreadable)"


def test_a_document_that_the_extraction_cannot_take_costs_itself_alone(raw, monkeypatch):
    write(raw / "brief.txt", f"raise {LETTER}")
    write(raw / "terugblik.txt", RECAP)
    troubling = partial(LimitedReader, read=troubling_extraction)
    monkeypatch.setattr(harvesting, "LimitedReader", troubling)
    outcome = run(raw)
    assert outcome.read == 1
    assert [(file.path, file.reason) for file in outcome.failed] == [("brief.txt", Reason.CRASHED)]


def test_a_file_that_changes_while_it_is_read_is_left_for_the_next_run(raw, monkeypatch):
    brief = write(raw / "brief.txt", LETTER)
    in_workers = harvesting.in_workers

    def change_first(*told):
        write(brief, RECAP)
        return in_workers(*told)

    with monkeypatch.context() as patched:
        patched.setattr(harvesting, "in_workers", change_first)
        (failed,) = run(raw).failed
    assert failed.message == "changed while it was read"
    outcome = run(raw)
    assert (outcome.read, outcome.failed) == (1, [])


def test_a_name_in_the_bytes_of_old_windows_is_no_trouble(raw):
    path = os.fsencode(raw) + b"/caf\xe9.txt"
    Path(os.fsdecode(path)).write_text(LETTER, encoding="utf-8")
    write(raw / "brief.txt", RECAP)
    outcome = run(raw)
    assert (outcome.read, outcome.failed) == (2, [])
    assert not run(raw).changed


def test_the_year_of_a_failed_document_is_known_from_the_manifest(raw):
    write(raw / "brief.txt", LETTER)
    pdf(raw / "slot.pdf", "Dit is geheim.", encrypt=StandardEncryption("geheim"))
    write(raw / "manifest.csv", "path,kind,year\nslot.pdf,dialogue_recap,2019\n")
    run(raw)
    for year, warned in ((2019, True), (2020, False)):
        result = invoke("mentioned", "--year", year, "--warehouse", warehouse_of(raw))
        assert result.stdout == f"{year}: no document about that year.\n"
        assert ("Not read, so it may mention more: slot.pdf" in result.stderr) is warned


def test_a_second_run_tells_programs_the_same(raw):
    spoil(raw)
    assert run(raw).failed == run(raw).failed


def test_scans_are_read_once_there_is_what_reads_them(raw, monkeypatch):
    write(raw / "brief.txt", LETTER)
    monkeypatch.setattr("flows.versions.ocr_available", lambda: "install it")
    run(raw)
    assert not run(raw).changed
    monkeypatch.setattr("flows.versions.ocr_available", lambda: None)
    assert run(raw).read == 1
