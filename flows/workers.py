"""Worker processes that have the Dutch model, one document after another in each.

They are forked from one process that has loaded the model. So it is loaded once, what it
holds is shared, and in the place of a worker that had to be killed stands another at once.
"""

import os
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from multiprocessing import forkserver, set_forkserver_preload
from typing import TypeVar

from extractors.read.pool import Pool
from extractors.read.worker import BeginStep, Step, Trouble, WorkerSettings, interrupts_held
from flows.logs import writing_logs_as_here
from flows.settings import PREFIX, Settings

MEMORY = 3 * 1024**3
"""Bytes that one worker may hold."""

_MOST = 4  # workers that are started unasked: together they may take 12 GB
_PRELOADED = "flows.preloaded"

Job = TypeVar("Job")
Result = TypeVar("Result")


def workers_of(settings: Settings) -> int:
    """Return how many processes work at once: as many as are set, or one for each core."""
    return settings.workers or min(_MOST, len(os.sched_getaffinity(0)))


def in_workers(
    jobs: Iterable[Job],
    do: Callable[[Job, BeginStep], Result],
    failed: Callable[[Job, Trouble], Result],
    results: tuple[type, ...],
    first: Step,
    settings: Settings,
) -> Iterator[Result]:
    """Yield what ``do`` makes of each job, in their order, or what ``failed`` makes of it.

    ``do`` must be something that another process can import; ``first`` is what it begins with.
    """
    begin = writing_logs_as_here()
    worker = WorkerSettings(do, MEMORY, first, begin, start="forkserver")
    with _preloading(settings), interrupts_held():
        forkserver.ensure_running()
    pool: Pool[Job, Result] = Pool(workers_of(settings), worker, results, failed)
    yield from pool.outcomes(jobs)


@contextmanager
def _preloading(settings: Settings) -> Iterator[None]:
    """Let the process that workers are forked from, when it starts, find the settings of here."""
    set_forkserver_preload([_PRELOADED])
    told = {"MODEL": settings.model, "RECOMMENDATIONS": settings.recommendations}
    ours = {f"{PREFIX}{name}": str(value) for name, value in told.items() if value}
    before = {name: os.environ.get(name) for name in ours}
    os.environ.update(ours)
    try:
        yield
    finally:
        for name, value in before.items():
            os.environ.pop(name)
            if value is not None:
                os.environ[name] = value
