"""``oogst export``: what the warehouse says as files for other programs."""

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from flows.commands.options import AsJson, Warehouse, warehouse_path
from flows.console import print_json, print_line

_NAME = "oogst-export"


class Format(StrEnum):
    """What to write: a workbook of questions, or a folder with a file for each view."""

    XLSX = "xlsx"
    CSV = "csv"
    PARQUET = "parquet"
    JSONL = "jsonl"


class Language(StrEnum):
    """In which language a workbook's headings stand."""

    DUTCH = "nl"
    ENGLISH = "en"


def export(
    form: Annotated[
        Format,
        typer.Option("--format", help="xlsx: one workbook; others: a folder, one file per view."),
    ] = Format.XLSX,
    out: Annotated[
        Path | None, typer.Option(metavar="PATH", help=f"Default: {_NAME}.xlsx, or {_NAME}/.")
    ] = None,
    language: Annotated[
        Language, typer.Option(help="Of the workbook's headings.")
    ] = Language.DUTCH,
    warehouse: Warehouse = None,
    as_json: AsJson = False,
) -> None:
    """The views as files: a workbook, or CSV, Parquet or lines of JSON.

    Equal content gives equal bytes.
    """
    from warehouse.exports.tables import TableFormat, export_tables
    from warehouse.exports.workbook import export_workbook
    from warehouse.store import connect

    with connect(warehouse_path(warehouse)) as connection:
        if form is Format.XLSX:
            path = out or Path(f"{_NAME}.xlsx")
            written = [export_workbook(connection, path, language=language)]
        else:
            folder = out or Path(_NAME)
            written = list(export_tables(connection, TableFormat(form.value), folder))
    if as_json:
        print_json([str(path) for path in written])
        return
    for path in written:
        print_line(str(path))
