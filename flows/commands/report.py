"""``oogst report``: the coordinator's page."""

from pathlib import Path
from typing import Annotated

import typer

from flows.commands.options import (
    AsJson,
    AsOf,
    InLanguage,
    Language,
    Warehouse,
    Year,
    day_of,
    warehouse_path,
    writing,
)
from flows.console import print_json, print_line


def report(
    year: Year = None,
    out: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Default: oogst-YEAR.html, or oogst.html.")
    ] = None,
    language: InLanguage = Language.DUTCH,
    as_of: AsOf = None,
    warehouse: Warehouse = None,
    as_json: AsJson = False,
) -> None:
    """One page for the next dialogue, with every quote.

    What was recommended, promised, answered and done, in a single HTML file that opens from
    disk; nothing in it reaches for the network.
    """
    from flows.report import report as made

    path = out or Path(f"oogst-{year}.html" if year else "oogst.html")
    page = made(warehouse_path(warehouse), year, day_of(as_of), language)
    with writing(path):
        path.write_text(page, "utf-8")
    if as_json:
        print_json({"path": str(path), "bytes": path.stat().st_size})
    else:
        print_line(str(path))
