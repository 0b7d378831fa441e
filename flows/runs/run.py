"""A run as it goes on: since when, how long each step took, and what came of it."""

import datetime as dt
import logging
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from flows.outcome import Outcome, run_id_of
from flows.runs.changes import Changed

_log = logging.getLogger(__name__)


def _now() -> dt.datetime:
    return dt.datetime.now(dt.UTC)


@dataclass
class Run:
    """One run over ``raw``, however it ends."""

    raw: Path
    warehouse: Path
    started: dt.datetime = field(default_factory=_now)
    outcome: Outcome | None = None
    """What came of it; None where it ended before it knew what there was to do."""
    changes: list[Changed] = field(default_factory=list)
    """What its records differ in from those of the run before it."""
    grades: dict[str, int] = field(default_factory=dict)
    """How many documents of the warehouse are of each quality of text."""
    steps: dict[str, float] = field(default_factory=dict)
    """How many seconds each step took, in the order of the steps."""
    warnings: list[str] = field(default_factory=list)
    trouble: BaseException | None = None
    """What ended it before its time."""
    is_reported: bool = False
    report: Path | None = None
    """Where its report can be read."""

    @property
    def run_id(self) -> str:
        """Its name, in the warehouse and in every line of the log."""
        return run_id_of(self.started)

    def warn(self, line: str) -> None:
        """Take in what a person must know of the run, whose work was done all the same."""
        self.warnings.append(line)
        _log.warning("%s", line)

    @contextmanager
    def step(self, name: str) -> Iterator[None]:
        """Time a step; one that comes back adds to its time. A clock that jumps is not asked."""
        began = time.monotonic()
        self.steps.setdefault(name, 0.0)
        try:
            _log.info("%s begins", name)
            yield
        finally:
            self.steps[name] += time.monotonic() - began
            _log.info("%s took %.1f s", name, time.monotonic() - began)
