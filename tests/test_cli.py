"""The command: what it prints for people and for programs, and how it ends."""

import json
import subprocess
import sys
from contextlib import ExitStack
from pathlib import Path
from threading import Timer

import pytest

from flows.exit_codes import ExitCode
from tests.command import environment, invoke, oogst
from tests.raw_folders import LETTER, RECAP, pdf, run, warehouse_of, write
from warehouse.lock import sole_writer

HEAVY = {"spacy", "prefect", "pdfplumber", "pypdfium2", "duckdb", "numpy", "pyarrow"}

# The shape of the annotation guide: each noun, and what a record of it must tell.
PROVENANCE = {"page", "start", "end", "quote"}
SHAPE = {
    "references": {"code", "text", "quote", "theme"} | PROVENANCE,
    "recommendations": {"quote", "issuer", "codes", "theme"} | PROVENANCE,
    "commitments": {"quote", "kind", "actors", "due", "theme", "codes"} | PROVENANCE,
    "organisations": {"name", "text"} | PROVENANCE,
    "dates": {"edtf", "text"} | PROVENANCE,
    "responses": {"quote", "stance", "issuer"} | PROVENANCE,
}
QUESTIONS = [
    ["mentioned", "--year", "2024"],
    ["commitments"],
    ["organisations"],
    ["documents"],
    ["search", "kinderen"],
]


def test_help_names_every_command_from_any_folder(tmp_path):
    done = oogst("--help", cwd=tmp_path)
    assert (done.returncode, done.stderr) == (0, "")
    for command in ("ingest", "extract", "mentioned", "commitments", "search", "why", "doctor"):
        assert f"\n  {command} " in done.stdout


def test_no_line_of_the_help_is_cut_off():
    assert "..." not in invoke("--help").stdout.partition("Commands:")[2]


def test_the_command_starts_without_what_is_slow_to_import(tmp_path):
    code = "import sys, flows.cli; print(*{name.partition('.')[0] for name in sys.modules})"
    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=tmp_path,
        env=environment(),
        capture_output=True,
        text=True,
    )
    assert "flows" in done.stdout.split()
    assert HEAVY & set(done.stdout.split()) == set()


def test_it_tells_its_version():
    assert invoke("--version").stdout.startswith("oogst 0.")


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda question: question[0])
def test_json_is_all_that_is_printed(warehouse, question):
    result = invoke(*question, "--json", "--warehouse", warehouse)
    rows = json.loads(result.stdout)
    assert (result.exit_code, result.stderr) == (ExitCode.DONE, "")
    assert rows
    assert all(isinstance(row, dict) for row in rows)


def test_why_takes_what_the_other_commands_name(warehouse):
    (commitment, *_) = json.loads(invoke("commitments", "--json", "--warehouse", warehouse).stdout)
    assert commitment["record_id"] in invoke("commitments", "--warehouse", warehouse).stdout
    (why,) = json.loads(
        invoke("why", commitment["record_id"], "--json", "--warehouse", warehouse).stdout
    )
    assert why["quote"] == commitment["quote"]
    assert why["rule"]


def test_people_read_every_quote_whole(warehouse):
    rows = json.loads(invoke("commitments", "--json", "--warehouse", warehouse).stdout)
    printed = invoke("commitments", "--warehouse", warehouse).stdout
    assert [row["quote"] for row in rows if " ".join(row["quote"].split()) not in printed] == []


def test_ingest_tells_programs_what_people_are_told(raw):
    write(raw / "terugblik.txt", RECAP)
    write(raw / "foto.jpg", "geen verslag")
    for read, unchanged in ((1, 0), (0, 1)):
        result = invoke("ingest", raw, "--warehouse", warehouse_of(raw), "--json")
        told = json.loads(result.stdout)
        assert (told["read"], told["unchanged"]) == (read, unchanged)
        assert [file["path"] for file in told["failed"]] == ["foto.jpg"]
        assert told["exit_code"] == result.exit_code == ExitCode.NEEDS_ATTENTION
        assert result.stderr == ""


@pytest.fixture
def formats(tmp_path):
    """The same words in each format that is read."""
    write(tmp_path / "terugblik.txt", RECAP)
    write(tmp_path / "terugblik.md", f"# {RECAP}")
    pdf(tmp_path / "terugblik.pdf", RECAP)
    return tmp_path


@pytest.mark.parametrize("suffix", ["txt", "md", "pdf"])
def test_extract_prints_the_shape_of_the_annotation_guide(formats, suffix):
    result = invoke("extract", formats / f"terugblik.{suffix}", "--format", "json")
    told = json.loads(result.stdout)
    assert (result.exit_code, result.stderr) == (ExitCode.DONE, "")
    assert {"kind", "year", "published", "title"} <= told["document"].keys()
    assert told.keys() >= SHAPE.keys()
    for noun, keys in SHAPE.items():
        assert all(record.keys() >= keys for record in told[noun]), noun


@pytest.mark.parametrize("suffix", ["txt", "md", "pdf"])
def test_extract_means_what_the_annotation_guide_means(formats, suffix):
    told = json.loads(invoke("extract", formats / f"terugblik.{suffix}", "--json").stdout)
    (reference,) = told["references"]
    assert (reference["code"], reference["text"]) == ("25(f)", "25F")
    assert "25F" in reference["quote"]
    assert {"2024-04-22", "2025-06"} <= {date["edtf"] for date in told["dates"]}
    names = {organisation["name"] for organisation in told["organisations"]}
    assert {"gemeente Utrecht", "Ministerie van Volksgezondheid, Welzijn en Sport"} <= names
    (commitment,) = told["commitments"]
    assert (commitment["kind"], commitment["due"]) == ("pledge", "2025-06")
    assert commitment["actors"] == ["Ministerie van Volksgezondheid, Welzijn en Sport"]
    assert {record["page"] for noun in SHAPE for record in told[noun]} <= {None, 1}


