"""The command that looks at Oogst itself: what runs, what is missing, what mends it."""

from collections.abc import Iterator
from importlib.metadata import version
from pathlib import Path

import typer

from flows.commands.options import AsJson, Warehouse
from flows.console import print_json, print_table
from flows.exit_codes import ExitCode
from flows.settings import Settings

Finding = dict[str, str | bool]


def doctor(warehouse: Warehouse = None, as_json: AsJson = False) -> None:
    """What runs here: versions, the Dutch model, settings, the warehouse; and what is missing."""
    settings = Settings()
    target = warehouse or settings.warehouse_for(settings.raw)
    findings = [*_versions(), _model(settings), *_settings(settings), _warehouse(target)]
    if as_json:
        print_json(findings)
    else:
        columns = {"what": "what", "is": "is", "mend": "what mends it"}
        print_table("Oogst", findings, columns, "")
    if not all(finding["fine"] for finding in findings):
        raise typer.Exit(ExitCode.NEEDS_ATTENTION)


def _versions() -> Iterator[Finding]:
    for name in ("oogst", "spacy", "duckdb", "prefect", "pdfplumber"):
        yield _finding(name, version(name))


def _model(settings: Settings) -> Finding:
    from extractors.nlp import is_installed, load, model_of

    if not is_installed(settings.model):
        mend = "install that model, or set OOGST_MODEL=embedded"
        return _finding("Dutch model", f"{settings.model} is not installed", mend)
    model = model_of(load(settings.model))
    where = "embedded" if settings.model == "embedded" else "installed"
    return _finding("Dutch model", f"{model.name} {model.version} ({where})")


def _settings(settings: Settings) -> Iterator[Finding]:
    for name, value in settings.model_dump().items():
        yield _finding(f"setting {name}", str(value))


def _warehouse(path: Path) -> Finding:
    from warehouse.errors import WarehouseError
    from warehouse.query import documents
    from warehouse.store import connect

    if not path.exists():
        return _finding("warehouse", f"{path} is not there yet", "oogst ingest", fine=True)
    try:
        with connect(path) as connection:
            return _finding("warehouse", f"{path}: {len(documents(connection))} documents")
    except WarehouseError as error:
        return _finding("warehouse", str(error), "oogst ingest, or an earlier version beside it")


def _finding(what: str, state: str, mend: str = "", *, fine: bool | None = None) -> Finding:
    return {"what": what, "is": state, "mend": mend, "fine": not mend if fine is None else fine}
