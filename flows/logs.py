"""Logs: one line for each event, for people or as JSON, under the run that it belongs to.

What is logged are counts, ids and moments: never the text of a document, nor its file's name,
which may be a child's. The exception is what a library complains of: only its kind and place
are told, since its message may quote what it read.
"""

import datetime as dt
import json
import logging
import sys
from collections.abc import Callable
from enum import StrEnum
from functools import partial
from types import TracebackType

from flows.console import visible

OURS = ("flows", "extractors", "warehouse")
"""The loggers whose lines reach people; those of libraries are kept elsewhere, or not at all."""


class LogFormat(StrEnum):
    """How a line of the log is written."""

    TEXT = "text"
    JSON = "json"


class LogLevel(StrEnum):
    """From which weight on an event is a line."""

    DEBUG = "debug"
    INFO = "info"
    WARNING = "warning"
    ERROR = "error"


class _Formatter(logging.Formatter):
    def __init__(self, run_id: str | None) -> None:
        super().__init__()
        self.run_id = run_id


class TextFormatter(_Formatter):
    """A line for people: when, which run, how grave, what."""

    def format(self, record: logging.LogRecord) -> str:
        """Return ``record`` as one line; what would act on a terminal is made visible."""
        when = _moment(record).astimezone().strftime("%Y-%m-%d %H:%M:%S")
        told = " ".join([record.getMessage(), *filter(None, [_trouble(record)])])
        return visible(f"{when} {self.run_id or '-'} {record.levelname.lower()}: {_one_line(told)}")


class JsonFormatter(_Formatter):
    """A line for programs: one JSON object."""

    def format(self, record: logging.LogRecord) -> str:
        """Return ``record`` as one line of JSON."""
        line = {
            "time": _moment(record).isoformat(timespec="milliseconds"),
            "run": self.run_id,
            "level": record.levelname.lower(),
            "logger": record.name,
            "process": record.process,
            "message": _one_line(record.getMessage()),
        }
        if trouble := _trouble(record):
            line["trouble"] = trouble
        return json.dumps(line, ensure_ascii=False)


_FORMATTERS = {LogFormat.TEXT: TextFormatter, LogFormat.JSON: JsonFormatter}


def write_logs(form: LogFormat, level: LogLevel, run_id: str | None = None) -> None:
    """Write what this process logs to stderr, each line under ``run_id``."""
    logging.raiseExceptions = False  # that a line cannot be sent to Prefect is no news for people
    handler = logging.StreamHandler(sys.stderr)
    handler.set_name("oogst")
    handler.setFormatter(_FORMATTERS[form](run_id))
    handler.setLevel(level.upper())
    for name in OURS:
        logger = logging.getLogger(name)
        for before in [one for one in logger.handlers if one.get_name() == handler.get_name()]:
            logger.removeHandler(before)
        logger.addHandler(handler)
        logger.setLevel(min(logging.INFO, handler.level))  # Prefect's page shows more than people


def writing_logs_as_here() -> Callable[[], None]:
    """Return what makes another process log as this one does, under the same run."""
    found = (one for one in logging.getLogger(OURS[0]).handlers if one.get_name() == "oogst")
    handler = next(found, None)
    if handler is None or not isinstance(handler.formatter, _Formatter):
        return _nothing
    form = LogFormat.JSON if isinstance(handler.formatter, JsonFormatter) else LogFormat.TEXT
    level = LogLevel(logging.getLevelName(handler.level).lower())
    return partial(write_logs, form, level, handler.formatter.run_id)


def _nothing() -> None:
    """A process whose parent writes no logs writes none either."""


def _moment(record: logging.LogRecord) -> dt.datetime:
    return dt.datetime.fromtimestamp(record.created, dt.UTC)


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _trouble(record: logging.LogRecord) -> str | None:
    if not record.exc_info or record.exc_info[0] is None:
        return None
    kind, _, traceback = record.exc_info
    return f"({kind.__name__}{_place(traceback)})"


def _place(traceback: TracebackType | None) -> str:
    if traceback is None:
        return ""
    while traceback.tb_next:
        traceback = traceback.tb_next
    code = traceback.tb_frame.f_code
    return f" in {code.co_name}, {code.co_filename}:{traceback.tb_lineno}"
