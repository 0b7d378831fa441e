"""``oogst serve``: nightly runs on a schedule, for as long as the command runs."""

from typing import Annotated

import typer

from flows.commands.options import Wait, Warehouse
from flows.commands.reading import Raw
from flows.settings import read_settings

_AN_HOUR = 3600


def serve(
    raw: Raw = None,
    warehouse: Warehouse = None,
    cron: Annotated[
        str, typer.Option(metavar="CRON", help="When to run, in the time of Amsterdam.")
    ] = "0 2 * * *",
    wait: Wait = _AN_HOUR,
) -> None:
    """Run `nightly` on a schedule, until it is stopped.

    Ctrl-C or a signal to terminate ends the run that goes on, and the command. A Prefect server
    runs as long as the command does, where PREFECT_API_URL names none. One run at a time; a run
    that finds another at work waits for it.
    """
    from flows.serve import serve as run

    settings = read_settings()
    folder = raw or settings.raw
    run(folder, warehouse or settings.warehouse_for(folder), settings, cron, wait)
