"""Serving: the nightly flow on a schedule, under a server of its own or one that is there.

The clocks of Amsterdam change twice a year: at a time that is skipped, and at one that comes
twice, the flow runs once.
"""

import asyncio
import contextlib
import logging
import os
import signal
import threading
from collections.abc import Iterator
from functools import partial
from importlib import import_module
from pathlib import Path
from typing import Any

from extractors.read.worker import interrupts_held
from flows.console import print_line
from flows.discover import refuse_no_folder
from flows.logs import write_logs
from flows.nightly_run import LONGEST, prefect_home
from flows.prefect_server import LocalServer, PrefectServerError, page, prefect_server
from flows.runs.files import AMSTERDAM
from flows.settings import Settings, SettingsError

DEPLOYMENT = "scheduled"
"""The name of the schedule on Prefect's page: ``nightly/scheduled``."""

_LOOK = 1.0  # seconds between two looks at the server
_REST = 5.0  # seconds before runs are polled for again
_log = logging.getLogger(__name__)


def serve(raw: Path, warehouse: Path, settings: Settings, cron: str, wait: float) -> None:
    """Run the nightly flow whenever ``cron`` says, until this process is told to stop.

    A server that dies is told of and started again. Raises ``SettingsError`` where ``cron``
    names no times, ``RawFolderError`` and ``PrefectServerError``.
    """
    refuse_no_folder(raw)
    write_logs(settings.log_format, settings.log_level)
    # Until the schedule is kept, either signal ends it so; after that, in good order.
    with contextlib.suppress(KeyboardInterrupt):
        _keep_schedule(prefect_home(warehouse), _parameters(raw, warehouse, wait), cron)
    print_line("Stopped.")


def _keep_schedule(home: Path, parameters: dict[str, Any], cron: str) -> None:
    with prefect_server(home, partial(refuse_no_schedule, cron)) as server:
        import_module("flows.nightly")  # what is wrong with it is told here, and not tried again
        print_line(f"Runs at {cron!r} in the time of Amsterdam; Prefect is at {page()}")
        with _quiet(Path(os.environ["PREFECT_HOME"])), interrupts_held():
            asyncio.run(_serve(parameters, cron, server))


def refuse_no_schedule(cron: str) -> None:
    """Raise ``SettingsError`` where ``cron`` names no times."""
    from prefect.schedules import Cron

    try:
        Cron(cron, timezone=AMSTERDAM.key)
    except ValueError as error:
        raise SettingsError(f"--cron: {cron!r} names no times, as '0 2 * * *' does") from error


def _parameters(raw: Path, warehouse: Path, wait: float) -> dict[str, Any]:
    paths = {"raw": str(raw.resolve()), "warehouse": str(warehouse.resolve())}
    return paths | {"wait": min(wait, LONGEST)}


@contextlib.contextmanager
def _quiet(home: Path) -> Iterator[None]:
    """What Prefect prints goes where its log goes."""
    with (home / "prefect.log").open("a", encoding="utf-8") as log, contextlib.redirect_stdout(log):
        yield


async def _serve(parameters: dict[str, Any], cron: str, server: LocalServer | None) -> None:
    stop = asyncio.Event()
    _stop_on_ctrl_c(stop)
    _stop_when_terminated(stop)
    watch = asyncio.create_task(_keep_running(server, stop))
    while not stop.is_set():
        try:
            await _run_what_is_due(parameters, cron, stop)
        except Exception as error:  # noqa: BLE001 - whatever Prefect makes of a server that is gone
            _log.warning("Prefect does not answer (%s); asking again", type(error).__name__)
            await _pause(_REST, stop)
    await watch


async def _run_what_is_due(parameters: dict[str, Any], cron: str, stop: asyncio.Event) -> None:
    """Run what is due, one run at a time, until told to stop."""
    from prefect.runner import Runner
    from prefect.schedules import Cron

    from flows.nightly import nightly

    runner = Runner(name=DEPLOYMENT, limit=1, pause_on_shutdown=False)
    when = Cron(cron, timezone=AMSTERDAM.key)
    # Given a flow, and not a deployment, it runs it in a process that prints where this one does.
    await runner.aadd_flow(
        nightly, DEPLOYMENT, schedule=when, parameters=parameters, tags=["oogst"]
    )
    runs = asyncio.create_task(runner.start())
    await asyncio.sleep(0)
    _stop_when_terminated(stop)  # the runner's own handler would end this process at once
    await asyncio.wait({runs, asyncio.create_task(stop.wait())}, return_when="FIRST_COMPLETED")
    if runner.started and not runs.done():
        await runner.astop()
    elif stop.is_set():
        runs.cancel()
    with contextlib.suppress(asyncio.CancelledError):
        await runs


async def _keep_running(server: LocalServer | None, stop: asyncio.Event) -> None:
    """Start the server again whenever it has ended; where it does not start, stop all."""
    while server and not await _pause(_LOOK, stop):
        if server.is_running():
            continue
        _log.warning("the Prefect server ended; starting it again")
        try:
            await asyncio.to_thread(server.start)
        except PrefectServerError:
            stop.set()
            raise


async def _pause(seconds: float, stop: asyncio.Event) -> bool:
    """Wait, or until told to stop; return whether that is so."""
    with contextlib.suppress(TimeoutError):
        await asyncio.wait_for(stop.wait(), seconds)
    return stop.is_set()


def _stop_when_terminated(stop: asyncio.Event) -> None:
    asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, stop.set)


def _stop_on_ctrl_c(stop: asyncio.Event) -> None:
    """Ctrl-C is for this process alone: the run that is going on is ended by it, in good order."""
    loop = asyncio.get_running_loop()

    def listen() -> None:
        signal.sigwait({signal.SIGINT})
        loop.call_soon_threadsafe(stop.set)

    threading.Thread(target=listen, daemon=True).start()
