"""Harvesting: tasks become documents with their records, or failures with a reason."""

from collections.abc import Iterable, Iterator

from spacy.language import Language

from extractors.extraction import lemmas_of, records_of
from extractors.nlp import annotate
from extractors.read.isolated import read_all
from flows.plan import Task
from schemas.document import Document, FileState, Reason, Unreadable
from warehouse.harvest import Failure, Harvest


def harvest(tasks: Iterable[Task], nlp: Language, workers: int = 1) -> Iterator[Harvest | Failure]:
    """Read each task's file in a process that can be killed, and extract its records.

    One outcome for each task, in their order; no file stops the others.
    """
    listed = list(tasks)
    files = [(task.file.path, task.file.name) for task in listed]
    for task, outcome in zip(listed, read_all(files, workers=workers), strict=True):
        yield _harvested(task, outcome, nlp)


def _harvested(task: Task, outcome: Document | Unreadable, nlp: Language) -> Harvest | Failure:
    if isinstance(outcome, Unreadable):
        named = outcome.model_copy(update={"document_id": task.document_id})
        return Failure(named, task.facts, extraction_version=task.version)
    try:
        doc = annotate(outcome, nlp, task.given)
        return Harvest(outcome, records_of(doc), task.facts, task.version, lemmas_of(doc))
    except Exception as error:  # noqa: BLE001 - one bad file never stops a run
        return Failure(_crashed(task, error), task.facts, extraction_version=task.version)


def _crashed(task: Task, error: Exception) -> Unreadable:
    return Unreadable(
        document_id=task.document_id,
        path=task.file.name,
        state=FileState.QUARANTINED,
        reason=Reason.CRASHED,
        message=f"the extraction failed: {type(error).__name__}",
    )
