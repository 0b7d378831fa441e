"""``oogst review``: records out to reviewers, and what they decided back in."""

import getpass
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from flows.commands.options import (
    AsJson,
    InLanguage,
    Kind,
    Language,
    RecordType,
    Warehouse,
    Year,
    refuse_unknown_kind,
    refuse_unknown_type,
    warehouse_path,
    writing,
)
from flows.console import Entry, print_entries, print_error, print_json, print_line
from flows.exit_codes import ExitCode
from flows.settings import read_settings

if TYPE_CHECKING:
    from warehouse.reviews.query import ReviewLine

review = typer.Typer(
    no_args_is_help=True,
    rich_markup_mode=None,
    help="What people find right or wrong; it stays so.",
)
Confidence = typer.Option(min=0, max=1)


@review.command()
def export(
    warehouse: Warehouse = None,
    year: Year = None,
    kind: Kind = None,
    record_type: RecordType = None,
    min_confidence: Annotated[float | None, Confidence] = None,
    max_confidence: Annotated[float | None, Confidence] = None,
    sample: Annotated[
        int | None, typer.Option(min=1, help="So many records at the most, chosen by lot.")
    ] = None,
    out: Annotated[
        Path, typer.Option(dir_okay=False, help="The Excel file; Label Studio's lie beside it.")
    ] = Path("oogst-review.xlsx"),
    as_json: AsJson = False,
) -> None:
    """Write records to an Excel file, and to tasks for Label Studio, to be reviewed."""
    from flows.reviews.files import export_reviews
    from warehouse.reviews.query import Chosen

    refuse_unknown_kind(kind)
    refuse_unknown_type(record_type)
    if out.suffix.lower() != ".xlsx":
        raise typer.BadParameter(f"{out}: the name of an Excel file ends in .xlsx")
    chosen = Chosen(year, kind, record_type, min_confidence, max_confidence, sample)
    path = warehouse_path(warehouse)
    with writing(out):
        exported = export_reviews(path, read_settings().reviews_for(path), chosen, out)
    if as_json:
        print_json({"records": exported.records, "files": [str(one) for one in exported.files]})
        return
    files = ", ".join(str(one) for one in exported.files)
    print_line(f"{_records(exported.records)} to review in {files}")
    print_line(f"Fill in the Excel file, then: oogst review apply {out}")


@review.command()
def apply(
    file: Annotated[Path, typer.Argument(help="The Excel file, or Label Studio's JSON export.")],
    warehouse: Warehouse = None,
    who: Annotated[
        str | None, typer.Option(help="Who reviewed it; default: your name on this computer.")
    ] = None,
    skip_faulty: Annotated[
        bool, typer.Option(help="Take the other answers where some cannot be used.")
    ] = False,
    as_json: AsJson = False,
) -> None:
    """Take the decisions in FILE into the log of reviews; the next build applies them.

    Where one of them cannot be used, none is taken, unless --skip-faulty says so.
    """
    from flows.reviews.files import apply_file

    path = warehouse_path(warehouse)
    settings = read_settings()
    log = settings.reviews_for(path)
    applied = apply_file(file, path, settings, who or getpass.getuser(), skip_faulty)
    if as_json:
        print_json(asdict(applied) | {"log": str(log)})
    else:
        for line in applied.faults:
            print_error(f"{file.name}: {line}")
        if applied.faults and not skip_faulty:
            print_error("Nothing was taken; mend these, or take the rest with --skip-faulty.")
        else:
            known = f", {applied.known} known already" if applied.known else ""
            print_line(f"{_reviews(applied.written)} added to {log}{known}")
            print_line("`oogst ingest` applies them.")
    if applied.faults:
        raise typer.Exit(ExitCode.NEEDS_ATTENTION if skip_faulty else ExitCode.WRONG_USE)


@review.command()
def serve(
    warehouse: Warehouse = None,
    year: Year = None,
    record_type: RecordType = None,
    max_confidence: Annotated[float | None, Confidence] = None,
    sample: Annotated[
        int, typer.Option(min=1, help="So many records at the most, chosen by lot.")
    ] = 100,
    who: Annotated[
        str | None, typer.Option(help="Who reviews; default: your name on this computer.")
    ] = None,
    port: Annotated[int, typer.Option(min=0, max=65535, help="Default: a free one.")] = 0,
    language: InLanguage = Language.DUTCH,
) -> None:
    """Show one record after another in the browser of this machine, to be decided by key.

    The address holds a token: nobody else, and no other page, can decide. Ctrl-C ends it.
    """
    from flows.reviews.server import serve as served
    from flows.reviews.sitting import Sitting
    from warehouse.reviews.query import Chosen

    refuse_unknown_type(record_type)
    chosen = Chosen(year, None, record_type, None, max_confidence, sample)
    sitting = Sitting(warehouse_path(warehouse), read_settings(), chosen, who or getpass.getuser())
    try:
        served(sitting, port, print_line, language)
    except OSError as error:
        raise typer.BadParameter(f"port {port}: {error.strerror}", param_hint="--port") from error
    print_line("`oogst ingest` applies what was decided.")


@review.command("list")
def list_reviews(
    warehouse: Warehouse = None,
    orphaned: Annotated[
        bool, typer.Option("--orphaned", help="Only those that no longer find their record.")
    ] = False,
    as_json: AsJson = False,
) -> None:
    """What people decided, and what became of it at the last build."""
    from schemas.reviews import Outcome
    from warehouse.reviews.log import read_log
    from warehouse.reviews.query import reviews, waiting
    from warehouse.store import connect

    path = warehouse_path(warehouse)
    log = read_log(read_settings().reviews_for(path))
    with connect(path) as connection:
        lines = reviews(connection, Outcome.ORPHANED if orphaned else None)
        lines += [] if orphaned else waiting(connection, log.reviews)
    for fault in log.faults:
        print_error(f"Warning: {fault}")
    if as_json:
        print_json([asdict(line) for line in lines])
        return
    title = "Orphaned reviews" if orphaned else "Reviews"
    print_entries(title, [_entry(line) for line in lines], f"No {title.lower()}.")


@review.command()
def gold(
    folder: Annotated[Path, typer.Argument(file_okay=False, help="Where the gold is written.")],
    warehouse: Warehouse = None,
    raw: Annotated[
        Path | None, typer.Option(file_okay=False, help="The documents; default: raw.")
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Write reviewed documents as gold, in the form that the quality gate reads."""
    from flows.reviews.gold import write_gold

    settings = read_settings()
    written = write_gold(warehouse_path(warehouse), raw or settings.raw, folder)
    if as_json:
        print_json({"documents": written, "folder": str(folder)})
    else:
        documents = "1 document" if len(written) == 1 else f"{len(written)} documents"
        print_line(f"Gold of {documents} in {folder}")


def _entry(line: "ReviewLine") -> Entry:
    told = f": {line.explanation}" if line.explanation else ""
    changes = f" {line.changes}" if line.changes else ""
    noun = line.record_type.replace("_", " ")
    head = f"{line.decision} {noun}{changes} · {line.outcome}{told}"
    why = f" · {line.remark}" if line.remark else ""
    return Entry(
        head, line.quote, f"{line.path} · {line.reviewer}, {line.reviewed_at:%Y-%m-%d}{why}"
    )


def _records(count: int) -> str:
    return f"{count} record{'' if count == 1 else 's'}"


def _reviews(count: int) -> str:
    return f"{count} review{'' if count == 1 else 's'}"
