"""Ingest: read what is new, build, publish. Plain functions; the nightly flow runs the same."""

from collections.abc import Callable, Iterator
from pathlib import Path

from spacy.language import Language

from extractors.extraction import extraction_version
from extractors.nlp import load, model_of
from flows.harvest import harvest
from flows.plan import Plan, Task, make_plan
from flows.publish import Outcome, publish
from flows.settings import Settings
from schemas.document import FileState, Unreadable
from warehouse.harvest import Failure, Harvest
from warehouse.query import documents
from warehouse.store import connect

Progress = Callable[[int, int, str], None]
"""Told after each file: how many are done, of how many, and the name of this one."""


def ingest(
    raw: Path, warehouse: Path, settings: Settings, progress: Progress = lambda *_: None
) -> Outcome:
    """Read what is new in ``raw`` and publish ``warehouse``; an unchanged folder writes nothing.

    Raises ``RawFolderError`` where there is nothing to read and ``WarehouseError`` where the
    warehouse is locked, damaged or would not pass its checks.
    """
    nlp = load(settings.model)
    plan = make_plan(raw, warehouse, extraction_version(nlp))
    outcome = begin(plan, raw, warehouse)
    if not plan.nothing_changed:
        harvested = _told(plan.tasks, harvest(plan.tasks, nlp, settings.workers), progress)
        publish(plan, harvested, warehouse, outcome, versions(nlp))
    outcome.years = years_in(warehouse)
    return outcome


def years_in(warehouse: Path) -> list[int]:
    """Return the years that the documents of a published warehouse are about."""
    with connect(warehouse) as connection:
        return sorted({document.year for document in documents(connection) if document.year})


def begin(plan: Plan, raw: Path, warehouse: Path) -> Outcome:
    """Return the outcome of a run before its work: what it already knows."""
    new = {task.document_id for task in plan.tasks}
    kept = [file for file in plan.stored if file.document_id in set(plan.present.values()) - new]
    outcome = Outcome(str(raw), str(warehouse), unchanged=len(kept), faults=list(plan.faults))
    outcome.failed = [
        Unreadable(path=file.path, state=file.state, reason=file.reason, message=file.message)
        for file in kept
        if file.reason and file.state != FileState.READ
    ]
    return outcome


def versions(nlp: Language) -> dict[str, str]:
    """Return what the records of a run depend on, by name, for its row in ``runs``."""
    model = model_of(nlp)
    return {"model": f"{model.name} {model.version}", "extraction": extraction_version(nlp)}


def _told(
    tasks: tuple[Task, ...], harvested: Iterator[Harvest | Failure], progress: Progress
) -> Iterator[Harvest | Failure]:
    for done, (task, one) in enumerate(zip(tasks, harvested, strict=True), start=1):
        yield one
        progress(done, len(tasks), task.file.name)
