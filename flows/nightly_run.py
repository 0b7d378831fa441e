"""One nightly run, started by hand or by cron: the flow, and a Prefect server for as long.

Prefect is imported only once its environment is set (``flows.prefect_server``).
"""

from pathlib import Path

from flows.discover import refuse_no_folder
from flows.exit_codes import is_interruption
from flows.prefect_server import LocalServer, PrefectServerError, prefect_server
from flows.runners import refuse_missing
from flows.runs.reported import reported
from flows.runs.run import Run
from flows.settings import Settings
from warehouse.lock import sole_writer

LONGEST = 10 * 365 * 24 * 3600.0
"""Seconds of a wait without end: JSON, in which Prefect is told parameters, has no infinity."""

_FINISH = 10.0  # seconds
_PREFECT = ("prefect", "httpx")  # whose errors say that the server is gone


def run_nightly(raw: Path, warehouse: Path, settings: Settings, wait: float = 0) -> Run:
    """Run the flow once and return the run; waits and raises as ``ingest`` does.

    Raises ``PrefectServerError`` where there is no Prefect server and none can be started.
    """
    with reported(raw, warehouse, settings) as run:
        refuse_no_folder(raw)
        refuse_missing(settings.runner)
        with sole_writer(warehouse, wait):
            pass  # to be told at once, and not when a server has been started, that another runs
        with prefect_server(prefect_home(warehouse)) as server:
            _run_flow(run, settings, wait, server)
    return run


def prefect_home(warehouse: Path) -> Path:
    """Return the folder for what Prefect keeps, beside ``warehouse``."""
    return warehouse.parent / "prefect"


def _run_flow(run: Run, settings: Settings, wait: float, server: LocalServer | None) -> None:
    from flows.nightly import nightly

    try:
        raw, warehouse = str(run.raw.resolve()), run.warehouse.resolve()
        nightly(raw, warehouse, min(wait, LONGEST), settings.runner, settings.address)
    except BaseException as error:
        if is_interruption(error):
            raise KeyboardInterrupt from error
        _explain(error, run)
    finally:
        _let_prefect_finish(server)


def _explain(error: BaseException, run: Run) -> None:
    """Raise what ended the flow; where the work was done all the same, that is a warning."""
    kind = type(run.trouble or error)
    if run.trouble and kind.__module__.partition(".")[0] not in _PREFECT:
        raise run.trouble
    if run.trouble or not run.is_reported:
        line = f"Prefect could not be told of the run ({kind.__name__})"
        raise PrefectServerError(line) from error
    run.warn(f"Prefect could not be told how the run ended ({kind.__name__})")


def _let_prefect_finish(server: LocalServer | None) -> None:
    """What it has still to tell its server waits in threads; the server may stop after that.

    Without a server they would try for minutes: one that died is started again.
    """
    if server and not server.is_running():
        server.start()
    from prefect.events.worker import EventsWorker
    from prefect.logging.handlers import APILogWorker

    for worker in (APILogWorker, EventsWorker):
        worker.drain_all(timeout=_FINISH)
