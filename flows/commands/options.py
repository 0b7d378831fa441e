"""What several commands ask for: the warehouse, JSON instead of a table."""

import math
from collections.abc import Iterable
from pathlib import Path
from typing import Annotated

import typer

from flows.settings import read_settings


def seconds_of(text: str) -> float:
    """Return how many seconds ``text`` means; ``forever`` is infinity."""
    try:
        seconds = math.inf if text == "forever" else float(text)
    except ValueError:
        seconds = math.nan
    if not seconds >= 0:
        raise typer.BadParameter(f"{text!r} is neither a number of seconds nor `forever`")
    return seconds


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
Wait = Annotated[
    float,
    typer.Option(
        "--wait",
        metavar="SECONDS",
        parser=seconds_of,
        help="How long to wait for another run: seconds, or `forever`; default: not at all.",
        show_default=False,
    ),
]
AsJson = Annotated[bool, typer.Option("--json", help="Print JSON, for programs.")]


def warehouse_path(given: Path | None) -> Path:
    """Return the published file that a command works on."""
    settings = read_settings()
    return given or settings.warehouse_for(settings.raw)


def refuse_unknown(option: str, value: str | None, known: Iterable[str]) -> None:
    """Raise ``BadParameter`` where ``value`` is given and is none of those ``known``."""
    listed = list(known)
    if value is not None and value not in listed:
        raise typer.BadParameter(f"{value!r} is none of {', '.join(listed)}", param_hint=option)
