"""The command that looks at Oogst itself: what runs, what is missing, what mends it."""

import shlex
from collections.abc import Iterator
from contextlib import suppress
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

import typer

from flows.commands.options import AsJson, Warehouse
from flows.console import print_json, print_table
from flows.exit_codes import ExitCode
from flows.extras import CLUSTER
from flows.locations import far_errors
from flows.settings import Settings, read_settings, strange_variables

_TOLD_APART = ("raw", "warehouse", "model")
Finding = dict[str, str | bool]


def doctor(warehouse: Warehouse = None, as_json: AsJson = False) -> None:
    """What runs here, what is missing, and what mends it."""
    settings = read_settings(refuse_strange=False)
    target = warehouse or settings.warehouse_for(settings.raw)
    findings = [*_versions(), _model(settings), _scans(), _dask(), *_settings(settings)]
    findings.append(_warehouse(target))
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
    from extractors.nlp import EMBEDDED, ModelError, model_of
    from flows.model import MEND, dutch_model
    from flows.settings import SettingsError

    try:
        model = model_of(dutch_model(settings.model))
    except SettingsError as error:
        is_unfit = isinstance(error.__cause__, ModelError)
        state = str(error.__cause__) if is_unfit else f"{settings.model} is not installed"
        return _finding("Dutch model", state, MEND)
    where = "embedded" if settings.model == EMBEDDED else "installed"
    return _finding("Dutch model", f"{model.name} {model.version} ({where})")


def _scans() -> Finding:
    from extractors.read.ocr import LANGUAGE, ocr_available

    complaint, _, mend = (ocr_available() or "").partition(": ")
    if complaint:
        return _finding("scans", complaint, mend, fine=True)
    return _finding("scans", f"read by Tesseract ({LANGUAGE})")


def _dask() -> Finding:
    try:
        return _finding("Dask", version("distributed"))
    except PackageNotFoundError:
        return _finding("Dask", "is not installed", f"pip install 'oogst[{CLUSTER}]'", fine=True)


def _settings(settings: Settings) -> Iterator[Finding]:
    yield _raw(settings.raw)
    for setting, value in settings:
        if setting not in _TOLD_APART:
            yield _finding(setting, _told(value))
    for name, meant in strange_variables():
        yield _finding(name, "is no setting of Oogst", meant)


def _told(value: object) -> str:
    if isinstance(value, tuple):
        return shlex.join(value) or "none"
    return "the default" if value is None else str(value)


def _raw(folder: Path) -> Finding:
    with suppress(OSError), far_errors():
        if folder.is_dir():
            return _finding("raw folder", str(folder.resolve()))
    mend = "make it, or name yours: oogst ingest FOLDER"
    return _finding("raw folder", f"{folder.resolve()} is not there", mend, fine=True)


def _warehouse(path: Path) -> Finding:
    from warehouse.errors import WarehouseError
    from warehouse.query import documents
    from warehouse.store import connect

    if not path.exists():
        return _finding("warehouse", f"{path} is not there yet", "oogst ingest", fine=True)
    try:
        with connect(path) as connection:
            return _finding("warehouse", f"{path}: {len(documents(connection))} files")
    except WarehouseError as error:
        return _finding("warehouse", str(error), "oogst ingest, or an earlier version beside it")


def _finding(what: str, state: str, mend: str = "", *, fine: bool | None = None) -> Finding:
    return {"what": what, "is": state, "mend": mend, "fine": not mend if fine is None else fine}
