"""Commands about the warehouse's history: its runs, what changed between two, going back."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Annotated, Any

import typer

from flows.commands.options import AsJson, Wait, Warehouse, warehouse_path
from flows.console import (
    Entry,
    counted,
    print_entries,
    print_json,
    print_line,
    print_table,
)

_VERSION = "a run, the start of one, a file, `published` or `previous`"
_SIGNS = {"added": "+", "removed": "−", "changed": "±"}
_MOMENT = "%Y-%m-%d %H:%M:%S"


def runs(warehouse: Warehouse = None, as_json: AsJson = False) -> None:
    """Every run, and the file that holds what it left."""
    from warehouse.history import versions
    from warehouse.store import migrate

    path = warehouse_path(warehouse)
    migrate(path)
    found = versions.runs(path)
    if as_json:
        print_json([asdict(run) for run in found])
        return
    print_entries("Runs", [_run(run) for run in found], "No runs.")


def diff(
    before: Annotated[str, typer.Argument(metavar="A", help=f"The one: {_VERSION}.")] = "previous",
    after: Annotated[str, typer.Argument(metavar="B", help="The other.")] = "published",
    warehouse: Warehouse = None,
    limit: Annotated[int, typer.Option(min=0, help="How many records at the most; 0: all.")] = 50,
    as_json: AsJson = False,
) -> None:
    """What changed between two runs, record by record, and why.

    Each was added, removed or changed; the cause is the source, the reader, the rules,
    a register, the model, the settings, the manifest, or a person's correction.
    """
    from warehouse.history.difference import difference

    path = warehouse_path(warehouse)
    old, new = _version(path, before), _version(path, after)
    changes = difference(old, new)
    if as_json:
        print_json([asdict(change) for change in changes])
        return
    _print_summary(changes, f"From {old.name} to {new.name}")
    shown = changes[: limit or None]
    print_entries("Changes", [_entry(change) for change in shown], "No record changed.")
    if len(shown) < len(changes):
        print_line(f"{len(changes) - len(shown)} more; --limit 0 prints all.")


def restore(
    version: Annotated[
        str | None,
        typer.Argument(metavar="VERSION", help=f"{_VERSION}; default: the last good one."),
    ] = None,
    warehouse: Warehouse = None,
    wait: Wait = 0,
) -> None:
    """Publish an earlier version of the warehouse again.

    What is published now is kept; a damaged file is set aside.
    """
    from warehouse import kept
    from warehouse.lock import sole_writer

    path = warehouse_path(warehouse)
    with sole_writer(path, wait):
        chosen = kept.restore(path, _version(path, version) if version else None)
    print_line(f"Published again: {chosen.name} as {path}")


def _version(path: Path, name: str) -> Path:
    from warehouse.history.versions import UnknownVersionError, version_named

    try:
        return version_named(path, name)
    except UnknownVersionError as error:
        raise typer.BadParameter(str(error)) from error


def _run(run: Any) -> Entry:
    took = run.finished_at and (run.finished_at - run.started_at).total_seconds()
    when = f"{run.started_at:{_MOMENT}} UTC" + (f", {took:.1f} s" if took else "")
    found = counted(sorted(run.counts.items())) or "nothing counted"
    kept = run.file.name if run.file else "no longer kept"
    return Entry(f"{run.run_id} · {when}", found, " · ".join([kept, *run.warnings]))


def _print_summary(changes: Sequence[Any], title: str) -> None:
    found = Counter((change.record_type, ", ".join(change.causes)) for change in changes)
    kinds = Counter(
        (change.record_type, ", ".join(change.causes), change.change) for change in changes
    )
    rows = [
        {"record_type": noun.replace("_", " "), "causes": causes}
        | {change: kinds[noun, causes, change] for change in _SIGNS}
        for noun, causes in sorted(found)
    ]
    columns = {"record_type": "records", "causes": "cause"} | {name: name for name in _SIGNS}
    print_line(title, style="bold")
    print_table("", rows, columns, "")


def _entry(change: Any) -> Entry:
    noun = change.record_type.replace("_", " ")
    changed = [f"{name}: {_value(a)} → {_value(b)}" for name, (a, b) in change.fields.items()]
    head = f"{_SIGNS[change.change]} {noun} · {', '.join(change.causes)}"
    page = f", page {change.page}" if change.page else ""
    source = f"{change.path}{page} · {change.record_id}"
    return Entry(" · ".join([head, *changed]), change.quote, source)


def _value(value: Any) -> str:
    if isinstance(value, list):
        return ", ".join(map(str, value)) or "nothing"
    return "nothing" if value is None else str(value)
