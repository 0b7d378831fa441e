"""What a deed takes of the machine: time, processor time and memory, of its workers too."""

import threading
import time

import psutil

_PAUSE = 0.5


class Watch:
    """Watches this process and those below it from ``with`` to its end.

    ``processor`` is seconds of processor time, ``seconds`` those of the clock; ``memory`` is the
    most bytes that a process below this one was seen to hold.
    """

    def __enter__(self) -> "Watch":
        self.memory = 0
        self._is_over = threading.Event()
        self._thread = threading.Thread(target=self._look, daemon=True)
        self._thread.start()
        self._begin, self._before = time.perf_counter(), _spent()
        return self

    def __exit__(self, *_error: object) -> None:
        self.seconds, self.processor = time.perf_counter() - self._begin, _spent() - self._before
        self._is_over.set()
        self._thread.join()

    def _look(self) -> None:
        while not self._is_over.wait(_PAUSE):
            below = psutil.Process().children(recursive=True)
            self.memory = max([self.memory, *map(_held, below)])


def _spent() -> float:
    """What workers spent is told by who waited for their end: the process they are forked from."""
    own = psutil.Process().cpu_times()
    waiting = [child.cpu_times() for child in psutil.Process().children()]
    return sum(map(sum, (own[:4], *(times[:4] for times in waiting))))


def _held(process: psutil.Process) -> int:
    try:
        return int(process.memory_info().rss)
    except psutil.Error:
        return 0
