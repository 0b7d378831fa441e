"""What several commands ask for: the warehouse, JSON instead of a table."""

from pathlib import Path
from typing import Annotated

import typer

from flows.settings import read_settings

Warehouse = Annotated[
    Path | None,
    typer.Option(
        "--warehouse",
        envvar="OOGST_WAREHOUSE",
        help="The published DuckDB file; default: warehouse/oogst.duckdb beside the raw folder.",
        show_default=False,
        dir_okay=False,
    ),
]
AsJson = Annotated[bool, typer.Option("--json", help="Print JSON, for programs.")]


def warehouse_path(given: Path | None) -> Path:
    """Return the published file that a command works on."""
    settings = read_settings()
    return given or settings.warehouse_for(settings.raw)
