"""One nightly run, started by hand or by cron: the flow, and a Prefect server for as long.

Prefect is imported only once its environment is set (``flows.prefect_server``).
"""

from pathlib import Path

from flows.discover import refuse_no_folder
from flows.exit_codes import is_interruption
from flows.prefect_server import PrefectServerError, prefect_server
from flows.runs.reported import reported
from flows.runs.run import Run
from flows.settings import Settings
from warehouse.lock import sole_writer

LONGEST = 10 * 365 * 24 * 3600.0
"""Seconds of a wait without end: JSON, in which Prefect is told parameters, has no infinity."""

_FINISH = 10.0  # seconds


def run_nightly(raw: Path, warehouse: Path, settings: Settings, wait: float = 0) -> Run:
    """Run the flow once and return the run; waits and raises as ``ingest`` does.

    Raises ``PrefectServerError`` where there is no Prefect server and none can be started.
    """
    with reported(raw, warehouse, settings) as run:
        refuse_no_folder(raw)
        with sole_writer(warehouse, wait):
            pass  # to be told at once, and not when a server has been started, that another runs
        with prefect_server(prefect_home(warehouse)):
            _run_flow(run, wait)
    return run


def prefect_home(warehouse: Path) -> Path:
    """Return the folder for what Prefect keeps, beside ``warehouse``."""
    return warehouse.parent / "prefect"


def _run_flow(run: Run, wait: float) -> None:
    from flows.nightly import nightly

    try:
        nightly(run.raw.resolve(), run.warehouse.resolve(), min(wait, LONGEST))
    except BaseException as error:
        if is_interruption(error):
            raise KeyboardInterrupt from error
        if run.trouble is not None or not isinstance(error, Exception):
            raise
        if not run.is_reported:
            line = f"Prefect could not be told that a run begins ({type(error).__name__})"
            raise PrefectServerError(line) from error
        # The work was done, and reported: what failed is to tell Prefect so.
        run.warn(f"Prefect could not be told how the run ended ({type(error).__name__})")
    finally:
        _let_prefect_finish()


def _let_prefect_finish() -> None:
    """What it has still to tell its server waits in threads; the server may stop after that."""
    from prefect.events.worker import EventsWorker
    from prefect.logging.handlers import APILogWorker

    for worker in (APILogWorker, EventsWorker):
        worker.drain_all(timeout=_FINISH)
