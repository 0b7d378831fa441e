"""``oogst export``: what the warehouse says as files for other programs."""

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from flows.commands.options import (
    AsJson,
    InLanguage,
    Language,
    Warehouse,
    day_of,
    warehouse_path,
    writing,
)
from flows.console import print_json, print_line

if TYPE_CHECKING:
    from warehouse.connection import Connection

_NAME = "oogst-export"


class Format(StrEnum):
    """What to write: a workbook of questions, or a folder with a file for each view."""

    XLSX = "xlsx"
    CSV = "csv"
    PARQUET = "parquet"
    JSONL = "jsonl"


def export(
    form: Annotated[
        Format,
        typer.Option("--format", help="xlsx: one workbook; others: a folder, one file per view."),
    ] = Format.XLSX,
    out: Annotated[
        Path | None, typer.Option(metavar="PATH", help=f"Default: {_NAME}.xlsx, or {_NAME}/.")
    ] = None,
    language: InLanguage = Language.DUTCH,
    warehouse: Warehouse = None,
    as_json: AsJson = False,
) -> None:
    """All of it as files: a workbook, CSV, Parquet or JSON lines.

    Equal content gives equal bytes. Beside a workbook stands the page that its quotes lead to.
    """
    from warehouse.exports.tables import TableFormat, export_tables
    from warehouse.store import connect

    path = out or Path(f"{_NAME}.xlsx" if form is Format.XLSX else _NAME)
    with connect(warehouse_path(warehouse)) as connection, writing(path):
        if form is Format.XLSX:
            written = _workbook(connection, path, language)
        else:
            written = list(export_tables(connection, TableFormat(form.value), path))
    if as_json:
        print_json([str(path) for path in written])
        return
    for file in written:
        print_line(str(file))


def _workbook(connection: "Connection", path: Path, language: Language) -> list[Path]:
    from flows.report import report_from
    from warehouse.exports.workbook import export_workbook

    page = path.with_suffix(".html")
    export_workbook(connection, path, language=language, link=f"{page.name}#{{}}".format)
    page.write_text(report_from(connection, None, day_of(None), language), "utf-8")
    return [path, page]
