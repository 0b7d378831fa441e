"""Commands that ask the warehouse: each a question of the README, as a table or as JSON."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import asdict
from typing import Annotated, Any

import typer

from flows.commands.options import (
    DAY,
    AsJson,
    AsOf,
    Warehouse,
    Year,
    day_of,
    refuse_unknown,
    warehouse_path,
)
from flows.console import (
    Entry,
    print_entries,
    print_error,
    print_json,
    print_line,
    print_page,
    print_table,
)
from flows.exit_codes import ExitCode
from flows.settings import read_settings

_MOST_IDS = 3
_GONE = "withdrawn"


def mentioned(
    year: Annotated[int, typer.Option("--year", help="The year that the documents are about.")],
    warehouse: Warehouse = None,
    as_json: AsJson = False,
) -> None:
    """Which recommendations a year's documents mention."""
    from warehouse import query
    from warehouse.store import connect

    with connect(warehouse_path(warehouse)) as connection:
        rows = query.mentioned(connection, year)
        spoken = query.spoken_of(connection, year)
        documents = query.documents(connection)
    if as_json:
        inferred = [asdict(row) | {"citations": 0, "how": "inferred"} for row in spoken]
        print_json([*(asdict(row) | {"how": "cited"} for row in rows), *inferred])
        return
    there = [document for document in documents if document.state != _GONE]
    known = any(document.year == year and document.pages for document in there)
    nothing = "no recommendation is mentioned" if known else "no document about that year"
    entries = [_mention(row) for row in rows]
    print_entries(f"Recommendations mentioned in {year}", entries, f"{year}: {nothing}.")
    if spoken:
        title = "Likely meant, in other words and without a number"
        print_entries(title, [_spoken(row) for row in spoken], "")
    _warn_of_unread(there, year)


def commitments(
    warehouse: Warehouse = None,
    year: Year = None,
    due_before: Annotated[
        dt.datetime | None,
        typer.Option(formats=DAY, metavar="DATE", help="Only what is due before this day."),
    ] = None,
    status: Annotated[
        str | None,
        typer.Option(help="open, planned, under_way, done, cancelled or rescheduled."),
    ] = None,
    as_of: AsOf = None,
    as_json: AsJson = False,
) -> None:
    """Who promised what, by when: the earliest deadline first."""
    from warehouse import query
    from warehouse.store import connect

    _refuse_unknown_status(status)
    seen_from = day_of(as_of)
    with connect(warehouse_path(warehouse)) as connection:
        rows = query.commitments(
            connection,
            year=year,
            due_before=due_before.date() if due_before else None,
            status=status,
            as_of=seen_from,
        )
    if as_json:
        print_json([asdict(row) for row in rows])
        return
    entries = [_commitment(row) for row in rows]
    print_entries(f"Commitments, seen from {seen_from}", entries, "No commitments.")


def organisations(warehouse: Warehouse = None, year: Year = None, as_json: AsJson = False) -> None:
    """Who is named, by year, the most often named first."""
    from warehouse import query
    from warehouse.store import connect

    with connect(warehouse_path(warehouse)) as connection:
        rows = query.organisations(connection, year=year)
    if as_json:
        print_json([asdict(row) for row in rows])
        return
    columns = {"name": "organisation", "type": "type", "year": "year"}
    columns |= {"mentions": "mentions", "documents": "documents"}
    table = [asdict(row) | {"type": row.type and row.type.replace("_", " ")} for row in rows]
    print_table("Organisations", table, columns, "No organisations.")


def documents(warehouse: Warehouse = None, as_json: AsJson = False) -> None:
    """Every file that was met, and how reading it went."""
    from warehouse import query
    from warehouse.store import connect

    with connect(warehouse_path(warehouse)) as connection:
        rows = query.documents(connection)
    if as_json:
        print_json([asdict(row) for row in rows])
        return
    print_entries("Documents", [_document(row) for row in rows], "No documents.")


