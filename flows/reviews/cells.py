"""Cells: which columns a review file has, and how a value stands in one."""

from collections.abc import Iterable
from typing import Any

from flows.console import visible
from schemas.reviews import Decision, SeenRecord
from warehouse.reviews.fields import all_editable_fields, editable_fields, told
from warehouse.rows import RECORD_TYPES

RECORDS, MISSING, EXPLANATION, KEYS, DOCUMENTS = (
    "records",
    "missing",
    "explanation",
    "keys",
    "documents",
)
"""The sheets; the last two are hidden."""

DECISIONS = tuple(one for one in Decision if one is not Decision.ADD)
LONGEST = 32_000
"""Excel holds 32,767 characters in a cell."""
_CUT = " … (cut off)"

ANSWERED = ("decision", "why", "with", "parts")
SHOWN = ("type", "year", "page", "path")
AROUND = ("before", "quote", "after")
TOLD = ("confidence", "rule", "reviewed", "record")


def record_columns() -> tuple[str, ...]:
    """Return the columns of the sheet of records, in order."""
    return (*ANSWERED, *SHOWN, *AROUND, *all_editable_fields(), *TOLD)


def missing_columns() -> tuple[str, ...]:
    """Return the columns of the sheet of missing records, in order."""
    return ("type", "path", "page", "quote", "why", *all_editable_fields())


def field_cells(seen: SeenRecord) -> dict[str, str]:
    """Return what the cells of a record's own fields hold, its quote among them."""
    fields = editable_fields(RECORD_TYPES[seen.record_type])
    cells = {name: cell(told(seen.values.get(name))) for name in fields if name != "quote"}
    return cells | {"quote": cell(seen.quote)}


def cell(text: str) -> str:
    """Return ``text`` as a cell holds it: acting characters made visible, cut to what fits."""
    shown = visible(text.replace("\r", "\n"))
    return shown if len(shown) <= LONGEST else shown[: LONGEST - len(_CUT)] + _CUT


def chunks(text: str) -> Iterable[str]:
    """Return ``text`` in pieces that each fit a cell."""
    return (text[start : start + LONGEST] for start in range(0, len(text), LONGEST))


def is_blank(value: Any) -> bool:
    """Tell whether nobody filled in a cell."""
    return value is None or not str(value).strip()
