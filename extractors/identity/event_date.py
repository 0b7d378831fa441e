"""When the dialogue or event took place that a document tells of, or invites to."""

import datetime as dt
from collections.abc import Iterator

from extractors.dates import find
from extractors.findings import Finding
from extractors.identity.printed_text import PrintedText
from extractors.identity.rules import claimed, rules_for
from schemas.document import DocumentKind


def find_event_date(
    printed: PrintedText, kind: DocumentKind, year: int | None
) -> tuple[str, Finding] | None:
    """Return the day or days of the event as EDTF and where they stand; none where none is told.

    ``year`` is the year that the document is about; it completes ``op 16 april``, and a day
    of another year is the event's only where the text names no other.
    """
    days = list(_days(printed, kind, year))
    of_the_year = (day for day in days if day[0].startswith(str(year)))
    return next(of_the_year, days[0] if days else None)


def _days(
    printed: PrintedText, kind: DocumentKind, year: int | None
) -> Iterator[tuple[str, Finding]]:
    others = claimed("not_the_event", "date", printed)
    for rule in rules_for("event_date"):
        for match in rule.matches(printed) if kind in rule.kinds else ():
            start, end = match.span("date")
            edtf = _edtf(match["date"].replace("\n", " "), year)
            if edtf and not any(first < end and start < last for first, last in others):
                yield edtf, Finding(start=start, end=end, rule=f"event_date.{rule.id}")


def _edtf(written: str, year: int | None) -> str | None:
    """``17 en 18 november 2022`` is one event of two days, 2022-11-17/2022-11-18."""
    points = [date.edtf for date in find(written, year, None)]
    if len(points) < 2:
        return points[0] if points else None
    first, last = points[0], points[-1]
    follow_on = dt.date.fromisoformat(last) - dt.date.fromisoformat(first) == dt.timedelta(days=1)
    return f"{first}/{last}" if follow_on else None
