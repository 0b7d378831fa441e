"""A process that works for its parent, and the parent's end of the line to it."""

import contextlib
import logging
import os
import queue
import signal
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from multiprocessing import get_context, parent_process, resource_tracker
from multiprocessing.connection import Connection
from pickle import UnpicklingError
from typing import Any, Literal

import psutil

from schemas.document import Reason

BeginStep = Callable[[str, float], None]
"""Tells the parent what is begun (``a page``), and how many seconds that may take."""

_NOT_OURS = (EOFError, OSError, UnpicklingError, ValueError, AttributeError, ImportError)
_GRACE = 5.0  # seconds


@dataclass(frozen=True)
class Step:
    """What a worker begins, and how many seconds that may take."""

    what: str
    seconds: float


@dataclass(frozen=True)
class Trouble:
    """Why a job has no result."""

    reason: Reason
    message: str


Message = Any
"""What a worker says: a result, a ``Step``, a ``Trouble``, or (None) that it is no more."""


@dataclass(frozen=True)
class WorkerSettings:
    """What a worker does with each job, and what it may take."""

    do: Callable[[Any, BeginStep], Any]
    """A function, or something that can be called, which another process can import."""
    memory_bytes: int
    first: Step
    """What every job begins with."""
    begin: Callable[[], None] | None = None
    """What the process does first, such as to log as its parent does."""
    start: Literal["spawn", "forkserver"] = "spawn"
    """How it is started: afresh, or from a server that has loaded what all workers need."""


@contextlib.contextmanager
def interrupts_held() -> Iterator[None]:
    """Ctrl-C is for this process: one that is started meanwhile never hears of it."""
    resource_tracker.ensure_running()  # which lets interrupts through again when it starts one
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


class Worker:
    """A working process, as its parent sees it."""

    def __init__(
        self, settings: WorkerSettings, messages: "queue.Queue[tuple[Worker, Message]]"
    ) -> None:
        context: Any = get_context(settings.start)
        self.connection, theirs = context.Pipe()
        self.process = context.Process(target=work, args=(theirs, settings), daemon=True)
        with interrupts_held():
            self.process.start()
        theirs.close()
        self.ready = False
        threading.Thread(target=self._listen, args=(messages,), daemon=True).start()

    def send(self, job: Any) -> None:
        """Ask the process to do a job; that it died meanwhile shows in its messages."""
        with contextlib.suppress(OSError):
            self.connection.send(job)

    def memory(self) -> int:
        """Return how many bytes of memory the process holds."""
        try:
            return int(psutil.Process(self.process.pid).memory_info().rss)
        except psutil.Error:
            return 0

    def kill(self) -> None:
        """End the process, whatever it does."""
        self.process.kill()
        self.process.join(_GRACE)

    def epitaph(self) -> str:
        """Tell in one line how the process ended."""
        self.process.join(_GRACE)
        code = self.process.exitcode
        if code is not None and code < 0:
            return f"the reading process was killed ({signal.Signals(-code).name})"
        return f"the reading process ended by itself ({'unasked' if code is None else code})"

    def _listen(self, messages: "queue.Queue[tuple[Worker, Message]]") -> None:
        """Pass on what the process says, so that half a message never holds up the parent."""
        try:
            while True:
                message = self.connection.recv()
                self.ready = True
                messages.put((self, message))
        except _NOT_OURS:
            messages.put((self, None))
        finally:
            self.connection.close()


def work(connection: Connection, settings: WorkerSettings) -> None:
    """Do jobs until the parent is gone. What they print goes nowhere."""
    _behave(settings.memory_bytes)
    if settings.begin:
        settings.begin()
    with contextlib.suppress(EOFError, OSError):  # which says that the parent is gone
        connection.send(settings.first)
        while True:
            connection.send(_done(connection, settings, connection.recv()))


def _behave(memory_bytes: int) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
    logging.getLogger().addHandler(logging.NullHandler())  # libraries may quote the document
    threading.Thread(target=_die_with_parent, daemon=True).start()
    with contextlib.suppress(ImportError, ValueError, OSError):  # not on Windows
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (memory_bytes, memory_bytes))


def _die_with_parent() -> None:
    parent = parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


def _done(connection: Connection, settings: WorkerSettings, job: Any) -> Any:
    def begin_step(what: str, seconds: float) -> None:
        connection.send(Step(what, seconds))

    try:
        return settings.do(job, begin_step)
    except MemoryError:
        return Trouble(Reason.MEMORY, "reading took too much memory")
    except Exception as error:  # noqa: BLE001 - whatever goes wrong costs one job
        return Trouble(Reason.CRASHED, f"the reader failed ({type(error).__name__})")
