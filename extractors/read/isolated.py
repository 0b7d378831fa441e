"""Reading in processes that can be killed, so that a bad file costs that file alone."""

import logging
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from extractors.read import read
from extractors.read.outcome import Progress, TooManyPagesError, unreadable
from extractors.read.pool import Pool
from extractors.read.worker import BeginStep, Step, Trouble, WorkerSettings
from schemas.document import Document, Reason, Unreadable

Outcome = Document | Unreadable
ReadFile = Callable[[Path, str, Progress], Outcome]
"""Reads one file: what ``extractors.read.read`` does."""

_log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Limits:
    """What the reading of one file may cost."""

    seconds_per_page: float = 60
    memory_bytes: int = 2 * 1024**3
    pages: int = 5000
    bytes: int = 200 * 1024**2

    @property
    def page(self) -> Step:
        """The reading of one page, and how long it may take."""
        return Step("a page", self.seconds_per_page)


@dataclass(frozen=True)
class LimitedReader:
    """Reads a file within limits; called where the process can be killed."""

    limits: Limits = field(default_factory=Limits)
    read: ReadFile = read

    def __call__(self, path: Path, name: str, begin_step: BeginStep) -> Outcome:
        """Return the document in the file at ``path``, or why there is none.

        ``MemoryError`` is left to the caller, and so is what the reader itself raises.
        """

        def progress(_page: int, pages: int) -> None:
            if pages > self.limits.pages:
                raise TooManyPagesError(f"{pages} pages, more than {self.limits.pages}")
            begin_step(self.limits.page.what, self.limits.page.seconds)

        if refusal := _refusal(path, name, self.limits):
            return refusal
        begin_step(self.limits.page.what, self.limits.page.seconds)
        try:
            return _logged(self.read(path, name, progress))
        except TooManyPagesError as error:
            return unreadable(name, Reason.TOO_LARGE, str(error))


@dataclass(frozen=True)
class _ReadOne:
    reader: LimitedReader

    def __call__(self, file: tuple[Path, str], begin_step: BeginStep) -> Outcome:
        return self.reader(*file, begin_step)


def read_all(
    files: Iterable[tuple[Path, str]],
    workers: int = 2,
    limits: Limits | None = None,
    reader: ReadFile = read,
    begin: Callable[[], None] | None = None,
) -> Iterator[Outcome]:
    """Yield the outcome of each file and its name, in the order of ``files``.

    Never raises for what is wrong with a file. ``reader`` must be a function that a
    process that starts afresh can import; so must ``begin``, which each process does first.
    """
    within = limits or Limits()
    do = _ReadOne(LimitedReader(within, reader))
    settings = WorkerSettings(do, within.memory_bytes, within.page, begin)
    pool: Pool[tuple[Path, str], Outcome]
    pool = Pool(workers, settings, (Document, Unreadable), _unread)
    yield from pool.outcomes(files)


def too_large(name: str, size: int, limits: Limits) -> Unreadable | None:
    """Return why a file of ``size`` bytes is not read; None where it is small enough."""
    if size <= limits.bytes:
        return None
    most = limits.bytes / 1024**2
    return unreadable(name, Reason.TOO_LARGE, f"the file is larger than {most:.0f} MB")


def _unread(file: tuple[Path, str], trouble: Trouble) -> Outcome:
    return unreadable(file[1], trouble.reason, trouble.message)


def _refusal(path: Path, name: str, limits: Limits) -> Unreadable | None:
    """Return why a file is not even tried: a folder, gone, larger than is allowed."""
    try:
        if not path.is_file():
            what = "this is a folder" if path.is_dir() else "there is no such file"
            return unreadable(name, Reason.UNREADABLE, what)
        size = path.stat().st_size
    except OSError as error:
        return unreadable(name, Reason.UNREADABLE, error.strerror or "the file cannot be opened")
    return too_large(name, size, limits)


def _logged(outcome: Outcome) -> Outcome:
    """Log how reading ended; by its id, since the name of a file may be a child's."""
    if isinstance(outcome, Document):
        _log.debug("document %s is %s", outcome.document_id, outcome.state)
    elif isinstance(outcome, Unreadable):
        _log.debug("a document is %s", outcome.reason)
    return outcome
