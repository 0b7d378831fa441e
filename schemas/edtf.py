"""Dates as EDTF (ISO 8601-2): the validated string and the days it can mean.

Oogst writes a small part of EDTF: year, month, day, season (``2024-21`` spring to
``2024-24`` winter), quarter (``2023-33`` to ``2023-36``) and closed intervals of these.
"""

import calendar
import datetime as dt
import re
from functools import lru_cache
from typing import Annotated

from pydantic import AfterValidator

_POINT = re.compile(r"(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?$")
_CALENDAR = r"[0-9]{4}(?:-[01][0-9](?:-[0-9]{2})?)?"
_PLAIN = re.compile(rf"[0-9-]+|{_CALENDAR}/{_CALENDAR}")
_FIRST_MONTH = {
    21: 3, 22: 6, 23: 9, 24: 12,  # seasons, as meteorologists count them
    33: 1, 34: 4, 35: 7, 36: 10,  # quarters
}  # fmt: skip


@lru_cache(maxsize=50_000)
def valid_edtf(value: str) -> str:
    """Return ``value`` if it is EDTF; raise ``ValueError`` naming it if it is not."""
    try:
        edtf_bounds(value)
        if not _PLAIN.fullmatch(value):
            _parse(value)
    except Exception as error:  # the edtf package raises several kinds, some of pyparsing
        raise ValueError(f"not an EDTF date: {value!r}") from error
    return value


def _parse(value: str) -> None:
    """What is not plain goes to the edtf package, which takes as long as reading a page."""
    from edtf import parse_edtf

    parse_edtf(value)


Edtf = Annotated[str, AfterValidator(valid_edtf)]


def edtf_bounds(value: str) -> tuple[dt.date, dt.date]:
    """Return the first and last day that ``value`` can mean, both included.

    ``2024-04`` is 1 to 30 April 2024; winter ``2024-24`` runs into the next year.
    Raises ``ValueError`` where ``value`` is none of the forms that Oogst writes.
    """
    first, _, last = value.partition("/")
    return _days(first)[0], _days(last or first)[1]


def _days(point: str) -> tuple[dt.date, dt.date]:
    match = _POINT.match(point)
    if not match:
        raise ValueError(f"not an EDTF date: {point!r}")
    year, month, day = (int(part) if part else None for part in match.groups())
    assert year is not None
    if month is None:
        return dt.date(year, 1, 1), dt.date(year, 12, 31)
    if day is not None:
        return (exact := dt.date(year, month, day)), exact
    if month in _FIRST_MONTH:
        return _months(year, _FIRST_MONTH[month], 3)
    return _months(year, month, 1)


def _months(year: int, month: int, count: int) -> tuple[dt.date, dt.date]:
    last = year * 12 + month - 1 + count - 1
    last_year, last_month = divmod(last, 12)
    last_day = calendar.monthrange(last_year, last_month + 1)[1]
    return dt.date(year, month, 1), dt.date(last_year, last_month + 1, last_day)
