"""The coordinator's page as one file: gathered in one connection, so that it is one moment's."""

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

from flows.evidence import mark_of
from flows.pages.marking import Mark
from flows.pages.report import report_page
from flows.pages.sources import Source, sources
from warehouse.connection import Connection
from warehouse.report import ReportContent, report_content
from warehouse.store import connect
from warehouse.stored import documents, records


def report(warehouse: Path, year: int | None, as_of: dt.date, language: str = "nl") -> str:
    """Return the page of ``year``, or of all years, seen from the day ``as_of``.

    Raises ``WarehouseError`` where the warehouse cannot be read.
    """
    with connect(warehouse) as connection:
        return report_from(connection, year, as_of, language)


def report_from(
    connection: Connection, year: int | None, as_of: dt.date, language: str = "nl"
) -> str:
    """Return the page as this connection sees the warehouse, whatever is published meanwhile."""
    content = report_content(connection, year, as_of)
    return report_page(content, _sources(connection, content), language)


def _sources(connection: Connection, content: ReportContent) -> list[Source]:
    marks = [*_quoted(connection, content), *_evidence(content)]
    held = documents(connection, {document_id for document_id, _ in marks})
    titles = {line["document_id"]: line["title"] for line in content.documents}
    titles |= {line["document_id"]: line["title"] for line in content.citations}
    titles |= {line["evidence_document_id"]: line["evidence_title"] for line in content.follow_up}
    return sources(held, titles, marks)


def _quoted(connection: Connection, content: ReportContent) -> Iterator[tuple[str, Mark]]:
    parts = (content.citations, content.recommendations, content.responses)
    places = {line["record_id"]: line["document_id"] for part in parts for line in part}
    places |= {line.record_id: line.document_id for line in content.commitments}
    held = records(connection, set(places.values()))
    for document_id, found in held.items():
        for record in found:
            if record.record_id in places:
                yield document_id, mark_of(record)


def _evidence(content: ReportContent) -> Iterator[tuple[str, Mark]]:
    """A passage that tells of two commitments is marked once."""
    seen = set()
    for line in content.follow_up:
        place = (line["evidence_document_id"], line["evidence_start"], line["evidence_end"])
        if place not in seen:
            seen.add(place)
            name = f"{place[0]}-{place[1]}"
            yield place[0], Mark(name, "follow_up", *place[1:], "follow_up", line["score"], ())
