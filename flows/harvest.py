"""Harvesting: tasks become documents with their records, or failures with a reason."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory

from spacy.tokens import Doc

from extractors import follow_up
from extractors.extraction import lemmas_of, records_of
from extractors.masking import mask
from extractors.nlp import annotate
from extractors.people import private_people, private_tokens
from extractors.read.isolated import LimitedReader, too_large
from extractors.read.worker import BeginStep, Trouble
from flows.locations import FetchError, fetched, is_far
from flows.model import dutch_model
from flows.plan import Task
from flows.readings import Readings, readings_of
from flows.registers import imported_rows
from flows.remarks import remark_on
from flows.settings import Settings
from flows.workers import in_workers
from schemas.document import Document, DocumentKind, FileState, Reason, Unreadable
from schemas.records import DocumentIdentity
from warehouse.harvest import Failure, Harvest

_SECONDS = 60.0  # that the records of the shortest document may take
_BYTES = 100_000  # of a file far away, for which there is one second more
_CHARACTERS = 1000  # for which there is one second more: a fortieth of the usual speed


@dataclass(frozen=True)
class Harvester:
    """Makes a task into a harvest or a failure; called in a process that can be killed."""

    model: str
    imported: str = ""
    keep_names: bool = False
    readings: Readings | None = None
    reader: LimitedReader = field(default_factory=LimitedReader)
    scratch: Path | None = None
    """Where copies of files lie meanwhile; what a process that is killed leaves there too."""

    def __call__(self, task: Task, begin_step: BeginStep) -> Harvest | Failure:
        """Read the file of ``task`` and extract its records; ``MemoryError`` is the caller's."""
        outcome = self._read(task, begin_step)
        if isinstance(outcome, Unreadable):
            return _failure(task, outcome)
        begin_step("the extraction", _SECONDS + len(outcome.text) // _CHARACTERS)
        try:
            nlp = dutch_model(self.model, self.imported)
            return _gathered(task, annotate(outcome, nlp, task.given), self.keep_names)
        except Exception as error:
            if isinstance(error, MemoryError):
                raise
            message = f"the extraction failed: {type(error).__name__}"
            return _failure(task, _unreadable(task, Reason.CRASHED, message))

    def _read(self, task: Task, begin_step: BeginStep) -> Document | Unreadable:
        suffix, readings = task.file.path.suffix, self.readings
        if readings and (kept := readings.find(task.document_id, suffix)):
            return kept.model_copy(update={"path": task.file.name})
        outcome = self._fetch_and_read(task, begin_step)
        if isinstance(outcome, Unreadable):
            return outcome
        if outcome.document_id != task.document_id:
            return _unreadable(task, Reason.UNREADABLE, "changed while it was read")
        if readings:
            readings.keep(outcome, suffix)
        return outcome

    def _fetch_and_read(self, task: Task, begin_step: BeginStep) -> Document | Unreadable:
        file, size = task.file, task.facts.bytes or 0
        if refusal := too_large(file.name, size, self.reader.limits):
            return refusal
        if is_far(file.path):
            begin_step("the fetching", _SECONDS + size // _BYTES)
        try:
            with fetched(file.path, self.scratch) as near:
                return self.reader(near, file.name, begin_step)
        except FetchError as error:
            return _unreadable(task, Reason.UNREADABLE, str(error))


def harvest(
    tasks: Iterable[Task],
    settings: Settings,
    reader: LimitedReader | None = None,
    imported: str | None = None,
) -> Iterator[Harvest | Failure]:
    """Read each task's file and extract its records, in processes that can be killed.

    One outcome for each task, in their order; no file stops the others. The names of private
    people are masked unless the settings keep them. ``settings`` name their files
    (``Settings.at``); ``reader`` is one that another process can import. ``imported`` rows go
    over the Committee's recommendations; those of the settings, where none are given.
    """
    within = reader or LimitedReader()
    rows = imported_rows(settings) if imported is None else imported
    kept, results = readings_of(settings), (Harvest, Failure)
    with TemporaryDirectory(prefix="oogst-") as scratch:
        do = Harvester(settings.model, rows, settings.keep_names, kept, within, Path(scratch))
        yield from in_workers(tasks, do, _given_up, results, within.limits.page, settings)


def _gathered(task: Task, doc: Doc, keep_names: bool) -> Harvest:
    document, extraction, hidden = doc._.document, records_of(doc), frozenset[int]()
    if not keep_names:
        hidden = private_tokens(doc)
        document, extraction = mask(document, extraction, private_people(doc))
    lemmas, remark = lemmas_of(doc, hidden), remark_on(document, extraction.document)
    told = follow_up.passages_of(doc, extraction.commitments, hidden)
    version, made_with = task.version, task.made_with
    return Harvest(document, extraction, task.facts, version, made_with, lemmas, told, remark)


def _given_up(task: Task, trouble: Trouble) -> Failure:
    return _failure(task, _unreadable(task, trouble.reason, trouble.message))


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
