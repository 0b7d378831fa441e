"""The Excel file that a reviewer fills in: records, room for missing ones, an explanation."""

import json
import tomllib
from collections.abc import Iterable, Sequence
from importlib.resources import files
from pathlib import Path
from typing import Any

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from flows.reviews.cells import (
    ANSWERED,
    DECISIONS,
    DOCUMENTS,
    EXPLANATION,
    KEYS,
    MISSING,
    RECORDS,
    cell,
    chunks,
    field_cells,
    missing_columns,
    record_columns,
)
from warehouse.reviews.fields import (
    addable_types,
    all_editable_fields,
    choices,
    editable_fields,
)
from warehouse.reviews.query import ToReview

_ROOM = 500
"""Rows for missing records."""
_WIDTHS = {"quote": 60, "before": 30, "after": 30, "path": 28, "why": 24, "parts": 24, "type": 18}
_WIDTH = 14
_CREATED = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}


def write_workbook(
    path: Path,
    records: Iterable[ToReview],
    follows: dict[str, str],
    documents: Sequence[tuple[str, str]],
) -> int:
    """Write ``records`` to an Excel file at ``path`` and return how many they are.

    ``follows`` gives for a record's key its last review; ``documents`` are the paths and ids of
    those that a missing record can stand in. No text becomes a formula or a link.
    """
    with xlsxwriter.Workbook(path, _CREATED) as workbook:
        book = _Book(workbook)
        count = book.add_records(records, follows)
        book.add_missing(len(documents))
        book.add_explanation()
        book.add_documents(documents)
    return count


class _Book:
    def __init__(self, workbook: xlsxwriter.Workbook) -> None:
        text = {"num_format": "@", "text_wrap": True, "valign": "top"}
        self._sheets = {
            name: workbook.add_worksheet(name)
            for name in (RECORDS, MISSING, EXPLANATION, KEYS, DOCUMENTS)
        }
        self._open = workbook.add_format(text)
        self._closed = workbook.add_format(text | {"font_color": "#595959", "bg_color": "#EDEDED"})
        self._header = workbook.add_format({"bold": True, "bottom": 1, "valign": "top"})
        for name in (KEYS, DOCUMENTS):
            self._sheets[name].hide()

    def add_records(self, records: Iterable[ToReview], follows: dict[str, str]) -> int:
        sheet, columns = self._sheets[RECORDS], record_columns()
        self._head(sheet, columns)
        row = 0
        for row, one in enumerate(records, start=1):
            own = field_cells(one.seen)
            typed = {*ANSWERED, *editable_fields(type(one.record))}
            for column, name in enumerate(columns):
                self._write(sheet, row, column, _value(one, own, name), name in typed)
            self._add_key(row - 1, one, follows)
        sheet.autofilter(0, 0, row, len(columns) - 1)
        self._offer(sheet, columns, max(row, 1), {"decision": [*DECISIONS]})
        return row

    def add_missing(self, documents: int) -> None:
        sheet, columns = self._sheets[MISSING], missing_columns()
        self._head(sheet, columns)
        for column, name in enumerate(columns):
            sheet.set_column(column, column, _WIDTHS.get(name, _WIDTH), self._open)
        of_documents = f"={DOCUMENTS}!$A$1:$A${max(documents, 1)}"
        lists = {"type": [*addable_types()], "path": of_documents}
        self._offer(sheet, columns, _ROOM, lists)

    def add_explanation(self) -> None:
        sheet = self._sheets[EXPLANATION]
        sheet.set_column(0, 0, 120)
        told = tomllib.loads((files(__package__) / "explanation.toml").read_text("utf-8"))
        lines = [
            line
            for language in told.values()
            for line in [(language["title"], self._header)]
            + [(line, self._open) for line in language["lines"]]
            + [("", self._open)]
        ]
        for row, (line, style) in enumerate(lines):
            sheet.write_string(row, 0, line, style)

    def add_documents(self, documents: Sequence[tuple[str, str]]) -> None:
        for row, (path, document_id) in enumerate(documents):
            self._sheets[DOCUMENTS].write_string(row, 0, cell(path))
            self._sheets[DOCUMENTS].write_string(row, 1, document_id)

    def _add_key(self, row: int, one: ToReview, follows: dict[str, str]) -> None:
        sheet = self._sheets[KEYS]
        sheet.write_string(row, 0, one.record.record_id)
        sheet.write_string(row, 1, follows.get(one.seen.key(), ""))
        for column, chunk in enumerate(
            chunks(json.dumps(one.seen.model_dump(mode="json"))), start=2
        ):
            sheet.write_string(row, column, chunk)

    def _head(self, sheet: Worksheet, columns: Sequence[str]) -> None:
        sheet.freeze_panes(1, 1)
        for column, name in enumerate(columns):
            sheet.set_column(column, column, _WIDTHS.get(name, _WIDTH))
            sheet.write_string(0, column, name, self._header)

    def _write(self, sheet: Worksheet, row: int, column: int, value: Any, is_open: bool) -> None:
        style: Format = self._open if is_open else self._closed
        if isinstance(value, int | float):
            sheet.write_number(row, column, value, style)
        elif value:
            sheet.write_string(row, column, cell(str(value)), style)
        else:
            sheet.write_blank(row, column, None, style)

    def _offer(
        self, sheet: Worksheet, columns: Sequence[str], rows: int, lists: dict[str, Any]
    ) -> None:
        closed = {name: [*choices(name)] for name in all_editable_fields() if choices(name)}
        for name, source in (closed | lists).items():
            column = columns.index(name)
            rule = {"validate": "list", "source": source, "error_title": name}
            sheet.data_validation(1, column, rows, column, rule)


def _value(one: ToReview, own: dict[str, str], name: str) -> Any:
    record = one.record
    told = {
        "type": record.record_type,
        "year": one.year,
        "page": record.page,
        "path": one.path,
        "before": one.before,
        "quote": one.seen.quote,
        "after": one.after,
        "confidence": record.confidence,
        "rule": record.rule,
        "reviewed": one.decision and f"{one.decision} by {one.reviewer}",
        "record": record.record_id,
    }
    return own[name] if name in own else told.get(name)
