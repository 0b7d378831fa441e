"""``oogst report``: the coordinator's page."""

import datetime as dt
from pathlib import Path
from typing import Annotated

import typer

from flows.commands.export import Language
from flows.commands.options import AsJson, Warehouse, warehouse_path
from flows.commands.questions import Year
from flows.console import print_json, print_line


def report(
    year: Year = None,
    out: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Default: oogst-YEAR.html, or oogst.html.")
    ] = None,
    language: Annotated[Language, typer.Option(help="Of the page.")] = Language.DUTCH,
    as_of: Annotated[
        dt.datetime | None,
        typer.Option(formats=["%Y-%m-%d"], metavar="DATE", help="Seen from; default: today."),
    ] = None,
    warehouse: Warehouse = None,
    as_json: AsJson = False,
) -> None:
    """One page for the next dialogue, with every quote.

    What was recommended, promised, answered and done, in a single HTML file that opens from
    disk; nothing in it reaches for the network.
    """
    from flows.report import report as made

    seen_from = as_of.date() if as_of else dt.datetime.now().astimezone().date()
    path = out or Path(f"oogst-{year}.html" if year else "oogst.html")
    page = made(warehouse_path(warehouse), year, seen_from, language)
    path.write_text(page, "utf-8")
    if as_json:
        print_json({"path": str(path), "bytes": path.stat().st_size})
    else:
        print_line(str(path))
