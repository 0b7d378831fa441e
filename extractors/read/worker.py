"""A process that reads files for its parent, and the parent's end of the line to it."""

import contextlib
import logging
import os
import queue
import signal
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from multiprocessing import get_context, parent_process
from multiprocessing.connection import Connection
from pathlib import Path
from pickle import UnpicklingError
from typing import Any

import psutil

from extractors.read.outcome import TooManyPagesError, unreadable
from schemas.document import Document, Reason, Unreadable

Message = Document | Unreadable | int | None
"""What a worker says: an outcome, the page that it begins, or (None) that it is no more."""

_NOT_OURS = (EOFError, OSError, UnpicklingError, ValueError, AttributeError, ImportError)
_GRACE = 5.0  # seconds
_HERE = 0  # the page that a worker names when it has started

_log = logging.getLogger(__name__)


@dataclass(frozen=True)
class WorkerSettings:
    """What a worker reads with, and what it may take."""

    reader: Callable[..., Document | Unreadable]
    memory_bytes: int
    pages: int
    begin: Callable[[], None] | None = None
    """What the process does first, such as to log as its parent does."""


@contextlib.contextmanager
def interrupts_held() -> Iterator[None]:
    """Ctrl-C is for this process: one that is started meanwhile never hears of it."""
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


class Worker:
    """A reading process, as its parent sees it."""

    def __init__(
        self, settings: WorkerSettings, messages: "queue.Queue[tuple[Worker, Message]]"
    ) -> None:
        context = get_context("spawn")
        self.connection, theirs = context.Pipe()
        self.process = context.Process(target=work, args=(theirs, settings), daemon=True)
        with interrupts_held():
            self.process.start()
        theirs.close()
        self.ready = False
        threading.Thread(target=self._listen, args=(messages,), daemon=True).start()

    def send(self, path: Path, name: str) -> None:
        """Ask the process to read a file; that it died meanwhile shows in its messages."""
        with contextlib.suppress(OSError):
            self.connection.send((path, name))

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
    """Read files until the parent is gone. What the reader prints goes nowhere."""
    _behave(settings.memory_bytes)
    if settings.begin:
        settings.begin()
    connection.send(_HERE)
    while True:
        try:
            path, name = connection.recv()
        except (EOFError, OSError):
            return
        connection.send(_outcome(connection, settings, path, name))


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


def _outcome(connection: Connection, settings: WorkerSettings, path: Path, name: str) -> Any:
    def progress(page: int, pages: int) -> None:
        if pages > settings.pages:
            raise TooManyPagesError(f"{pages} pages, more than {settings.pages}")
        connection.send(page)

    try:
        return _logged(settings.reader(path, name, progress))
    except TooManyPagesError as error:
        return unreadable(name, Reason.TOO_LARGE, str(error))
    except MemoryError:
        return unreadable(name, Reason.MEMORY, "reading took too much memory")
    except Exception as error:  # noqa: BLE001 - whatever a reader raises costs one file
        return unreadable(name, Reason.CRASHED, f"the reader failed ({type(error).__name__})")


def _logged(outcome: Any) -> Any:
    """Log how reading ended; by its id, since the name of a file may be a child's."""
    if isinstance(outcome, Document):
        _log.debug("document %s is %s", outcome.document_id, outcome.state)
    elif isinstance(outcome, Unreadable):
        _log.debug("a document is %s", outcome.reason)
    return outcome
