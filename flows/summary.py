"""What a run and an extraction look like to the person who started them."""

from typing import TYPE_CHECKING, Any

from flows.console import counted, print_error, print_line, print_table
from schemas.records import Extraction

if TYPE_CHECKING:
    from flows.publish import Outcome

_COLUMNS: dict[str, dict[str, str]] = {
    "references": {"code": "code", "theme": "theme", "quote": "quote"},
    "recommendations": {"issuer": "issuer", "codes": "codes", "quote": "quote"},
    "commitments": {"kind": "kind", "actors": "actors", "due": "due", "quote": "quote"},
    "organisations": {"name": "name", "text": "as written"},
    "dates": {"edtf": "date", "text": "as written"},
    "responses": {"stance": "stance", "issuer": "to", "quote": "quote"},
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
        "records": dict(outcome.records),
        "failed": [file.model_dump(mode="json") for file in outcome.failed],
        "manifest_faults": outcome.faults,
        "warnings": outcome.warnings,
        "exit_code": int(outcome.exit_code),
    }


def print_outcome(outcome: "Outcome") -> None:
    """Print what came in, what it holds, what needs attention, and what to try next."""
    _print_what_came_in(outcome)
    for line in outcome.faults:
        print_error(f"Needs attention: {line}")
    for file in outcome.failed:
        print_error(f"Needs attention: {file.path}: {file.message} ({file.reason})")
    for line in outcome.warnings:
        print_error(f"Warning: {line}")
    if outcome.read or outcome.unchanged:
        _print_next_steps(outcome)


def print_extraction(extraction: Extraction) -> None:
    """Print the records of one document as tables."""
    identity = extraction.document
    year = identity.year or "no year told"
    print_line(f"{identity.title or 'Without a title'}", style="bold")
    print_line(f"{identity.kind}, {year}, published {identity.published or 'not told'}\n")
    records = extraction.model_dump(mode="json")
    for noun, columns in _COLUMNS.items():
        print_table(f"{len(records[noun])} {noun}", records[noun], columns, f"No {noun}.")


def _print_what_came_in(outcome: "Outcome") -> None:
    if not outcome.changed:
        print_line(f"Nothing changed: {outcome.unchanged} documents in {outcome.warehouse}")
        return
    read = f"{outcome.read} document{'' if outcome.read == 1 else 's'} read"
    kept = f", {outcome.unchanged} unchanged" if outcome.unchanged else ""
    print_line(f"{read}{kept}, published in {outcome.warehouse}", style="bold")
    if outcome.records:
        print_line(f"Found {counted(sorted(outcome.records.items()))}.")
    for path in outcome.withdrawn:
        print_line(f"Withdrawn, since the file has gone: {path}")


def _print_next_steps(outcome: "Outcome") -> None:
    option = f" --warehouse {outcome.warehouse}"
    print_line("\nTry next:")
    print_line(f"  oogst mentioned --year 2024{option}")
    print_line(f"  oogst commitments --due-before 2026-12-31{option}")
    print_line(f"  oogst search armoede{option}")
