"""Commands that read documents: ingest, extract, nightly."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from flows.commands.options import AsJson, Warehouse
from flows.console import errors, out, print_error, print_json
from flows.exit_codes import ExitCode
from flows.settings import Settings
from flows.summary import outcome_json, print_outcome
from schemas.document import Unreadable

if TYPE_CHECKING:
    from flows.ingest import Progress

Raw = Annotated[
    Path | None,
    typer.Argument(help="The folder with the documents; default: raw.", show_default=False),
]


def ingest(raw: Raw = None, warehouse: Warehouse = None, as_json: AsJson = False) -> None:
    """Read what is new in RAW, build the warehouse and publish it.

    Prints what was found and what needs attention. A folder in which nothing changed
    writes nothing.
    """
    from flows.ingest import ingest as run  # spaCy and DuckDB, only where they are needed

    settings = Settings()
    folder = raw or settings.raw
    target = warehouse or settings.warehouse_for(folder)
    with _progress(as_json) as progress:
        outcome = run(folder, target, settings, progress)
    print_json(outcome_json(outcome)) if as_json else print_outcome(outcome)
    raise typer.Exit(outcome.exit_code)


def nightly(raw: Raw = None, warehouse: Warehouse = None, as_json: AsJson = False) -> None:
    """Run `ingest` as a Prefect flow, once; no server has to be set up."""
    from flows.nightly import run_nightly

    settings = Settings()
    folder = raw or settings.raw
    target = warehouse or settings.warehouse_for(folder)
    outcome = run_nightly(folder, target, settings)
    print_json(outcome_json(outcome)) if as_json else print_outcome(outcome)
    raise typer.Exit(outcome.exit_code)


def extract(
    file: Annotated[Path, typer.Argument(help="The document: .txt, .md or .pdf.")],
    output: Annotated[str, typer.Option("--format", help="table or json.")] = "table",
) -> None:
    """Read one document and print its records; no warehouse is needed.

    `--format json` prints the records as the annotation guide shapes them.
    """
    from flows.extract import extract_file
    from flows.summary import print_extraction

    if output not in ("table", "json"):
        raise typer.BadParameter(f"{output!r} is not table or json", param_hint="--format")
    extraction = extract_file(file, Settings())
    if isinstance(extraction, Unreadable):
        print_error(f"{file}: {extraction.message} ({extraction.reason})")
        raise typer.Exit(ExitCode.NOTHING_READABLE)
    if output == "json":
        print_json(extraction.model_dump(mode="json"))
    else:
        print_extraction(extraction)


@contextmanager
def _progress(quiet: bool) -> Iterator["Progress"]:
    """A bar on a terminal; silence everywhere else."""
    if quiet or not out.is_terminal:
        yield lambda *_: None
        return
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
    with Progress(*columns, console=errors, transient=True) as bar:
        task = bar.add_task("Reading", total=None)
        yield lambda done, total, name: bar.update(
            task, completed=done, total=total, description=f"Reading {name[-40:]}"
        )
