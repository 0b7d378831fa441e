"""The outcome of a run: what came in, what it holds, and what needs a person's attention."""

import datetime as dt
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from flows.exit_codes import ExitCode
from flows.plan import Plan
from schemas.document import FileState, Unreadable
from warehouse.answers import StoredFile
from warehouse.harvest import Summary, id_of_path

_WAS_READ = (FileState.READ, FileState.PARTLY_READ)


def _now() -> dt.datetime:
    return dt.datetime.now(dt.UTC)


def run_id_of(started: dt.datetime) -> str:
    """Return the name of the run that began at ``started``, in the warehouse and in the log."""
    return f"{started:%Y%m%dT%H%M%S%fZ}"


@dataclass
class Outcome:
    """What a run did; a run that follows it over the same folder tells the same."""

    raw: str
    warehouse: str
    started: dt.datetime = field(default_factory=_now)
    """When the run began, in UTC."""
    changed: bool = False
    read: int = 0
    """Documents that were read now, some of them in part."""
    unchanged: int = 0
    """Documents that were read before."""
    withdrawn: list[str] = field(default_factory=list)
    """Paths whose file has gone."""
    replaced: list[str] = field(default_factory=list)
    """Paths whose file holds a new version, which replaces the document it held before."""
    records: Counter[str] = field(default_factory=Counter)
    """How many records of each type the documents read now hold."""
    failed: list[Unreadable] = field(default_factory=list)
    """Files that were not, or not wholly, read, now or before, by path."""
    faults: list[str] = field(default_factory=list)
    """One line for each fault in the manifest."""
    notes: list[str] = field(default_factory=list)
    """One line for each document that was wholly read, and yet lacks something."""
    warnings: list[str] = field(default_factory=list)
    orphaned: int = 0
    """How many reviews no longer find their record."""
    years: list[int] = field(default_factory=list)
    """The years whose documents cite recommendations, the earliest first."""

    @property
    def exit_code(self) -> ExitCode:
        """How the run ended, for whoever started it."""
        if not self.read and not self.unchanged:
            return ExitCode.NOTHING_READABLE
        return ExitCode.NEEDS_ATTENTION if self.failed or self.faults else ExitCode.DONE

    def count(self, file: Summary) -> None:
        """Take in one file that was looked into now, and what is missing of it."""
        if file.state in _WAS_READ:
            self.read += 1
            self.records.update(file.records)
        if file.reason:
            self.tell([_unreadable(file)])
        elif file.message:
            self.note(file.path, file.message)

    def note(self, path: str, message: str) -> None:
        """Take in what people must know of a document that was read."""
        self.notes = sorted({*self.notes, f"{path}: {message}"})

    def tell(self, failed: Iterable[Unreadable]) -> None:
        """Take in files that were not wholly read; a file is told of once."""
        by_path = {file.path: file for file in (*self.failed, *failed)}
        self.failed = [by_path[path] for path in sorted(by_path)]


def outcome_before(plan: Plan, raw: str, warehouse: str) -> Outcome:
    """Return the outcome of a run before its work: what earlier runs found of this folder."""
    known = set(plan.present.values()) - {task.document_id for task in plan.tasks}
    kept = [file for file in plan.stored if file.document_id in known]
    read = [file for file in kept if file.state in _WAS_READ]
    outcome = Outcome(raw, warehouse, unchanged=len(read), faults=list(plan.faults))
    outcome.warnings += plan.review_faults
    for file in read:
        if file.message and not file.reason:
            outcome.note(file.path, file.message)
    outcome.tell([*map(_failed, (file for file in kept if file.reason)), *plan.unreadable])
    return outcome


def _unreadable(file: Summary) -> Unreadable:
    assert file.reason is not None
    message = file.message or "read in part"
    return Unreadable(
        document_id=file.document_id,
        path=file.path,
        state=file.state,
        reason=file.reason,
        message=message,
    )


def _failed(file: StoredFile) -> Unreadable:
    read = file.document_id != id_of_path(file.path)
    return Unreadable(
        document_id=file.document_id if read else None,
        path=file.path,
        state=file.state,
        reason=file.reason,
        message=file.message,
    )
