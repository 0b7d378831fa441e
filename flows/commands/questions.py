"""Commands that ask the warehouse: each a question of the README, as a table or as JSON."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import asdict
from typing import Annotated, Any

import typer

from flows.commands.options import AsJson, Warehouse, warehouse_path
from flows.console import (
    Entry,
    print_entries,
    print_error,
    print_json,
    print_line,
    print_table,
)
from flows.exit_codes import ExitCode

Year = Annotated[int | None, typer.Option("--year", help="Only documents about this year.")]
_DAY = ["%Y-%m-%d"]


def mentioned(
    year: Annotated[int, typer.Option("--year", help="The year that the documents are about.")],
    warehouse: Warehouse = None,
    as_json: AsJson = False,
) -> None:
    """Which recommendations the documents of a year mention, each with its quote."""
    from warehouse import query
    from warehouse.store import connect

    with connect(warehouse_path(warehouse)) as connection:
        rows = query.mentioned(connection, year)
        documents = query.documents(connection)
    if as_json:
        print_json([asdict(row) for row in rows])
        return
    of_year = any(document.year == year for document in documents)
    nothing = "no recommendation is mentioned" if of_year else "no document about that year"
    entries = [_mention(row) for row in rows]
    print_entries(f"Recommendations mentioned in {year}", entries, f"{year}: {nothing}.")
    _warn_of_unread(documents)


def commitments(
    warehouse: Warehouse = None,
    year: Year = None,
    due_before: Annotated[
        dt.datetime | None,
        typer.Option(formats=_DAY, metavar="DATE", help="Only what is due before this day."),
    ] = None,
    status: Annotated[
        str | None,
        typer.Option(help="open, planned, under_way, done, cancelled or rescheduled."),
    ] = None,
    as_of: Annotated[
        dt.datetime | None,
        typer.Option(formats=_DAY, metavar="DATE", help="The day to see from; default: today."),
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Who promised what, by when: the earliest deadline first."""
    from warehouse import query
    from warehouse.store import connect

    _refuse_unknown_status(status)
    seen_from = as_of.date() if as_of else dt.datetime.now().astimezone().date()
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
    """Which organisations are named, by year, the most often named first."""
    from warehouse import query
    from warehouse.store import connect

    with connect(warehouse_path(warehouse)) as connection:
        rows = query.organisations(connection, year=year)
    columns = {"name": "organisation", "type": "type", "year": "year"}
    columns |= {"mentions": "mentions", "documents": "documents"}
    _show(as_json, "Organisations", rows, columns, "No organisations.")


def documents(warehouse: Warehouse = None, as_json: AsJson = False) -> None:
    """Every file that was met, what it is, and how reading it went."""
    from warehouse import query
    from warehouse.store import connect

    with connect(warehouse_path(warehouse)) as connection:
        rows = query.documents(connection)
    columns = {"path": "file", "kind": "kind", "year": "year", "title": "title"}
    columns |= {"state": "state", "reason": "reason", "grade": "grade"}
    _show(as_json, "Documents", rows, columns, "No documents.")


def search(
    words: Annotated[list[str], typer.Argument(metavar="QUERY", help="Words to look for.")],
    warehouse: Warehouse = None,
    year: Year = None,
    limit: Annotated[int, typer.Option(min=1, help="How many passages at the most.")] = 20,
    as_json: AsJson = False,
) -> None:
    """Passages that fit the words best; finds kinderen for kind."""
    from warehouse import query
    from warehouse.store import connect

    text = " ".join(words)
    with connect(warehouse_path(warehouse)) as connection:
        rows = query.search(connection, text, year=year, limit=limit)
    if as_json:
        print_json([asdict(row) for row in rows])
        return
    entries = [Entry(row.title or row.path, row.quote, _source(row)) for row in rows]
    print_entries(f"Passages for {text}", entries, f"Nothing found for {text}.")


def why(
    record_id: Annotated[str, typer.Argument(metavar="ID", help="A record's id, or its start.")],
    warehouse: Warehouse = None,
    as_json: AsJson = False,
) -> None:
    """Why a record is there: its quote in context, its document, and the rule that found it."""
    from warehouse import query
    from warehouse.store import connect

    with connect(warehouse_path(warehouse)) as connection:
        rows = query.why(connection, record_id)
    if not rows:
        print_error(f"{record_id}: no record has this id")
        raise typer.Exit(ExitCode.WRONG_USE)
    if as_json:
        print_json([asdict(row) for row in rows])
        return
    for row in rows:
        _explain(row)


def _mention(row: Any) -> Entry:
    theme = f" {row.theme}" if row.theme else ""
    described = f": {row.description}" if row.description else ""
    times = f" (cited {row.citations} times)" if row.citations > 1 else ""
    return Entry(f"{row.code}{theme}{described}{times}", row.quote, _source(row))


def _commitment(row: Any) -> Entry:
    due = f"due {row.due}, {row.timing}" if row.due else "no deadline"
    who = ", ".join(row.actors) or "nobody named"
    return Entry(f"{due} · {who} · {row.kind}, {row.status}", row.quote, _source(row))


def _source(row: Any) -> str:
    page = f", page {row.page}" if row.page else ""
    return f"{row.path}{page}"


def _explain(row: Any) -> None:
    print_line(f"{row.record_type} {row.record_id}", style="bold")
    print_line(f"{_source(row)}, characters {row.start_char} to {row.end_char}")
    print_line(f"rule {row.rule}, confidence {row.confidence:.2f}\n")
    print_line(f"… {row.before}»{row.quote}«{row.after} …\n")


def _show(
    as_json: bool, title: str, rows: Sequence[Any], columns: dict[str, str], empty: str
) -> None:
    if as_json:
        print_json([asdict(row) for row in rows])
    else:
        print_table(title, [asdict(row) for row in rows], columns, empty)


def _warn_of_unread(documents: Sequence[Any]) -> None:
    """Not mentioned is one thing, not read another."""
    for document in documents:
        if document.reason:
            print_error(f"Not read, so not searched: {document.path} ({document.reason})")


def _refuse_unknown_status(status: str | None) -> None:
    from schemas.records import CommitmentStatus

    known = ["open", *CommitmentStatus]
    if status is not None and status not in known:
        raise typer.BadParameter(f"{status!r} is none of {', '.join(known)}", param_hint="--status")
