"""The answers in an Excel file that a reviewer filled in."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any
from zipfile import BadZipFile

from openpyxl import load_workbook
from openpyxl.utils.exceptions import InvalidFileException
from pydantic import ValidationError

from flows.reviews.answers import Answer, AnswerError, Asked, ReviewFileError
from flows.reviews.cells import (
    DOCUMENTS,
    KEYS,
    MISSING,
    RECORDS,
    cell,
    field_cells,
    is_blank,
    missing_columns,
    record_columns,
)
from schemas.reviews import SeenRecord
from warehouse.reviews.fields import all_editable_fields

Cells = dict[str, Any]
_FORMULA = "f"


class Workbook:
    """A review file that was read: what was asked, and what was answered."""

    def __init__(self, path: Path) -> None:
        """Read the file at ``path``; raises ``ReviewFileError`` where it is no review file."""
        try:
            # Trusts no length that a damaged file gives, and keeps hold of the file only here.
            book = load_workbook(path, data_only=False)
        except (BadZipFile, InvalidFileException, KeyError, ValueError, OSError) as error:
            raise ReviewFileError(f"{path}: cannot be read as an Excel file") from error
        if lacking := [name for name in (RECORDS, MISSING, KEYS) if name not in book.sheetnames]:
            raise ReviewFileError(f"{path}: is no review file: it has no sheet {lacking[0]!r}")
        self._book = book
        self.asked = dict(self._asked(path))

    def answers(self) -> Iterator[Answer | AnswerError]:
        """Yield what is filled in, row by row, and one complaint for each column nobody knows."""
        yield from self._unknown_columns(RECORDS, record_columns())
        yield from self._unknown_columns(MISSING, missing_columns())
        for where, row in self._rows(RECORDS):
            if answer := self._answered(where, row):
                yield answer
        ids = {row[0].value: str(row[1].value) for row in self._book[DOCUMENTS].iter_rows()}
        for where, row in self._rows(MISSING):
            if any(not is_blank(value) for value in row.values()):
                yield _missing(where, row, ids)

    def _asked(self, path: Path) -> Iterator[tuple[str, Asked]]:
        for record_id, follows, *pieces in self._book[KEYS].iter_rows(values_only=True):
            if record_id is None:
                continue
            text = "".join(str(piece) for piece in pieces if piece is not None)
            try:
                yield str(record_id), Asked(SeenRecord.model_validate_json(text), follows or None)
            except ValidationError as error:
                line = f"{path}: the hidden sheet {KEYS!r} is damaged; export the records again"
                raise ReviewFileError(line) from error

    def _columns(self, sheet: str) -> list[str]:
        header = next(self._book[sheet].iter_rows(max_row=1, values_only=True), ())
        return [str(name or "").strip() for name in header]

    def _unknown_columns(self, sheet: str, known: tuple[str, ...]) -> Iterator[AnswerError]:
        columns = self._columns(sheet)
        for name in columns:
            if name and name not in known:
                yield AnswerError(f"{sheet}, row 1: unknown column {name!r}")
        for name in known:
            if name not in columns:
                yield AnswerError(f"{sheet}, row 1: no column {name!r} any more")

    def _rows(self, sheet: str) -> Iterator[tuple[str, Cells]]:
        columns = self._columns(sheet)
        for number, row in enumerate(self._book[sheet].iter_rows(min_row=2), start=2):
            cells = {name: one for name, one in zip(columns, row, strict=False) if name}
            told = {n: None if is_blank(one.value) else one.value for n, one in cells.items()}
            formulas = [name for name, one in cells.items() if one.data_type == _FORMULA]
            yield f"{sheet}, row {number}", told | {_FORMULA: formulas}

    def _answered(self, where: str, row: Cells) -> Answer | AnswerError | None:
        asked = self.asked.get(str(row.get("record")))
        if asked is None:
            nothing = all(value is None for name, value in row.items() if name != _FORMULA)
            return None if nothing else AnswerError(f"{where}: no record has the id in 'record'")
        changes, decision = _changes(row, asked.seen), row.get("decision")
        if formulas := [name for name in row[_FORMULA] if name in (*changes, *_TYPED)]:
            return AnswerError(f"{where}: {formulas[0]} is a formula; type its value as text")
        if decision is None:
            told = [*changes, *(name for name in _TYPED if row.get(name) is not None)]
            return (
                AnswerError(f"{where}: {told[0]} was filled in, but no decision") if told else None
            )
        return Answer(
            where,
            str(decision),
            asked,
            changes,
            joined=tuple(_text(row.get("with")).replace(";", " ").split()),
            parts=tuple(
                part.strip() for part in _text(row.get("parts")).split("\n") if part.strip()
            ),
            why=_text(row.get("why")),
        )


_TYPED = ("why", "with", "parts")


def _changes(row: Cells, seen: SeenRecord) -> Cells:
    """What differs from what was asked; a field that the record lacks must have stayed empty."""
    before = field_cells(seen)
    names = [name for name in (*all_editable_fields(), "quote") if name in row]
    return {name: row[name] for name in names if not _is_same(row[name], before.get(name, ""))}


def _is_same(now: Any, before: str) -> bool:
    return cell(_text(now)).strip() == before.strip()


def _missing(where: str, row: Cells, ids: dict[Any, str]) -> Answer | AnswerError:
    if row[_FORMULA]:
        return AnswerError(f"{where}: {row[_FORMULA][0]} is a formula; type its value as text")
    path, page = _text(row.get("path")), row.get("page")
    if path not in ids:
        return AnswerError(f"{where}: path: no document {path!r} in this file")
    if page is not None and not (_text(page).isdecimal()):
        return AnswerError(f"{where}: page: {_text(page)!r} is no page number")
    told = {"record_type": _text(row.get("type")), "quote": _text(row.get("quote"))}
    if not told["quote"]:
        return AnswerError(f"{where}: quote is empty")
    return Answer(
        where,
        "add",
        changes={name: row[name] for name in all_editable_fields() if row.get(name) is not None},
        why=_text(row.get("why")),
        missing=SeenRecord(document_id=ids[path], path=path, **told),
        page=int(_text(page)) if page is not None else None,
    )


def _text(value: Any) -> str:
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return "" if value is None else str(value).strip()
