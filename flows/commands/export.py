"""``oogst export``: what the warehouse says as files for other programs."""

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from flows.commands.options import AsJson, InLanguage, Language, Warehouse, day_of, warehouse_path
from flows.console import print_json, print_line

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

    published = warehouse_path(warehouse)
    if form is Format.XLSX:
        written = _workbook(published, out or Path(f"{_NAME}.xlsx"), language)
    else:
        with connect(published) as connection:
            folder = out or Path(_NAME)
            written = list(export_tables(connection, TableFormat(form.value), folder))
    if as_json:
        print_json([str(path) for path in written])
        return
    for path in written:
        print_line(str(path))


def _workbook(published: Path, path: Path, language: Language) -> list[Path]:
    from flows.report import report_from
    from warehouse.exports.workbook import export_workbook
    from warehouse.store import connect

    page = path.with_suffix(".html")
    with connect(published) as connection:
        export_workbook(connection, path, language=language, link=f"{page.name}#{{}}".format)
        page.write_text(report_from(connection, None, day_of(None), language), "utf-8")
    return [path, page]
