"""Reviews made by hand, for the tests of corrections."""

import datetime as dt
from typing import Any

from schemas.document import Document
from schemas.evidence import Evidence
from schemas.reviews import Decision, Review, SeenRecord
from tests.warehouse_factory import record
from warehouse.reviews.source import Source
from warehouse.rows import RECORD_TYPES

WHEN = dt.datetime(2026, 11, 22, 12, tzinfo=dt.UTC)


def told(source: Document, noun: str, quote: str, at: int = 1, **fields: Any) -> Evidence:
    """A record of which the quote is the ``at``-th in the document that reads so."""
    start = -1
    for _ in range(at):
        start = source.text.index(quote, start + 1)
    place = {"start": start, "end": start + len(quote)}
    return record(RECORD_TYPES[noun], source, quote, **place | fields)


def seen(source: Document, one: Evidence) -> SeenRecord:
    """A record as its reviewer sees it."""
    return Source(source).seen(one)


def review(decision: str, one: SeenRecord, **more: Any) -> Review:
    """A decision about a record, by Ada."""
    return Review(when=WHEN, who="Ada", decision=Decision(decision), record=one, **more)
