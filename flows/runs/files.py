"""The reports of runs as files: ``<date>.md`` and ``<date>.json``, one pair for each run."""

import json
from itertools import count
from pathlib import Path
from zoneinfo import ZoneInfo

from flows.console import visible
from flows.runs.report import RunReport, as_json, as_markdown

AMSTERDAM = ZoneInfo("Europe/Amsterdam")
"""Where nights are counted."""


def write_report(report: RunReport, folder: Path) -> Path:
    """Write the report into ``folder`` as Markdown and JSON; return the Markdown's path.

    A later run of the same date gets a number: no report goes over another, whatever the
    clock says. Raises ``OSError`` where it cannot be written.
    """
    folder.mkdir(parents=True, exist_ok=True)
    told = visible(json.dumps(as_json(report), ensure_ascii=False, indent=1, default=str))
    path = _claimed(folder, f"{report.started.astimezone(AMSTERDAM):%Y-%m-%d}")
    markdown = path.with_suffix(".md")
    try:
        path.write_text(told + "\n", encoding="utf-8")
        markdown.write_text(as_markdown(report), encoding="utf-8")
    except OSError:  # half a report is none
        path.unlink(missing_ok=True)
        markdown.unlink(missing_ok=True)
        raise
    return markdown


def _claimed(folder: Path, date: str) -> Path:
    """Make the first file of that date that is not there yet, and return its path."""
    path = folder / f"{date}.json"
    for number in count(2):
        try:
            path.touch(exist_ok=False)
            break
        except FileExistsError:
            path = folder / f"{date}-{number}.json"
    return path
