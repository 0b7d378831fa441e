"""The report of a run: what came in, what failed and why, what changed by cause, how long it took.

As JSON for programs, as Markdown for people, and as one line.
"""

import datetime as dt
from dataclasses import asdict, dataclass, field
from importlib.resources import files
from typing import Any

import jinja2

from flows.console import visible
from flows.exit_codes import explained
from flows.runs.changes import Changed
from flows.runs.run import Run
from flows.summary import outcome_json

_TEMPLATE = "report.md"
_ACTING = str.maketrans({sign: f"\\{sign}" for sign in "\\`*_[]<>|#!"})


@dataclass(frozen=True)
class RunReport:
    """What a run did and how it ended, for whoever was asleep meanwhile."""

    run_id: str
    started: dt.datetime
    finished: dt.datetime
    raw: str
    warehouse: str
    exit_code: int
    ended: str
    """How it ended, in one line."""
    outcome: dict[str, Any] | None
    changes: list[Changed]
    grades: dict[str, int]
    steps: dict[str, float]
    warnings: list[str] = field(default_factory=list)

    @property
    def seconds(self) -> float:
        """How long the run took by the sum of its steps."""
        return sum(self.steps.values())


def report_of(run: Run) -> RunReport:
    """Return the report of a run as it is now."""
    code, ended = explained(run.trouble) if run.trouble else _ended(run)
    return RunReport(
        run_id=run.run_id,
        started=run.started,
        finished=dt.datetime.now(dt.UTC),
        raw=str(run.raw),
        warehouse=str(run.warehouse),
        exit_code=int(code),
        ended=ended,
        outcome=outcome_json(run.outcome) if run.outcome else None,
        changes=run.changes,
        grades=run.grades,
        steps={name: round(seconds, 3) for name, seconds in run.steps.items()},
        warnings=[*(run.outcome.warnings if run.outcome else []), *run.warnings],
    )


def as_line(report: RunReport) -> str:
    """Return the report as one line."""
    return f"{report.run_id} {report.ended}"


def as_json(report: RunReport) -> dict[str, Any]:
    """Return the report for programs."""
    moments = {name: getattr(report, name).isoformat() for name in ("started", "finished")}
    return asdict(report) | moments


def as_markdown(report: RunReport) -> str:
    """Return the report for people; a file's name is text, whatever signs are in it."""
    source = files("flows.runs").joinpath(_TEMPLATE).read_text("utf-8")
    environment = jinja2.Environment(  # noqa: S701 - Markdown: `plain` escapes what acts there
        trim_blocks=True, lstrip_blocks=True, undefined=jinja2.StrictUndefined
    )
    environment.filters["plain"] = _plain
    return environment.from_string(source).render(report=report) + "\n"


def _ended(run: Run) -> tuple[int, str]:
    if run.outcome is None:
        return 1, "ended before it began"
    outcome = run.outcome
    parts = [f"{outcome.read} read, {outcome.unchanged} unchanged"]
    if outcome.withdrawn:
        parts.append(f"{len(outcome.withdrawn)} withdrawn")
    if attention := len(outcome.failed) + len(outcome.faults):
        parts.append(f"{attention} to attend to")
    if changed := sum(one.added + one.removed + one.changed for one in run.changes):
        parts.append(f"{changed} records changed")
    what = "published" if outcome.changed else "nothing changed"
    return outcome.exit_code, f"{what}: {', '.join(parts)}"


def _plain(text: str) -> str:
    return " ".join(visible(text).translate(_ACTING).split())
