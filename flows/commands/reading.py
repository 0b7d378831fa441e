"""Commands that read documents: ingest, extract, nightly."""

import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NoReturn

import typer

from flows.commands.options import AsJson, Wait, Warehouse, refuse_unknown
from flows.console import errors, print_error, print_json, print_line, print_page
from flows.exit_codes import ExitCode
from flows.locations import location
from flows.logs import write_logs
from flows.settings import Runner, Settings, read_settings
from flows.summary import outcome_json, print_outcome, told
from schemas.document import Unreadable

if TYPE_CHECKING:
    from flows.ingest import Progress
    from flows.outcome import Outcome
    from flows.runs.run import Run

Raw = Annotated[
    Path | None,
    typer.Argument(
        metavar="RAW",
        parser=location,
        help="The folder with the documents, or one far away as s3://bucket/raw; default: raw.",
        show_default=False,
    ),
]
Workers = Annotated[
    int | None,
    typer.Option(
        "--workers",
        min=1,
        help="How many processes read and extract at once; default: one for each core, at most 4.",
        show_default=False,
    ),
]
CheckAll = Annotated[
    bool, typer.Option("--check-all", help="Look into every file, also one that looks unchanged.")
]

RunnerOption = Annotated[
    Runner | None,
    typer.Option("--runner", help="Where to read and extract; default: local.", show_default=False),
]
Address = Annotated[
    str | None,
    typer.Option(
        metavar="tcp://HOST:PORT",
        help="The scheduler of Dask; default: a cluster on this machine.",
        show_default=False,
    ),
]


def ingest(
    raw: Raw = None,
    warehouse: Warehouse = None,
    wait: Wait = 0,
    workers: Workers = None,
    check_all: CheckAll = False,
    as_json: AsJson = False,
) -> None:
    """Read what is new in RAW and publish the warehouse.

    Prints what was found and what needs attention. A folder in which nothing changed
    writes nothing.
    """
    from flows.ingest import ingest as run  # spaCy and DuckDB, only where they are needed
    from flows.outcome import run_id_of

    told = {"workers": workers, "check_all": check_all}
    given = {name: value for name, value in told.items() if value}
    settings, started = read_settings().model_copy(update=given), dt.datetime.now(dt.UTC)
    folder = raw or settings.raw
    target = warehouse or settings.warehouse_for(folder)
    write_logs(settings.log_format, settings.log_level, run_id_of(started))
    with _progress(as_json) as progress:
        outcome = run(folder, target, settings, progress, wait, started)
    _close(outcome, as_json)


def nightly(
    raw: Raw = None,
    warehouse: Warehouse = None,
    wait: Wait = 0,
    runner: RunnerOption = None,
    address: Address = None,
    as_json: AsJson = False,
) -> None:
    """Run `ingest` as a Prefect flow, and report it.

    Prints one line, and writes a report beside the warehouse. No Prefect server has to be set
    up: one runs as long as the flow does, where PREFECT_API_URL names none. With `--runner dask`
    documents are read and extracted on a Dask cluster.
    """
    from flows.nightly_run import run_nightly

    settings = _with_runner(read_settings(), runner, address)
    folder = raw or settings.raw
    target = warehouse or settings.warehouse_for(folder)
    _close_nightly(run_nightly(folder, target, settings, wait), as_json)


def extract(
    file: Annotated[Path, typer.Argument(help="The document: .txt, .md or .pdf.")],
    output: Annotated[str, typer.Option("--format", help="table, json or html.")] = "table",
    as_json: AsJson = False,
) -> None:
    """Print the records of one document; no warehouse is needed.

    `--format json`, or `--json`, prints them as the annotation guide shapes them; `--format
    html` prints a page that shows them in the text: oogst extract FILE --format html > a.html
    """
    from flows.extract import extract_file
    from flows.summary import print_extraction

    refuse_unknown("--format", output, ("table", "json", "html"))
    found = extract_file(file, read_settings())
    if isinstance(found, Unreadable):
        print_error(told(found, path=str(file)))
        raise typer.Exit(ExitCode.NOTHING_READABLE)
    document, extraction = found
    if as_json or output == "json":
        print_json(extraction.model_dump(mode="json"))
    elif output == "html":
        from flows.evidence import evidence_of

        print_page(evidence_of(document, extraction.document, extraction.records(), file))
    else:
        print_extraction(extraction)


def _with_runner(settings: Settings, runner: Runner | None, address: str | None) -> Settings:
    given = {"runner": runner, "address": address}
    told = settings.model_copy(update={name: value for name, value in given.items() if value})
    if address and told.runner is not Runner.DASK:
        raise typer.BadParameter("it is one of Dask: add --runner dask", param_hint="--address")
    return told


def _close(outcome: "Outcome", as_json: bool) -> NoReturn:
    if as_json:
        print_json(outcome_json(outcome))
    else:
        print_outcome(outcome)
    raise typer.Exit(outcome.exit_code)


def _close_nightly(run: "Run", as_json: bool) -> NoReturn:
    from flows.runs.report import as_line, report_of

    report, where = report_of(run), str(run.report) if run.report else None
    if as_json and run.outcome:
        print_json(outcome_json(run.outcome) | {"run_id": run.run_id, "report": where})
    else:
        print_line("; ".join(filter(None, (as_line(report), where))))
    raise typer.Exit(report.exit_code)


@contextmanager
def _progress(quiet: bool) -> Iterator["Progress"]:
    """A bar on a terminal; silence everywhere else."""
    if quiet or not errors.is_terminal:
        yield lambda *_: None
        return
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
    with Progress(*columns, console=errors, transient=True) as bar:
        task = bar.add_task("Reading", total=None)
        yield lambda done, total, name: bar.update(
            task, completed=done, total=total, description=f"Reading {name[-40:]}"
        )
