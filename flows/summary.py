"""What a run and an extraction look like to the person who started them."""

import os
import shlex
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from flows.console import (
    Entry,
    counted,
    print_entries,
    print_error,
    print_line,
    print_table,
)
from flows.remarks import remark_on_language
from flows.settings import read_settings
from schemas.document import Unreadable
from schemas.records import Extraction

if TYPE_CHECKING:
    from flows.outcome import Outcome

_COLUMNS = {
    "organisations": {"name": "name", "text": "as written"},
    "dates": {"edtf": "date", "text": "as written"},
}
_HEADS = {
    "references": ("code", "theme"),
    "inferred_references": ("code", "theme", "confidence"),
    "recommendations": ("issuer", "theme", "codes"),
    "commitments": ("kind", "actors", "due", "theme"),
    "responses": ("stance", "issuer"),
    "discrepancies": ("subject", "stated", "found"),
}


def outcome_json(outcome: "Outcome") -> dict[str, Any]:
    """Return a run for programs."""
    return {
        "raw": outcome.raw,
        "warehouse": outcome.warehouse,
        "changed": outcome.changed,
        "read": outcome.read,
        "unchanged": outcome.unchanged,
        "withdrawn": outcome.withdrawn,
        "replaced": outcome.replaced,
        "records": dict(outcome.records),
        "failed": [file.model_dump(mode="json") for file in outcome.failed],
        "manifest_faults": outcome.faults,
        "notes": outcome.notes,
        "warnings": outcome.warnings,
        "orphaned_reviews": outcome.orphaned,
        "exit_code": int(outcome.exit_code),
    }


def told(file: Unreadable, path: str) -> str:
    """Return in one line which file was not read, and why."""
    reason = file.reason.replace("_", " ")
    return f"{path}: {file.message}{'' if reason in file.message else f' ({reason})'}"


def print_outcome(outcome: "Outcome") -> None:
    """Print what came in, what it holds, what needs attention, and what to try next."""
    _print_what_came_in(outcome)
    for line in outcome.notes:
        print_error(f"Note: {line}")
    for line in outcome.faults:
        print_error(f"Needs attention: {line}")
    for file in outcome.failed:
        print_error(f"Needs attention: {told(file, file.path)}")
    for line in outcome.warnings:
        print_error(f"Warning: {line}")
    if outcome.orphaned:
        print_error(f"Needs attention: {_orphaned(outcome.orphaned)}")
    if outcome.read or outcome.unchanged:
        _print_next_steps(outcome)


def print_extraction(extraction: Extraction) -> None:
    """Print the records of one document as tables."""
    identity = extraction.document
    about = f"about {identity.year}" if identity.year else "no year told"
    published = f"published {identity.published}" if identity.published else "no date told"
    print_line(f"{identity.title or 'Without a title'}", style="bold")
    print_line(f"{identity.kind.replace('_', ' ')}, {about}, {published}\n")
    if remark := remark_on_language(identity):
        print_line(f"Note: {remark}.\n")
    records = extraction.model_dump(mode="json")
    for noun, fields in _HEADS.items():
        entries = [_entry(record, fields) for record in records[noun]]
        title = noun.replace("_", " ")
        print_entries(title.capitalize(), entries, f"No {title}.\n")
    for noun, columns in _COLUMNS.items():
        print_table(noun.capitalize(), _once(records[noun]), columns, f"No {noun}.\n")


def _entry(record: dict[str, Any], fields: tuple[str, ...]) -> Entry:
    values = [record[field] for field in fields]
    told = [", ".join(v) if isinstance(v, list) else str(v) for v in values if v]
    page = f"page {record['page']}, " if record["page"] else ""
    return Entry(" · ".join(told) or "not told", record["quote"], f"{page}rule {record['rule']}")


def _once(records: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Each way of writing once, however often it stands there."""
    seen = {(record["text"], record.get("name")): record for record in records}
    return list(seen.values())


def _print_what_came_in(outcome: "Outcome") -> None:
    if not outcome.changed:
        print_line(f"Nothing changed: {_documents(outcome.unchanged)} in {outcome.warehouse}")
        return
    kept = f", {outcome.unchanged} unchanged" if outcome.unchanged else ""
    where = f"published in {outcome.warehouse}"
    print_line(f"{_documents(outcome.read)} read{kept}; {where}", style="bold")
    if outcome.records:
        print_line(f"Found {counted(sorted(outcome.records.items()))}.")
    for path in outcome.replaced:
        print_line(f"Replaced by a new version: {path}")
    for path in outcome.withdrawn:
        print_line(f"Withdrawn, since the file has gone: {path}")


def _print_next_steps(outcome: "Outcome") -> None:
    settings = read_settings()
    default = settings.warehouse_for(settings.raw).resolve()
    here = Path(outcome.warehouse).resolve() == default
    option = "" if here else f" --warehouse {shlex.quote(outcome.warehouse)}"
    program = "oogst" if shutil.which("oogst") else os.path.relpath(sys.argv[0])
    print_line("\nTry next:")
    for question in _questions(outcome.years):
        print_line(f"  {program} {question}{option}")


def _orphaned(count: int) -> str:
    finds = (
        "1 review no longer finds its record"
        if count == 1
        else (f"{count} reviews no longer find their records")
    )
    return f"{finds}; `oogst review list --orphaned` names them"


def _documents(count: int) -> str:
    return f"{count} document{'' if count == 1 else 's'}"


def _questions(years: list[int]) -> Iterator[str]:
    if years:
        yield f"mentioned --year {years[-1]}"
        yield f"commitments --status open --due-before {years[-1] + 1}-12-31"
    yield "search armoede kinderen"
