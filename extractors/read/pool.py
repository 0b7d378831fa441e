"""A pool of processes that can be killed: a bad job costs that job alone.

A few workers do one job after another. Each tells of every step that it begins, so a time
limit is for a page and not for a file. A worker that hangs, dies, takes too much memory or
sends rubbish is replaced, and its job ends with a reason.
"""

import queue
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from time import monotonic
from typing import Generic, TypeVar, cast

from extractors.read.worker import Message, Step, Trouble, Worker, WorkerSettings
from schemas.document import Reason

Job = TypeVar("Job")
Result = TypeVar("Result")

_TICK = 0.2  # seconds between two looks at the clock and the memory
_START = 120.0  # seconds that a worker has to begin with its first job
_AHEAD = 4  # jobs that wait for each worker, or whose results wait for their turn
_FULL = 0.5  # of its memory that a worker may hold between two jobs


@dataclass
class _Given(Generic[Job]):
    """A job that a worker does, the step it is at, and until when that may take."""

    index: int
    job: Job
    step: Step
    deadline: float

    def begin(self, step: Step) -> None:
        self.step, self.deadline = step, monotonic() + step.seconds


class Pool(Generic[Job, Result]):
    """``size`` workers; ``failed`` makes a result of a job that has none.

    What a worker sends for a result must be of one of the classes ``results``.
    """

    def __init__(
        self,
        size: int,
        settings: WorkerSettings,
        results: tuple[type, ...],
        failed: Callable[[Job, Trouble], Result],
    ) -> None:
        self.size = max(1, size)
        self.settings = settings
        self.results = results
        self.failed = failed
        self.messages: queue.Queue[tuple[Worker, Message]] = queue.Queue()
        self.idle: list[Worker] = []
        self.busy: dict[Worker, _Given[Job]] = {}
        self.done: dict[int, Result] = {}

    def outcomes(self, jobs: Iterable[Job]) -> Iterator[Result]:
        """Yield the result of each job, in their order; then, or when closed, end all workers."""
        try:
            yield from self._outcomes(enumerate(jobs))
        finally:
            for worker in (*self.idle, *self.busy):
                worker.kill()

    def _outcomes(self, waiting: Iterator[tuple[int, Job]]) -> Iterator[Result]:
        following, is_last = 0, False
        while not is_last or self.busy or self.done:
            room = self.size * _AHEAD - len(self.done)
            while not is_last and len(self.busy) < min(self.size, room):
                given = next(waiting, None)
                is_last = given is None
                if given is not None:
                    self._start(*given)
            if following in self.done:
                yield self.done.pop(following)
                following += 1
            elif self.busy:
                self._attend()

    def _start(self, index: int, job: Job) -> None:
        worker = self.idle.pop() if self.idle else Worker(self.settings, self.messages)
        first = self.settings.first
        deadline = monotonic() + first.seconds + (0 if worker.ready else _START)
        self.busy[worker] = _Given(index, job, first, deadline)
        worker.send(job)

    def _attend(self) -> None:
        """Take in one message, if there is one, and end what has gone over its limits."""
        try:
            worker, message = self.messages.get(timeout=_TICK)
        except queue.Empty:
            pass
        else:
            if worker in self.busy:
                self._take(worker, message)
        for worker, given in list(self.busy.items()):
            if monotonic() > given.deadline:
                late = f"{given.step.what} took more than {given.step.seconds:g} seconds"
                self._give_up(worker, Trouble(Reason.TIMEOUT, late))
            elif worker.memory() > self.settings.memory_bytes:
                self._give_up(worker, Trouble(Reason.MEMORY, "reading took too much memory"))

    def _take(self, worker: Worker, message: Message) -> None:
        given = self.busy[worker]
        if message is None:
            self._give_up(worker, Trouble(Reason.CRASHED, worker.epitaph()))
        elif isinstance(message, Step):
            given.begin(message)
        elif isinstance(message, Trouble):
            self._give_up(worker, message)
        elif isinstance(message, self.results):
            del self.busy[worker]
            self.done[given.index] = cast(Result, message)
            self._rest(worker)
        else:
            rubbish = "the reading process sent no document"
            self._give_up(worker, Trouble(Reason.CRASHED, rubbish))

    def _rest(self, worker: Worker) -> None:
        """What a process has held once it seldom gives back: a full one is replaced."""
        if worker.memory() > _FULL * self.settings.memory_bytes:
            worker.kill()
        else:
            self.idle.append(worker)

    def _give_up(self, worker: Worker, trouble: Trouble) -> None:
        given = self.busy.pop(worker)
        worker.kill()
        self.done[given.index] = self.failed(given.job, trouble)
