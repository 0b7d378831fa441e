"""What a benchmark measured, beside what it should be, as a table for people."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from time import process_time


@dataclass(frozen=True)
class Figure:
    """One measured number and, if there is one, the goal it is held to."""

    what: str
    value: float
    unit: str
    at_least: float | None = None
    at_most: float | None = None

    @property
    def is_met(self) -> bool:
        """Tell whether the number is within its goal."""
        low = self.at_least is None or self.value >= self.at_least
        return low and (self.at_most is None or self.value <= self.at_most)

    @property
    def goal(self) -> str:
        """The goal in words; empty where there is none."""
        if self.at_least is not None:
            return f"at least {self.at_least:,g}"
        return "" if self.at_most is None else f"at most {self.at_most:,g}"


def seconds(deed: Callable[[], object]) -> float:
    """Return how many seconds of processor time ``deed`` takes."""
    begin = process_time()
    deed()
    return process_time() - begin


def table(figures: Sequence[Figure]) -> str:
    """Return ``figures`` as a Markdown table."""
    rows = ["| what | measured | goal | |", "|:--|--:|--:|:--|"]
    for figure in figures:
        verdict = ("met" if figure.is_met else "**missed**") if figure.goal else ""
        measured = f"{figure.value:,.4g}" if figure.value < 1000 else f"{figure.value:,.0f}"
        rows.append(f"| {figure.what} | {measured} {figure.unit} | {figure.goal} | {verdict} |")
    return "\n".join(rows) + "\n"
