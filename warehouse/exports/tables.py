"""The views as files, one file each: CSV, Parquet or lines of JSON."""

from collections.abc import Iterator
from enum import StrEnum
from pathlib import Path

from warehouse.compare import CIRCUMSTANCE, HISTORY
from warehouse.connection import Connection
from warehouse.package_sql import sql_files


class TableFormat(StrEnum):
    """How a table is written; the value is the ending of its file."""

    CSV = "csv"
    PARQUET = "parquet"
    JSONL = "jsonl"


_OPTIONS = {
    TableFormat.CSV: "FORMAT csv, HEADER",
    TableFormat.PARQUET: "FORMAT parquet, COMPRESSION zstd",
    TableFormat.JSONL: "FORMAT json",
}
# A cell that a spreadsheet would take for a formula: ``=cmd|…`` runs a program.
_AS_TEXT = r"""regexp_replace("{0}", '^([=+\-@\t\r])', '''\1') AS "{0}" """


def export_tables(connection: Connection, form: TableFormat, folder: Path) -> Iterator[Path]:
    """Write every view to its file in ``folder``, ordered by its columns; yield each file.

    When something came in, and by which run, is left out. In CSV a text that begins as a
    formula does (``=``, ``+``, ``-``, ``@``) gets an apostrophe before it, and a list is JSON.
    """
    folder.mkdir(parents=True, exist_ok=True)
    connection.execute("SET threads = 1")  # or the same rows could be grouped differently
    for view in sql_files("views"):
        if view not in HISTORY:
            yield _export(connection, view, form, folder / f"{view}.{form}")


def _export(connection: Connection, view: str, form: TableFormat, path: Path) -> Path:
    aside = path.with_name(f".{path.name}.aside")
    name = str(aside).replace("'", "''")
    columns = ", ".join(_columns(connection, view, form))
    query = f"SELECT {columns} FROM {view} ORDER BY ALL"  # noqa: S608 (names from the catalogue)
    try:
        connection.execute(f"COPY ({query}) TO '{name}' ({_OPTIONS[form]})")
        aside.replace(path)
    finally:
        aside.unlink(missing_ok=True)
    return path


def _columns(connection: Connection, view: str, form: TableFormat) -> Iterator[str]:
    described = connection.execute(f"DESCRIBE {view}").fetchall()
    for name, sql_type, *_ in described:
        if name in CIRCUMSTANCE:
            continue
        if form is not TableFormat.CSV:
            yield f'"{name}"'
        elif sql_type == "VARCHAR":
            yield _AS_TEXT.format(name)
        elif sql_type.endswith("[]") or sql_type.startswith(("STRUCT", "MAP")):
            yield f'to_json("{name}") AS "{name}"'
        else:
            yield f'"{name}"'
