"""Dask: what a cluster of this machine adds to the nightly run, against its own workers."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from benchmarks.figures import Figure
from benchmarks.reports_of_ten import PAGES, make_reports
from flows.batches import SIZE

DOCUMENTS = int(os.environ.get("DOCUMENTS", "100"))
WORKERS = 2
OOGST = Path(sys.executable).with_name("oogst")
TITLE = "On Dask"
METHOD = f"""\
{DOCUMENTS} PDFs of {PAGES} pages go through `oogst nightly` with {WORKERS} workers of this machine,
then with `--runner dask` on a local cluster of as many: in batches of {SIZE} documents, so that the
last ones may find a worker idle. Seconds by the clock, as the report of each run tells them; with
Dask, starting and ending the cluster is a part of reading and extracting."""


def figures() -> list[Figure]:
    """Measure both, and compare the step that differs."""
    with TemporaryDirectory() as folder:
        raw = Path(folder) / "raw"
        make_reports(raw, DOCUMENTS)
        local, dask = (_steps(raw, Path(folder), runner) for runner in ("local", "dask"))
    return [*_told("local", local), *_told("dask", dask), _compared(local, dask)]


def _steps(raw: Path, folder: Path, runner: str) -> dict[str, float]:
    target = folder / runner / "oogst.duckdb"
    command = [OOGST, "nightly", raw, "--warehouse", target, "--runner", runner]
    subprocess.run(  # noqa: S603 - our own
        command, cwd=folder, env=os.environ | {"OOGST_WORKERS": str(WORKERS)}, check=True
    )
    (report,) = (target.parent / "reports" / "runs").glob("*.json")
    told: dict[str, Any] = json.loads(report.read_text("utf-8"))
    return dict(told["steps"])


def _told(runner: str, steps: dict[str, float]) -> Iterator[Figure]:
    for step in ("read and extract", "build and publish"):
        yield Figure(f"{runner}: {step}", steps[step], "s")


def _compared(local: dict[str, float], dask: dict[str, float]) -> Figure:
    step = "read and extract"
    return Figure("reading and extracting, Dask against local", dask[step] / local[step], "times")
