"""Harvesting: tasks become documents with their records, or failures with a reason."""

from collections.abc import Iterable, Iterator

from spacy.language import Language
from spacy.tokens import Doc

from extractors import follow_up
from extractors.extraction import lemmas_of, records_of
from extractors.masking import mask
from extractors.nlp import annotate
from extractors.people import private_people, private_tokens
from extractors.read.isolated import read_all
from flows.logs import writing_logs_as_here
from flows.plan import Task
from flows.remarks import remark_on
from schemas.document import Document, DocumentKind, FileState, Reason, Unreadable
from schemas.records import DocumentIdentity
from warehouse.harvest import Failure, Harvest


def harvest(
    tasks: Iterable[Task], nlp: Language, workers: int = 1, keep_names: bool = False
) -> Iterator[Harvest | Failure]:
    """Read each task's file in a process that can be killed, and extract its records.

    One outcome for each task, in their order; no file stops the others. The names of
    private people are masked unless ``keep_names``.
    """
    listed = list(tasks)
    files = [(task.file.path, task.file.name) for task in listed]
    outcomes = read_all(files, workers=workers, begin=writing_logs_as_here())
    for task, outcome in zip(listed, outcomes, strict=True):
        yield _harvested(task, outcome, nlp, keep_names)


def _harvested(
    task: Task, outcome: Document | Unreadable, nlp: Language, keep_names: bool
) -> Harvest | Failure:
    if isinstance(outcome, Unreadable):
        return _failure(task, outcome)
    if outcome.document_id != task.document_id:
        return _failure(task, _unreadable(task, Reason.UNREADABLE, "changed while it was read"))
    try:
        doc = annotate(outcome, nlp, task.given)
        return _gathered(task, doc, keep_names)
    except Exception as error:  # noqa: BLE001 - one bad file never stops a run
        message = f"the extraction failed: {type(error).__name__}"
        return _failure(task, _unreadable(task, Reason.CRASHED, message))


def _gathered(task: Task, doc: Doc, keep_names: bool) -> Harvest:
    document, extraction, hidden = doc._.document, records_of(doc), frozenset[int]()
    if not keep_names:
        hidden = private_tokens(doc)
        document, extraction = mask(document, extraction, private_people(doc))
    lemmas, remark = lemmas_of(doc, hidden), remark_on(document, extraction.document)
    told = follow_up.passages_of(doc, extraction.commitments, hidden)
    version, made_with = task.version, task.made_with
    return Harvest(document, extraction, task.facts, version, made_with, lemmas, told, remark)


def _failure(task: Task, unreadable: Unreadable) -> Failure:
    """What stopped us from opening a file may have passed by the next run: it tries again."""
    passing = unreadable.reason is Reason.UNREADABLE
    return Failure(
        unreadable.model_copy(update={"document_id": task.document_id}),
        task.facts,
        identity=_told(task),
        extraction_version=None if passing else task.version,
        made_with=task.made_with,
    )


def _told(task: Task) -> DocumentIdentity | None:
    """Which year's document failed, where the manifest knows it."""
    if task.given is None:
        return None
    known = task.given.model_dump(include={"year", "publisher", "url"})
    return DocumentIdentity(kind=task.given.kind or DocumentKind.OTHER, **known)


def _unreadable(task: Task, reason: Reason, message: str) -> Unreadable:
    return Unreadable(
        path=task.file.name, state=FileState.QUARANTINED, reason=reason, message=message
    )
