"""What several commands ask for: the warehouse, a year, a day to see from, JSON."""

import datetime as dt
import math
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from flows.settings import read_settings

DAY = ["%Y-%m-%d"]
"""How a day is written."""


class Language(StrEnum):
    """In which language people read a page or a workbook."""

    DUTCH = "nl"
    ENGLISH = "en"


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
Year = Annotated[int | None, typer.Option("--year", help="Only documents about this year.")]
Kind = Annotated[
    str | None,
    typer.Option("--kind", help="Only documents of this kind, such as dialogue_recap."),
]
RecordType = Annotated[
    str | None, typer.Option("--type", help="Only this type of record, such as commitments.")
]
AsOf = Annotated[
    dt.datetime | None,
    typer.Option(
        "--as-of", formats=DAY, metavar="DATE", help="The day to see from; default: today."
    ),
]
InLanguage = Annotated[Language, typer.Option("--language", help="Dutch, or English.")]
AsJson = Annotated[bool, typer.Option("--json", help="Print JSON, for programs.")]


def warehouse_path(given: Path | None) -> Path:
    """Return the published file that a command works on."""
    settings = read_settings()
    return given or settings.warehouse_for(settings.raw)


@contextmanager
def writing(path: Path) -> Iterator[None]:
    """Make the folder of a file that a command writes; where it cannot be, say so in a line."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        yield
    except OSError as error:
        raise typer.BadParameter(f"{path} cannot be written: {error.strerror}") from error


def day_of(as_of: dt.datetime | None) -> dt.date:
    """Return the day to see from: the one given, or today."""
    return (as_of or dt.datetime.now().astimezone()).date()


def refuse_unknown_kind(kind: str | None) -> None:
    """Raise ``BadParameter`` where there is no such kind of document."""
    from schemas.document import DocumentKind

    refuse_unknown("--kind", kind, DocumentKind)


def refuse_unknown_type(record_type: str | None) -> None:
    """Raise ``BadParameter`` where there is no such type of record."""
    from warehouse.rows import RECORD_TYPES

    refuse_unknown("--type", record_type, RECORD_TYPES)


def refuse_unknown(option: str, value: str | None, known: Iterable[str]) -> None:
    """Raise ``BadParameter`` where ``value`` is given and is none of those ``known``."""
    listed = list(known)
    if value is not None and value not in listed:
        raise typer.BadParameter(f"{value!r} is none of {', '.join(listed)}", param_hint=option)
