"""Reading in processes that can be killed, so that a bad file costs that file alone.

A few worker processes read one file after another. Each tells of every page that it
begins, so the time limit is for a page and not for a file. A worker that hangs, dies,
takes too much memory or sends rubbish is replaced, and its file ends with a reason.
"""

import queue
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from time import monotonic

from extractors.read import read
from extractors.read.outcome import Progress, unreadable
from extractors.read.worker import Message, Worker, WorkerSettings
from schemas.document import Document, Reason, Unreadable

Outcome = Document | Unreadable
ReadFile = Callable[[Path, str, Progress], Outcome]
"""Reads one file: what ``extractors.read.read`` does."""

_TICK = 0.2  # seconds between two looks at the clock and the memory
_START = 120.0  # seconds that a worker has to begin with its first page
_AHEAD = 4  # files that wait for each worker


@dataclass(frozen=True)
class Limits:
    """What the reading of one file may cost."""

    seconds_per_page: float = 60
    memory_bytes: int = 2 * 1024**3
    pages: int = 5000
    bytes: int = 200 * 1024**2


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
    pool = _Pool(max(1, workers), limits or Limits(), reader, begin)
    try:
        yield from pool.outcomes(files)
    finally:
        pool.close()


@dataclass
class _Job:
    """A file that a worker is reading, and until when its page may take."""

    index: int
    name: str
    deadline: float


class _Pool:
    def __init__(
        self, size: int, limits: Limits, reader: ReadFile, begin: Callable[[], None] | None
    ) -> None:
        self.size = size
        self.limits = limits
        self.settings = WorkerSettings(reader, limits.memory_bytes, limits.pages, begin)
        self.messages: queue.Queue[tuple[Worker, Message]] = queue.Queue()
        self.idle: list[Worker] = []
        self.busy: dict[Worker, _Job] = {}
        self.done: dict[int, Outcome] = {}

    def outcomes(self, files: Iterable[tuple[Path, str]]) -> Iterator[Outcome]:
        waiting = enumerate(files)
        pending: list[tuple[int, tuple[Path, str]]] = []
        following = 0
        while True:
            pending += islice(waiting, max(0, self.size * _AHEAD - len(pending) - len(self.done)))
            while pending and len(self.busy) < self.size:
                index, (path, name) = pending.pop(0)
                self._start(index, path, name)
            while following in self.done:
                yield self.done.pop(following)
                following += 1
            if not self.busy and not pending and not self.done:
                pending += islice(waiting, 1)
                if not pending:
                    return
            elif self.busy:
                self._attend()

    def close(self) -> None:
        for worker in (*self.idle, *self.busy):
            worker.kill()

    def _start(self, index: int, path: Path, name: str) -> None:
        if refusal := _refusal(path, name, self.limits):
            self.done[index] = refusal
            return
        worker = self.idle.pop() if self.idle else Worker(self.settings, self.messages)
        seconds = self.limits.seconds_per_page + (0 if worker.ready else _START)
        self.busy[worker] = _Job(index, name, monotonic() + seconds)
        worker.send(path, name)

    def _attend(self) -> None:
        """Take in one message, if there is one, and end what has gone over its limits."""
        try:
            worker, message = self.messages.get(timeout=_TICK)
        except queue.Empty:
            pass
        else:
            if worker in self.busy:
                self._take(worker, message)
        for worker, job in list(self.busy.items()):
            if monotonic() > job.deadline:
                seconds = self.limits.seconds_per_page
                self._give_up(worker, Reason.TIMEOUT, f"a page took more than {seconds:g} seconds")
            elif worker.memory() > self.limits.memory_bytes:
                self._give_up(worker, Reason.MEMORY, "reading took too much memory")

    def _take(self, worker: Worker, message: Message) -> None:
        job = self.busy[worker]
        if message is None:
            self._give_up(worker, Reason.CRASHED, worker.epitaph())
        elif isinstance(message, Document | Unreadable):
            self.done[job.index] = message
            del self.busy[worker]
            self._rest(worker, message)
        elif isinstance(message, int):
            job.deadline = monotonic() + self.limits.seconds_per_page
        else:
            self._give_up(worker, Reason.CRASHED, "the reading process sent no document")

    def _rest(self, worker: Worker, outcome: Outcome) -> None:
        """A worker that ran out of memory is not used again."""
        if isinstance(outcome, Unreadable) and outcome.reason is Reason.MEMORY:
            worker.kill()
        else:
            self.idle.append(worker)

    def _give_up(self, worker: Worker, reason: Reason, message: str) -> None:
        job = self.busy.pop(worker)
        worker.kill()
        self.done[job.index] = unreadable(job.name, reason, message)


def _refusal(path: Path, name: str, limits: Limits) -> Unreadable | None:
    """Return why a file is not even tried: a folder, gone, larger than is allowed."""
    try:
        if not path.is_file():
            what = "this is a folder" if path.is_dir() else "there is no such file"
            return unreadable(name, Reason.UNREADABLE, what)
        size = path.stat().st_size
    except OSError as error:
        return unreadable(name, Reason.UNREADABLE, error.strerror or "the file cannot be opened")
    if size > limits.bytes:
        most = limits.bytes / 1024**2
        return unreadable(name, Reason.TOO_LARGE, f"the file is larger than {most:.0f} MB")
    return None
