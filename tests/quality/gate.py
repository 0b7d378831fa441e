"""The gate: extract every document that has gold, score, and compare with the floors.

``make gate`` prints the figures of each set with 95 % intervals, then by kind of document
and by noise, then how far confidence can be trusted; it fails where a field is more than one
point under its floor. None of these documents was used to train the passage classifier.
"""

import sys
import tomllib
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from rich.console import Console
from rich.table import Table

from tests.quality.calibration import TYPES, bands, error
from tests.quality.figures import Figures, figures
from tests.quality.gold_sets import HERE, Annotated, annotated, sets_here
from tests.quality.own_fields import Counts, f1, own_figures

SLACK = 0.01
"""A field may lie this much under its floor: one point."""

_out = Console(width=100, highlight=False)


def floors() -> dict[str, dict[str, float]]:
    """Return the floors by set and field."""
    return tomllib.loads((HERE / "floors.toml").read_text("utf-8"))


def shortfalls(name: str, reached: Mapping[str, float | None]) -> Iterator[str]:
    """Yield one line for each field of a set that is under its floor."""
    for field, floor in floors().get(name, {}).items():
        got = reached[field] or 0
        if got < floor - SLACK:
            yield f"{name}: {field} is {got:.3f}, under its floor of {floor:.3f}"


def reached(documents: Sequence[Annotated]) -> dict[str, float | None]:
    """Return the F1 of every field, by its name in the floors."""
    return _reached(figures(documents), own_figures(documents))


def main() -> int:
    """Print the figures of every set that is here; return 1 where a field is under its floor."""
    short, everything = [], []
    for gold_set in sets_here():
        documents = annotated(gold_set)
        everything += documents
        scored, own = figures(documents), own_figures(documents)
        _print_set(f"{gold_set.name}: {len(documents)} documents", scored, own)
        short += shortfalls(gold_set.name, _reached(scored, own))
    _print_split("by kind", everything, lambda document: document.kind)
    _print_split("by noise", everything, lambda document: document.noise)
    _print_calibration(everything)
    _out.print("\n".join(short), style="bold red")
    return 1 if short else 0


def _reached(scored: Mapping[str, Figures], own: Mapping[str, Counts]) -> dict[str, float | None]:
    named = {name.replace(".", "_"): row.f1 for name, row in scored.items()}
    return named | {name.replace(" ", "_"): f1(counts) for name, counts in own.items()}


def _print_set(title: str, scored: Mapping[str, Figures], own: Mapping[str, Counts]) -> None:
    table = _table(title, "precision", "recall", "F1", "95 %", "gold", "found")
    for field, row in scored.items():
        shares = (_share(row.precision), _share(row.recall), _share(row.f1), _interval(row))
        table.add_row(field, *shares, str(row.gold), str(row.found))
    for field, counts in own.items():
        asked = counts["right"] + counts["missed"]
        told = counts["right"] + counts["wrong"]
        shares = (
            _ratio(counts["right"], told),
            _ratio(counts["right"], asked),
            _share(f1(counts)),
            "",
        )
        table.add_row(field, *shares, str(asked), str(told))
    _out.print(table)


def _print_split(
    title: str, documents: Iterable[Annotated], by: Callable[[Annotated], str]
) -> None:
    groups: dict[str, list[Annotated]] = defaultdict(list)
    for document in documents:
        groups[by(document)].append(document)
    table = _table(f"F1 {title}, all sets", "documents", *TYPES)
    for name, group in sorted(groups.items()):
        rows = figures(group)
        cells = (f"{_share(rows[one].f1)} {_interval(rows[one])}" for one in TYPES)
        table.add_row(name, str(len(group)), *cells)
    _out.print(table)


def _print_calibration(documents: Sequence[Annotated]) -> None:
    table = _table("confidence, all sets", "confidence", "records", "mean", "right")
    for record_type in TYPES:
        found = bands(documents, record_type)
        for band in found:
            span = f"{band.low:.1f} to {min(band.high, 1):.1f}"
            table.add_row(
                record_type, span, str(band.records), _share(band.confidence), _share(band.right)
            )
        table.add_row(record_type, "error", "", "", _share(error(found)), style="bold")
    _out.print(table)


def _table(title: str, *columns: str) -> Table:
    table = Table(title=title, title_justify="left", title_style="bold", box=None)
    table.add_column("")
    for column in columns:
        table.add_column(column, justify="right")
    return table


def _share(value: float | None) -> str:
    return "–" if value is None else f"{value:.2f}"


def _ratio(part: int, whole: int) -> str:
    return _share(part / whole if whole else None)


def _interval(row: Figures) -> str:
    return "" if row.low is None or row.high is None else f"{row.low:.2f}–{row.high:.2f}"


if __name__ == "__main__":
    sys.exit(main())
