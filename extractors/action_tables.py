"""Action tables: who does what by when, as rows under a head that says so.

``Nr. | Wat | Wie | Wanneer | Status``: the head gives each column its role, so a row is a
commitment by where it stands, with its actor and deadline in cells of their own.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache, partial

from extractors.rules import load_rules, rule_pattern

_BORDER = re.compile(r"\s*[\t|]\s*")
_FEWEST_COLUMNS = 2
_pattern = partial(rule_pattern, "action_tables", "row")


class Column(StrEnum):
    """What a column of an action table says."""

    ACTION = "action"
    ACTOR = "actor"
    DUE = "due"
    STATUS = "status"


@dataclass(frozen=True)
class Cell:
    """One cell of a row: its text, and where it stands in the row (half-open)."""

    text: str
    start: int
    end: int


def cells_of(row: str) -> list[Cell]:
    """Return the cells of a row, parted by tabs or bars; outer bars part nothing."""
    start = len(row) - len(row.lstrip(" |"))
    last = len(row.rstrip().removesuffix("|").rstrip())
    cells = []
    for border in _BORDER.finditer(row, start, max(start, last)):
        cells.append(Cell(row[start : border.start()], start, border.start()))
        start = border.end()
    last = max(start, last)
    return [*cells, Cell(row[start:last], start, last)]


def columns_of(head: str) -> dict[Column, int]:
    """Return where each role stands in the head of an action table; nothing for another table."""
    columns = roles_of(head)
    is_action_table = Column.ACTION in columns and len(columns) >= _FEWEST_COLUMNS
    return columns if is_action_table else {}


def roles_of(head: str) -> dict[Column, int]:
    """Return where each role stands in the head of any table (``Reactie | Planning``)."""
    columns: dict[Column, int] = {}
    for place, cell in enumerate(cells_of(head)):
        for column, pattern in _heads().items():
            if pattern.fullmatch(cell.text.lower().strip(" :.*")):
                columns.setdefault(column, place)
    return columns


def cell_in(row: str, columns: Mapping[Column, int], column: Column) -> Cell | None:
    """Return the cell of ``row`` in the column of that role, if it has one."""
    cells = cells_of(row)
    place = columns.get(column)
    return cells[place] if place is not None and place < len(cells) else None


def is_open(row: str, columns: Mapping[Column, int]) -> bool:
    """Tell whether ``row`` says what is still to be done."""
    action = cell_in(row, columns, Column.ACTION)
    status = cell_in(row, columns, Column.STATUS)
    if action is None or _pattern("empty").search(action.text.lower()):
        return False
    return status is None or not _pattern("closed").search(status.text.lower())


def has_moved(row: str, columns: Mapping[Column, int]) -> bool:
    """Tell whether the status of ``row`` says that it got another date."""
    status = cell_in(row, columns, Column.STATUS)
    return status is not None and bool(_pattern("rescheduled").search(status.text.lower()))


@cache
def _heads() -> dict[Column, re.Pattern[str]]:
    rules = load_rules("action_tables")["columns"]
    return {column: re.compile(rules[column]) for column in Column}
