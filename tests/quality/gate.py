"""The gate: extract every document that has gold, score, and compare with the floors.

``make gate`` prints the table for each set of gold and fails where a field is more than one
point under its floor. None of these documents was used to train the passage classifier.
"""

import json
import sys
import tempfile
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from extractors.extraction import extract
from extractors.nlp import load
from extractors.read import read
from schemas.document import Unreadable
from tests.quality.score import score

HERE = Path(__file__).parent
PROJECT = HERE.parent.parent
SLACK = 0.01
"""A field may lie this much under its floor: one point."""


@dataclass(frozen=True)
class GoldSet:
    """Documents with gold records: where both lie."""

    name: str
    documents: Path
    gold: Path


SETS = (
    GoldSet("samples", PROJECT / "raw" / "samples", PROJECT / "tests" / "cases" / "samples"),
    GoldSet("seeds", PROJECT.parent / "shared" / "seeds", PROJECT.parent / "shared" / "gold"),
)


def figures(gold_set: GoldSet) -> dict[str, dict[str, Any]]:
    """Return precision, recall and F1 of every field over one set."""
    with tempfile.TemporaryDirectory() as folder:
        for gold in sorted(gold_set.gold.glob("*.json")):
            predicted = Path(folder) / gold.name
            predicted.write_text(_extracted(_document(gold_set, gold)), encoding="utf-8")
        _, tallies = score(gold_set.gold, folder)
    return {field: tally.row() for field, tally in tallies.items()}


def floors() -> dict[str, dict[str, float]]:
    """Return the floors by set and field."""
    return tomllib.loads((HERE / "floors.toml").read_text(encoding="utf-8"))


def shortfalls(name: str, rows: dict[str, dict[str, Any]]) -> Iterator[str]:
    """Yield one line for each field of a set that is under its floor."""
    for field, floor in floors().get(name, {}).items():
        reached = rows[field.replace("_", ".")]["f1"] or 0
        if reached < floor - SLACK:
            yield f"{name}: {field} is {reached:.3f}, under its floor of {floor:.3f}"


def main() -> int:
    """Print the table of every set that is here; return 1 where a field is under its floor."""
    short = []
    for gold_set in SETS:
        if not gold_set.gold.is_dir():
            print(f"{gold_set.name}: not here, not measured")
            continue
        rows = figures(gold_set)
        _print(gold_set.name, rows)
        short += shortfalls(gold_set.name, rows)
    print("\n".join(short))
    return 1 if short else 0


def _document(gold_set: GoldSet, gold: Path) -> Path:
    return next(path for path in gold_set.documents.glob(f"{gold.stem}.*") if path.is_file())


def _extracted(path: Path) -> str:
    document = read(path, path.name)
    if isinstance(document, Unreadable):
        raise SystemExit(f"{path.name}: {document.message}")
    return json.dumps(extract(document, load()).model_dump(mode="json"))


def _print(name: str, rows: dict[str, dict[str, Any]]) -> None:
    print(f"\n{name:20} precision recall    F1   gold  found")
    for field, row in rows.items():
        shares = (f"{row[key]:6.2f}" if row[key] is not None else "     –" for key in _SHARES)
        print(f"{field:20} {'  '.join(shares)}  {row['gold']:5}  {row['predicted']:5}")


_SHARES = ("precision", "recall", "f1")

if __name__ == "__main__":
    sys.exit(main())
