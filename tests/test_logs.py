"""Logs: every line under its run, by every process, and no word or name of a document in them."""

import json
import logging
import os
import re

import pytest

from flows.logs import LogFormat, LogLevel, write_logs, writing_logs_as_here
from tests.command import oogst
from tests.raw_folders import LETTER, RECAP, spoil, write

RUN = "20260329T003000000000Z"
NAME = "Sanne Voorbeeld"
_log = logging.getLogger("flows.somewhere")


@pytest.fixture
def lines(capsys):
    """What was written to stderr so far, line by line."""
    return lambda: capsys.readouterr().err.splitlines()


@pytest.fixture(autouse=True)
def _loggers_as_before():
    loggers = [logging.getLogger(name) for name in ("flows", "extractors", "warehouse")]
    before = [(logger, logger.handlers[:], logger.level) for logger in loggers]
    yield
    for logger, handlers, level in before:
        logger.handlers[:] = handlers
        logger.setLevel(level)


def test_a_line_for_people_tells_when_which_run_how_grave_and_what(lines):
    write_logs(LogFormat.TEXT, LogLevel.INFO, RUN)
    _log.info("%d documents\nare new", 3)
    (line,) = lines()
    assert re.fullmatch(rf"\d{{4}}-\d\d-\d\d \d\d:\d\d:\d\d {RUN} info: 3 documents are new", line)


def test_a_line_for_programs_is_one_object(lines):
    write_logs(LogFormat.JSON, LogLevel.INFO, RUN)
    _log.warning("één waarschuwing")
    told = json.loads(lines()[0])
    assert told.pop("time").endswith("+00:00")
    assert told == {
        "run": RUN,
        "level": "warning",
        "logger": "flows.somewhere",
        "process": os.getpid(),
        "message": "één waarschuwing",
    }


def test_what_weighs_less_is_not_written(lines):
    write_logs(LogFormat.TEXT, LogLevel.WARNING, RUN)
    _log.info("begun")
    assert lines() == []


def test_a_line_is_written_once_however_often_it_is_asked_for(lines):
    for _ in range(2):
        write_logs(LogFormat.TEXT, LogLevel.INFO, RUN)
    _log.info("begun")
    assert len(lines()) == 1


@pytest.mark.parametrize("form", LogFormat)
def test_an_exception_is_its_kind_and_place_and_not_what_it_quotes(lines, form):
    write_logs(form, LogLevel.INFO, RUN)
    try:
        raise KeyError(f"{NAME} zei: het was thuis niet veilig")
    except KeyError:
        _log.warning("the report could not be shown", exc_info=True)
    (line,) = lines()
    assert NAME not in line
    assert "KeyError in test_an_exception_is_its_kind" in line
    assert "test_logs.py:" in line


def test_what_would_act_on_a_terminal_is_shown(lines):
    write_logs(LogFormat.TEXT, LogLevel.INFO, RUN)
    _log.info("\x1b[31mrood")
    assert "\x1b" not in lines()[0]


def test_another_process_is_told_to_log_the_same(lines):
    write_logs(LogFormat.JSON, LogLevel.DEBUG, RUN)
    begin = writing_logs_as_here()
    logging.getLogger("flows").handlers.clear()
    begin()
    _log.debug("begun")
    assert json.loads(lines()[0])["run"] == RUN


def test_every_process_of_a_run_logs_under_it_and_names_nobody(raw):
    write(raw / f"{NAME}.txt", f"{RECAP}\n{NAME} vertelde over thuis.\n")
    write(raw / "brief.txt", LETTER)
    spoil(raw)
    variables = {"OOGST_LOG_FORMAT": "json", "OOGST_LOG_LEVEL": "debug", "OOGST_WORKERS": "2"}
    done = oogst("ingest", raw, "--json", cwd=raw.parent, **variables)
    told = [json.loads(line) for line in done.stderr.splitlines()]
    assert len({line["run"] for line in told}) == 1
    assert len({line["process"] for line in told}) >= 2
    assert any("is read" in line["message"] for line in told)
    for secret in ("Sanne", "Voorbeeld", "thuis", "meldpunt", "kapot.pdf"):
        assert secret not in done.stderr


def test_a_run_that_nobody_watches_and_nothing_troubles_writes_no_line(raw):
    write(raw / "brief.txt", LETTER)
    assert oogst("ingest", raw, cwd=raw.parent).stderr == ""