def test_extract_works_from_another_folder_without_a_warehouse(formats, tmp_path_factory):
    elsewhere = tmp_path_factory.mktemp("elsewhere")
    done = oogst("extract", formats / "terugblik.txt", "--format", "json", cwd=elsewhere)
    assert json.loads(done.stdout)["references"]
    assert done.stderr == ""
    assert list(elsewhere.iterdir()) == []


def test_extract_prints_every_noun_for_people(formats):
    printed = invoke("extract", formats / "terugblik.txt").stdout
    for noun in ("References: 1", "No recommendations", "Commitments: 1", "Organisations", "Dates"):
        assert noun in printed


@pytest.mark.parametrize(
    ("arguments", "complaint"),
    [
        (["mentioned"], "Missing option '--year'"),
        (["mentioned", "--year", "vorig"], "Invalid value for '--year'"),
        (["commitments", "--status", "opn"], "'opn' is none of open, planned"),
        (["commitments", "--due-before", "morgen"], "Invalid value for '--due-before'"),
        (["extract", "verslag.txt", "--format", "yaml"], "'yaml' is none of table, json, html"),
        (["why", ""], "an id, or the start of one, is needed"),
        (["documents", "--warehouse", "."], "is a directory"),
        (["oogsten"], "No such command 'oogsten'"),
    ],
)
def test_wrong_use_is_one_line_that_names_it(arguments, complaint):
    result = invoke(*arguments)
    assert result.exit_code == ExitCode.WRONG_USE
    assert complaint in result.stderr.splitlines()[-1]


def test_an_id_that_no_record_has_is_wrong_use(warehouse):
    result = invoke("why", "zzzz", "--warehouse", warehouse)
    assert (result.exit_code, result.stderr) == (
        ExitCode.WRONG_USE,
        "zzzz: no record has this id\n",
    )


def test_a_file_that_cannot_be_read_is_one_line(tmp_path):
    result = invoke("extract", tmp_path / "weg.txt", "--json")
    assert result.exit_code == ExitCode.NOTHING_READABLE
    assert result.stdout == ""
    assert result.stderr == f"{tmp_path / 'weg.txt'}: there is no such file (unreadable)\n"


def test_a_year_without_documents_is_not_a_year_without_mentions(warehouse):
    def told(year):
        return invoke("mentioned", "--year", year, "--warehouse", warehouse).stdout

    assert told(1990) == "1990: no document about that year.\n"
    assert told(2024).startswith("Recommendations mentioned in 2024: ")


@pytest.mark.parametrize(
    "damage", [None, b"", b"geen warehouse"], ids=["missing", "empty", "rubbish"]
)
def test_a_warehouse_that_cannot_be_read_is_one_line(tmp_path, damage):
    path = tmp_path / "oogst.duckdb"
    if damage is not None:
        path.write_bytes(damage)
    result = invoke("documents", "--warehouse", path)
    assert result.exit_code == ExitCode.WAREHOUSE
    assert result.stderr.startswith(f"{path} ")
    assert result.stderr.count("\n") == 1


def test_a_warehouse_that_another_run_writes_is_one_line(raw):
    write(raw / "brief.txt", LETTER)
    run(raw)
    write(raw / "terugblik.txt", RECAP)
    with sole_writer(warehouse_of(raw)):
        result = invoke("ingest", raw, "--warehouse", warehouse_of(raw))
    assert result.exit_code == ExitCode.WAREHOUSE
    assert result.stderr.startswith(f"{warehouse_of(raw)} is being written by process ")
    assert run(raw).read == 1


@pytest.mark.parametrize("wait", ["-1", "soon", "nan", ""])
def test_how_long_to_wait_is_a_number_of_seconds_or_forever(raw, wait):
    result = invoke("ingest", raw, f"--wait={wait}")
    assert result.exit_code == ExitCode.WRONG_USE
    assert "neither a number of seconds nor `forever`" in result.stderr


@pytest.mark.parametrize(("wait", "ends"), [("0.2", ExitCode.WAREHOUSE), ("forever", 0)])
def test_a_second_run_waits_for_the_first_as_long_as_it_is_told(raw, wait, ends):
    write(raw / "brief.txt", LETTER)
    with ExitStack() as first_run:
        first_run.enter_context(sole_writer(warehouse_of(raw)))
        if wait == "forever":
            Timer(1, first_run.close).start()
        result = invoke("ingest", raw, "--warehouse", warehouse_of(raw), "--wait", wait)
    assert result.exit_code == ends


def test_a_warehouse_that_cannot_be_written_is_told_before_anything_is_read(raw):
    write(raw / "brief.txt", LETTER)
    blocked = write(raw.parent / "bestand", "geen map") / "oogst.duckdb"
    result = invoke("ingest", raw, "--warehouse", blocked)
    assert result.exit_code == ExitCode.WAREHOUSE
    assert result.stderr == f"{blocked} cannot be used: File exists\n"


def test_what_to_try_next_can_be_typed_as_it_stands(raw):
    write(raw / "terugblik.txt", RECAP)
    path = raw.parent / "een map" / "oogst.duckdb"
    installed = str(Path(sys.executable).parent)
    printed = invoke("ingest", raw, "--warehouse", path, PATH=installed).stdout
    assert f"oogst mentioned --year 2024 --warehouse '{path}'\n" in printed
