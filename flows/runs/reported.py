"""Around a run: its lines carry its id, and it ends with a report, however it ends."""

import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from flows.exit_codes import ExitCode
from flows.logs import write_logs
from flows.runs.after_run import AfterRunError, tell
from flows.runs.files import write_report
from flows.runs.report import RunReport, as_markdown, report_of
from flows.runs.run import Run
from flows.settings import Settings

_log = logging.getLogger(__name__)
_going_on: list[Run] = []

Show = Callable[[RunReport], None]


@contextmanager
def reported(
    raw: Path, warehouse: Path, settings: Settings, show: Show = lambda _: None
) -> Iterator[Run]:
    """Yield a run, or the one that is going on in this process, and report it when it ends.

    The report goes to ``show``, to files, and to the command ``after_run``; that one of them
    fails is a warning, and ends no run. Whatever the run raises is raised again.
    """
    if _going_on:
        with _reported(_going_on[0], settings, show) as run:
            yield run
        return
    _going_on.append(Run(raw, warehouse))
    write_logs(settings.log_format, settings.log_level, _going_on[0].run_id)
    try:
        with _reported(_going_on[0], settings, show) as run:
            yield run
    finally:
        _going_on.clear()


@contextmanager
def _reported(run: Run, settings: Settings, show: Show) -> Iterator[Run]:
    try:
        yield run
    except BaseException as error:
        run.trouble = error
        raise
    finally:
        if not run.is_reported:
            run.is_reported = True
            _report(run, settings, show)


def _report(run: Run, settings: Settings, show: Show) -> None:
    report = report_of(run)
    how = type(run.trouble).__name__ if run.trouble else report.ended  # which has no names in it
    _log.info("%s (exit code %d)", how, report.exit_code)
    _try(lambda: show(report))
    _try(lambda: _keep(run, report, settings.reports_for(run.warehouse) / "runs"))
    if settings.after_run and report.exit_code != ExitCode.INTERRUPTED:
        text = as_markdown(report)
        _try(lambda: tell(settings.after_run, text, settings.after_run_seconds))


def _keep(run: Run, report: RunReport, folder: Path) -> None:
    run.report = write_report(report, folder)


def _try(step: Callable[[], object]) -> None:
    try:
        step()
    except AfterRunError as error:
        _log.warning("%s", error)
    except OSError as error:
        _log.warning("the report could not be written: %s", error.strerror)
    except Exception:  # noqa: BLE001 - whatever Prefect raises of a server that is gone
        _log.warning("the report could not be shown", exc_info=True)
