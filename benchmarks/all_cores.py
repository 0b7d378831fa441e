"""All cores: how much sooner two workers have read and extracted documents than one."""

import os
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.figures import Figure
from benchmarks.reports_of_ten import PAGES, make_reports
from benchmarks.watching import Watch
from extractors.nlp import EMBEDDED
from flows.harvest import harvest
from flows.ingest import versions
from flows.model import dutch_model
from flows.plan import Task, make_plan
from flows.settings import Settings
from warehouse.harvest import Failure
from warehouse.reviews.log import ReviewLog

DOCUMENTS = int(os.environ.get("DOCUMENTS", "200"))
TITLE = "All cores"
METHOD = f"""\
{DOCUMENTS} PDFs of {PAGES} pages, made from the samples' text, are read and extracted by one worker
process, then by two; one document goes first, so that the Dutch model is loaded. Beside it stands
how much of two cores there was, since on less than all of them two cannot be twice as fast; *lost*
is how much more processor time two take for the same work, which no idle machine gives back.
Memory is the most that one worker ever held, with what it shares with others."""


def figures() -> list[Figure]:
    """Measure one worker and two over the same documents."""
    with TemporaryDirectory() as folder:
        tasks = _tasks(Path(folder) / "raw", Path(folder) / "oogst.duckdb")
        _harvest(tasks[:1], 1)
        one, two = (_watched(tasks, workers) for workers in (1, 2))
    return [
        Figure("documents", len(tasks), "", at_least=DOCUMENTS),
        Figure("one worker", len(tasks) / one.seconds, "documents/s"),
        Figure("two workers", len(tasks) / two.seconds, "documents/s"),
        Figure("two against one", one.seconds / two.seconds, "times the speed", at_least=1.7),
        Figure("cores that one worker got", one.processor / one.seconds, ""),
        Figure("cores that two workers got", two.processor / two.seconds, ""),
        Figure("lost by working at once", 100 * (two.processor / one.processor - 1), "%"),
        Figure("processor time for a document", one.processor / len(tasks), "s"),
        Figure("most memory of one worker", two.memory / 1e6, "MB", at_most=1000),
    ]


def _tasks(raw: Path, warehouse: Path) -> tuple[Task, ...]:
    make_reports(raw, DOCUMENTS)
    depends_on = versions(dutch_model(EMBEDDED), Settings())
    return make_plan(raw, warehouse, depends_on, ReviewLog()).tasks


def _watched(tasks: tuple[Task, ...], workers: int) -> Watch:
    with Watch() as watch:
        _harvest(tasks, workers)
    return watch


def _harvest(tasks: tuple[Task, ...], workers: int) -> None:
    failed = [one for one in harvest(tasks, Settings(workers=workers)) if isinstance(one, Failure)]
    assert not failed, failed[0].unreadable.message
