"""What a run costs when nothing has changed, and when only the rules have."""

import shutil
import tracemalloc
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.figures import Figure, seconds
from benchmarks.reports_of_ten import PAGES, make_reports
from benchmarks.warehouse import publish_made
from benchmarks.watching import Watch
from extractors.nlp import EMBEDDED
from flows.harvest import harvest
from flows.ingest import ingest, versions
from flows.model import dutch_model
from flows.plan import Task, make_plan
from flows.settings import Settings
from warehouse.harvest import Failure
from warehouse.reviews.log import ReviewLog

FILES = 10_000
REPORTS = 20
TITLE = "What has not changed"
METHOD = f"""\
A folder of {FILES:,} texts, published, is ingested again, once the Dutch model is loaded: with
every byte hashed (`check_all`), and as it is every night, by size and times; then its plan is made
once more, to see what memory it takes. Then {REPORTS} PDFs of
{PAGES} pages are harvested twice with one worker: read, and from the kept readings, as after a
change of rules, register or model. Seconds are of processor time, of all processes."""


def figures() -> list[Figure]:
    """Measure an unchanged folder, and documents that are extracted anew."""
    return [*_unchanged(), *_extracted_anew()]


def _unchanged() -> list[Figure]:
    with TemporaryDirectory() as folder:
        raw, warehouse = Path(folder) / "raw", Path(folder) / "warehouse" / "oogst.duckdb"
        publish_made(raw, warehouse, FILES)
        dutch_model(EMBEDDED)
        hashed = _seconds_of_run(raw, warehouse, Settings(check_all=True))
        looked = _seconds_of_run(raw, warehouse, Settings())
        planned = _memory_of_plan(raw, warehouse)
    return [
        Figure("files", FILES, ""),
        Figure("nothing changed, every byte hashed", hashed, "s"),
        Figure("nothing changed", looked, "s", at_most=3),
        Figure("memory that the plan of a run takes", planned / FILES / 1000, "KB a file"),
    ]


def _memory_of_plan(raw: Path, warehouse: Path) -> int:
    tracemalloc.start()
    plan = make_plan(raw, warehouse, versions(dutch_model(EMBEDDED), Settings()), ReviewLog())
    taken, _ = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert len(plan.present) == FILES
    return taken


def _seconds_of_run(raw: Path, warehouse: Path, settings: Settings) -> float:
    def run() -> None:
        assert not ingest(raw, warehouse, settings).changed

    return seconds(run)


def _extracted_anew() -> list[Figure]:
    with TemporaryDirectory() as folder:
        warehouse = Path(folder) / "oogst.duckdb"
        make_reports(Path(folder) / "raw", REPORTS)
        settings = Settings(workers=1).at(warehouse)
        depends_on = versions(dutch_model(EMBEDDED), settings)
        tasks = make_plan(Path(folder) / "raw", warehouse, depends_on, ReviewLog()).tasks
        _spent(tasks[:1], settings)
        shutil.rmtree(Path(folder) / "readings")
        read, kept = _spent(tasks, settings), _spent(tasks, settings)
        size = sum(path.stat().st_size for path in (Path(folder) / "readings").rglob("*.gz"))
    return [
        Figure("read and extracted", read / REPORTS, "s a document"),
        Figure("extracted from the kept reading", kept / REPORTS, "s a document"),
        Figure("size of a kept reading", size / REPORTS / 1000, "KB"),
    ]


def _spent(tasks: tuple[Task, ...], settings: Settings) -> float:
    with Watch() as watch:
        found = list(harvest(tasks, settings))
    assert not any(isinstance(one, Failure) for one in found)
    return watch.processor
