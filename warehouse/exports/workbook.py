"""The workbook: the questions as sheets, for people who live in Excel."""

import datetime as dt
import tomllib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import islice
from pathlib import Path
from typing import Any

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from warehouse.connection import Connection
from warehouse.words import words_of_values

_MOST_CHARACTERS = 32_767  # that a cell holds
_MOST_ROWS = 1_048_575  # that a sheet holds below its head
_MOST_LINKS = 65_530
_NO_DAY = dt.datetime(2000, 1, 1)  # or its bytes would tell when it was made
# Every text is written as text: no cell becomes a formula, a number or a link by what it says.
_AS_TEXT = {
    "strings_to_formulas": False,
    "strings_to_numbers": False,
    "strings_to_urls": False,
}

EvidenceLink = Callable[[str], str]
"""Returns the file, and place in it, that shows a record, given its id: ``bewijs.html#1a2b``."""


@dataclass(frozen=True)
class _Look:
    book: xlsxwriter.Workbook
    language: str
    link: EvidenceLink | None
    head: Format
    body: Format
    linked: Format


def export_workbook(
    connection: Connection,
    path: Path,
    *,
    language: str = "nl",
    link: EvidenceLink | None = None,
) -> Path:
    """Write the workbook to ``path`` and return it; equal content gives equal bytes.

    Headings and values stand in ``language``: ``nl`` or ``en``. With ``link``, a quote leads
    to its evidence. Quotes stay text, whatever they begin with.
    """
    aside = path.with_name(f".{path.name}.aside")
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        with xlsxwriter.Workbook(str(aside), _AS_TEXT) as book:
            book.set_properties({"title": "Oogst", "created": _NO_DAY})
            _write(connection, _look(book, language, link))
        aside.replace(path)
    finally:
        aside.unlink(missing_ok=True)
    return path


def _look(book: xlsxwriter.Workbook, language: str, link: EvidenceLink | None) -> _Look:
    wrapped = {"text_wrap": True, "valign": "top"}
    head = book.add_format(wrapped | {"bold": True, "bg_color": "#DDE7E2", "bottom": 1})
    linked = book.add_format(wrapped | {"font_color": "#0B5394", "underline": 1})
    return _Look(book, language, link, head, book.add_format(wrapped), linked)


def _write(connection: Connection, look: _Look) -> None:
    about = look.book.add_worksheet(_words("about", look))
    for place, width in enumerate((28, 90, 30)):
        about.set_column(place, place, width)
    for row, sheet in enumerate(_layout()["sheet"]):
        name = sheet["name"][look.language]
        about.write_url(row, 0, f"internal:'{name}'!A1", look.linked, string=name)
        about.write_string(row, 1, sheet["question"][look.language], look.body)
        about.write_string(row, 2, _write_sheet(connection, look, sheet), look.body)


def _write_sheet(connection: Connection, look: _Look, sheet: dict[str, Any]) -> str:
    """Write one question and return how many of its rows are there, in words."""
    page = look.book.add_worksheet(sheet["name"][look.language])
    page.freeze_panes(1, 0)
    for place, column in enumerate(sheet["columns"]):
        page.set_column(place, place, column["width"])
        page.write_string(0, place, column[look.language], look.head)
    last = 0
    for last, row in enumerate(islice(_rows(connection, sheet), _MOST_ROWS), start=1):
        for place, column in enumerate(sheet["columns"]):
            _write_cell(page, look, (last, place), column, row)
    page.autofilter(0, 0, last, len(sheet["columns"]) - 1)
    count = connection.table(sheet["view"]).shape[0]
    return _words("rows" if count == last else "some_rows", look).format(shown=last, count=count)


def _write_cell(
    page: Worksheet,
    look: _Look,
    place: tuple[int, int],
    column: dict[str, Any],
    row: dict[str, Any],
) -> None:
    value = row[column["name"]]
    if isinstance(value, int | float):
        page.write_number(*place, value, look.body)
        return
    text = _text(look, column["name"], value)
    if look.link and "evidence" in column and place[0] < _MOST_LINKS:
        evidence = f"external:{look.link(row[column['evidence']])}"
        page.write_url(*place, evidence, look.linked, text)
    else:
        page.write_string(*place, text, look.body)


def _text(look: _Look, column: str, value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, list):
        value = ", ".join(value)
    text = words_of_values(look.language).get(column, {}).get(value, value)
    return text if len(text) <= _MOST_CHARACTERS else f"{text[: _MOST_CHARACTERS - 1]}…"


def _rows(connection: Connection, sheet: dict[str, Any]) -> Iterator[dict[str, Any]]:
    names = dict.fromkeys(
        name
        for column in sheet["columns"]
        for name in (column["name"], column.get("evidence"))
        if name
    )
    result = connection.execute(
        f"SELECT {', '.join(names)} FROM {sheet['view']} ORDER BY {sheet['order']}"  # noqa: S608 (ours)
    )
    while row := result.fetchone():
        yield dict(zip(names, row, strict=True))


def _words(key: str, look: _Look) -> str:
    return str(_layout()["words"][key][look.language])


@cache
def _layout() -> dict[str, Any]:
    return tomllib.loads((files(__package__) / "workbook.toml").read_text("utf-8"))
