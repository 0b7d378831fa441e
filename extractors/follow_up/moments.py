"""Moments: when a document tells what it tells, and whether a deed was in time."""

import datetime as dt
import re
from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple

from extractors.rules import load_rules
from schemas.document import DocumentKind
from schemas.edtf import edtf_bounds

_OF_A_WHOLE_YEAR = (DocumentKind.ANNUAL_REPORT, DocumentKind.MONITORING_REPORT)


class Days(NamedTuple):
    """The first and last day that something can mean, both included."""

    first: dt.date
    last: dt.date


@lru_cache(maxsize=50_000)
def days_of(edtf: str) -> Days:
    """Return the days that an EDTF date can mean."""
    return Days(*edtf_bounds(edtf))


def told_on(
    kind: str | None,
    year: int | None,
    published: str | None,
    event_date: str | None,
    title: str | None = None,
) -> Days | None:
    """Return when a document can have been written; none where nothing tells.

    A report on a whole year looks back on it: without a date of its own it is as late as
    the year's last day. A plan was written as its year or period began.
    """
    if published or event_date:
        return days_of(published or event_date or "")
    if begin := _begin_of_plan(title or ""):
        return Days(dt.date(begin, 1, 1), dt.date(begin, 1, 1))
    if year is None:
        return None
    last = dt.date(year, 12, 31)
    return Days(last if kind in _OF_A_WHOLE_YEAR else dt.date(year, 1, 1), last)


def _begin_of_plan(title: str) -> int | None:
    """``Actieprogramma mensenhandel 2031-2033`` looks ahead from 2031; its evaluation does not."""
    rules, said = load_rules("follow_up")["ahead"], title.lower()
    years = re.findall(rules["period"], said)
    is_ahead = re.search(rules["title"], said) and not re.search(rules["never"], said)
    return int(years[0]) if years and is_ahead else None


def is_later(evidence: Days, promise: Days, dates: Iterable[str]) -> bool:
    """Tell whether evidence was written after the promise.

    Where the two documents' times do not tell, a date in the evidence must: a report about
    the same year that says ``op 10 december``.
    """
    if evidence.first > promise.last:
        return True
    if evidence.last < promise.first or evidence == promise:
        return False
    return evidence.last > promise.last or any(days_of(d).first > promise.last for d in dates)


def came_by(edtf: str, basis: str, told: Days | None) -> str:
    """Return a date in what tells a deed, a year earlier where its own year was only guessed.

    ``Op 18 september gehouden`` in a report of May 2026 is September 2025: a date without a
    year takes the document's, and a deed lies behind it.
    """
    if told is None or basis != "document" or days_of(edtf).first <= told.last:
        return edtf
    earlier = f"{int(edtf[:4]) - 1}{edtf[4:]}"
    return edtf if "/" in edtf or edtf.endswith("-02-29") else earlier


def happened_on(dates: Iterable[str], evidence: Days) -> str | None:
    """Return when it happened: the closest to a day of the dates that had come, the latest first.

    ``Op 22 oktober verscheen de editie 2024`` happened in October.
    """
    come = [date for date in dates if days_of(date).first <= evidence.last]
    return min(
        come, key=lambda date: (length(date), -days_of(date).first.toordinal()), default=None
    )


def length(edtf: str) -> int:
    """Return how many days after its first one a date can mean."""
    days = days_of(edtf)
    return (days.last - days.first).days


def timing(happened: str | None, due: str | None) -> str:
    """Return ``late``, ``on_time`` or ``unknown``: 10 December is late for ``dit najaar``."""
    if happened is None or due is None:
        return "unknown"
    if days_of(happened).first > days_of(due).last:
        return "late"
    return "on_time" if days_of(happened).last <= days_of(due).last else "unknown"
