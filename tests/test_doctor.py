"""Doctor and settings: what runs here, what is missing, and what mends it, in one line each."""

import json

import pytest

from extractors.read import ocr
from flows.exit_codes import ExitCode
from flows.settings import Settings
from tests.command import invoke
from tests.raw_folders import LETTER, warehouse_of, write

MISSING = "nl_core_news_lg"


@pytest.fixture
def here(raw, monkeypatch):
    """A folder to work in, with one letter in raw."""
    write(raw / "brief.txt", LETTER)
    monkeypatch.chdir(raw.parent)
    return raw.parent


def findings(**variables):
    result = invoke("doctor", "--json", **variables)
    return result.exit_code, {finding["what"]: finding for finding in json.loads(result.stdout)}


def test_it_says_which_model_runs(here):
    code, found = findings()
    assert code == ExitCode.DONE
    assert found["Dutch model"]["is"].startswith("nl_oogst_sm ")
    assert found["Dutch model"]["is"].endswith("(embedded)")


def test_it_says_whether_scans_can_be_read_and_what_mends_it(here, monkeypatch):
    monkeypatch.setattr(ocr, "ocr_available", lambda: "scans cannot be read: install a model")
    code, found = findings()
    assert code == ExitCode.DONE
    assert (found["scans"]["is"], found["scans"]["mend"]) == (
        "scans cannot be read",
        "install a model",
    )
    monkeypatch.setattr(ocr, "ocr_available", lambda: None)
    assert findings()[1]["scans"]["is"] == "read by Tesseract (nld)"


def test_it_says_where_the_warehouse_is_and_how_to_make_it(here):
    _, before = findings()
    assert before["warehouse"]["mend"] == "oogst ingest"
    invoke("ingest")
    _, after = findings()
    assert after["warehouse"]["is"] == f"{warehouse_of(here / 'raw')}: 1 files"


def test_a_damaged_warehouse_is_a_finding(here):
    write(warehouse_of(here / "raw"), "geen warehouse")
    code, found = findings()
    assert code == ExitCode.NEEDS_ATTENTION
    assert found["warehouse"]["mend"]


@pytest.mark.parametrize("name", [MISSING, "numpy", "no.such.model"])
def test_a_missing_model_is_a_finding_with_what_mends_it(here, name):
    code, found = findings(OOGST_MODEL=name)
    assert code == ExitCode.NEEDS_ATTENTION
    assert found["Dutch model"]["is"] == f"{name} is not installed"
    assert "OOGST_MODEL=embedded" in found["Dutch model"]["mend"]


@pytest.mark.parametrize("command", [["ingest"], ["extract", "raw/brief.txt"]])
def test_a_missing_model_ends_a_run_in_one_line(here, command):
    result = invoke(*command, OOGST_MODEL=MISSING)
    assert result.exit_code == ExitCode.WRONG_USE
    assert result.stderr.startswith(f"the Dutch model '{MISSING}' is not installed here; ")
    assert result.stderr.count("\n") == 1
    assert not warehouse_of(here / "raw").exists()


@pytest.mark.parametrize(
    ("settings", "complaint"),
    [
        ('modle = "embedded"', "oogst.toml: unknown setting 'modle'; did you mean 'model'?"),
        ("worker = 2", "oogst.toml: unknown setting 'worker'; did you mean 'workers'?"),
        ("zzz = 2", "oogst.toml: unknown setting 'zzz'; known are raw, warehouse, "),
        ('workers = "veel"', "oogst.toml: workers: 'veel' does not fit: "),
        ("workers = 0", "oogst.toml: workers: 0 does not fit: "),
        ("workers = [", "oogst.toml: no valid TOML: "),
    ],
)
@pytest.mark.parametrize("command", ["doctor", "ingest"])
def test_a_setting_that_is_wrong_is_refused_in_one_line(here, settings, complaint, command):
    write(here / "oogst.toml", settings)
    result = invoke(command)
    assert result.exit_code == ExitCode.WRONG_USE
    assert result.stderr.startswith(complaint)
    assert result.stderr.count("\n") == 1


def test_a_variable_that_is_wrong_is_named(here):
    result = invoke("doctor", OOGST_WORKERS="veel")
    assert result.exit_code == ExitCode.WRONG_USE
    assert result.stderr.startswith("OOGST_WORKERS: 'veel' does not fit: ")


def test_a_variable_that_is_no_setting_is_a_finding(here):
    code, found = findings(OOGST_MODLE="embedded")
    assert code == ExitCode.NEEDS_ATTENTION
    assert found["OOGST_MODLE"]["mend"] == "did you mean 'model'?"


def test_a_variable_that_is_no_setting_is_refused_by_all_other_commands(here):
    result = invoke("ingest", OOGST_MODLE="embedded")
    assert result.exit_code == ExitCode.WRONG_USE
    assert result.stderr == "OOGST_MODLE: no such setting; did you mean 'model'?\n"


def test_it_shows_every_setting_that_holds(here):
    write(here / "oogst.toml", 'after_run = ["mail", "-s", "de nacht", "x@example.org"]')
    code, found = findings(OOGST_LOG_FORMAT="json", OOGST_AFTER_RUN_SECONDS="5")
    assert code == ExitCode.DONE
    assert found["log_format"]["is"] == "json"
    assert found["after_run_seconds"]["is"] == "5.0"
    assert found["after_run"]["is"] == "mail -s 'de nacht' x@example.org"


def test_every_setting_says_what_it_means():
    assert [name for name, field in Settings.model_fields.items() if not field.description] == []


def test_people_read_the_same(here):
    printed = invoke("doctor").stdout
    assert "Dutch model" in printed
    assert "nl_oogst_sm" in printed