def why(
    record_id: Annotated[str, typer.Argument(metavar="ID", help="A record's id, or its start.")],
    warehouse: Warehouse = None,
    as_html: Annotated[
        bool, typer.Option("--html", help="Print a page that shows it in its document.")
    ] = False,
    as_json: AsJson = False,
) -> None:
    """Why a record is there: its context, its place, its rule.

    The page of `--html` shows all records of the document: oogst why ID --html > a.html
    """
    from warehouse import query
    from warehouse.store import connect

    if not record_id.strip():
        raise typer.BadParameter("an id, or the start of one, is needed", param_hint="ID")
    with connect(warehouse_path(warehouse)) as connection:
        rows = query.why(connection, record_id)
        if rows and as_html:
            from flows.evidence import evidence_in

            print_page(evidence_in(connection, rows[0].document_id, read_settings().raw))
            return
    if not rows:
        print_error(f"{record_id}: no record has this id")
        raise typer.Exit(ExitCode.WRONG_USE)
    if as_json:
        print_json([asdict(row) for row in rows])
        return
    for row in rows:
        _explain(row)


def _document(row: Any) -> Entry:
    if not row.pages:
        return Entry(row.path, row.message or row.reason, row.state.replace("_", " "))
    about = f"about {row.year}" if row.year else "no year told"
    pages = f"{row.pages} page{'' if row.pages == 1 else 's'}"
    how = "withdrawn" if row.state == _GONE else row.message or f"{row.grade} text"
    source = " · ".join((row.kind.replace("_", " "), about, pages, how))
    return Entry(row.path, row.title or "Without a title", source)


def _mention(row: Any) -> Entry:
    theme = f" {row.theme}" if row.theme else ""
    described = f": {row.description}" if row.description else ""
    times = f" (cited {row.citations} times)" if row.citations > 1 else ""
    return Entry(f"{row.code}{theme}{described}{times}", row.quote, source_of(row, row.record_id))


def _spoken(row: Any) -> Entry:
    described = f": {row.description}" if row.description else ""
    head = f"{row.code} {row.theme}{described} (inferred, score {row.score:.2f})"
    return Entry(head, row.quote, source_of(row, row.record_id))


def _commitment(row: Any) -> Entry:
    due = f"due {row.due}, {row.timing.replace('_', ' ')}" if row.due else "no deadline"
    who = ", ".join(row.actors) or "nobody named"
    head = f"{due} · {who} · {row.kind}, {row.standing.replace('_', ' ')}"
    told = tuple(_told(passage) for passage in row.follow_up)
    return Entry(head, row.quote, source_of(row, row.record_id), told)


def _told(passage: dict[str, Any]) -> Entry:
    """What a later document tells of a commitment, as it stands under it."""
    late = {"late": ", late", "on_time": ", on time"}.get(passage["timing"], "")
    when = f" · {passage['happened']}" if passage["happened"] else ""
    head = f"{passage['verdict'].replace('_', ' ')}{late}{when} · score {passage['score']:.2f}"
    page = f", page {passage['page']}" if passage["page"] else ""
    return Entry(head, passage["quote"], f"{passage['path']}{page} · {passage['reason']}")


def source_of(row: Any, *record_ids: str) -> str:
    """Return where a row's quote stands, as one line: path, page and the ids of its records."""
    page = f", page {row.page}" if row.page else ""
    ids = f" · {', '.join(record_ids[:_MOST_IDS])}" if record_ids else ""
    return f"{row.path}{page}{ids}"


def _explain(row: Any) -> None:
    print_line(f"{row.record_type.replace('_', ' ')} {row.record_id}", style="bold")
    print_line(f"{source_of(row)}, characters {row.start_char} to {row.end_char}")
    print_line(f"rule {row.rule}, confidence {row.confidence:.2f}\n")
    print_line(f"… {row.before.lstrip()}»{row.quote}«{row.after.rstrip()} …\n")


def _warn_of_unread(documents: Sequence[Any], year: int) -> None:
    """Not mentioned is one thing, not read another; a file not read may be of any year."""
    for document in documents:
        if document.reason and document.year in (None, year):
            how = "Read in part" if document.pages else "Not read"
            print_error(f"{how}, so it may mention more: {document.path} ({document.reason})")


def _refuse_unknown_status(status: str | None) -> None:
    from schemas.records import CommitmentStatus

    refuse_unknown("--status", status, ["open", *CommitmentStatus])
