"""The Dask runner: each batch on a worker of a Dask cluster, on this machine or on many.

What a worker of Dask is given it does as this machine would: in a process of its own that can be
killed, forked from one that has loaded the model. When the worker itself dies, Dask gives its
batch to another.
"""

import logging
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from functools import partial
from multiprocessing import current_process
from typing import Any

from distributed import Client, KilledWorker, LocalCluster, WorkerPlugin
from distributed.client import FutureCancelledError
from prefect_dask.task_runners import DaskTaskRunner

from extractors.read.worker import interrupts_held
from flows.batches import Batch, Harvesting
from flows.runners import Each, RunnerError, Step
from flows.settings import read_settings
from flows.workers import workers_of

_PATIENCE = 300  # seconds: a cluster may have to start the first of its machines
_PLUGIN = "oogst"
_NOISY = ("distributed", "tornado")


class ParentOfReaders(WorkerPlugin):
    """Lets a worker of Dask start processes: it is a daemon, and those may have no children."""

    def setup(self, worker: object) -> None:  # noqa: ARG002 - Dask gives it
        """Take that mark away; the processes end with their parent all the same."""
        current_process().daemon = False


@contextmanager
def runner(address: str | None) -> Iterator[Each]:
    """Yield what does a step for each batch at ``address``, or on a cluster of this machine.

    Raises ``RunnerError`` where no scheduler or no worker answers.
    """
    _log_where_prefect_does()
    with _cluster(address) as where, _connected(where) as dask:
        yield partial(_all_at_once, dask)


def _log_where_prefect_does() -> None:
    """People read the lines of Oogst alone; Dask and its network would write beside them."""
    for name in list(logging.root.manager.loggerDict):
        if name.partition(".")[0] in _NOISY:
            logging.getLogger(name).handlers.clear()
            logging.getLogger(name).propagate = True


@contextmanager
def _cluster(address: str | None) -> Iterator[str]:
    if address:
        yield address
        return
    with interrupts_held():  # also by the thread of Dask that will start other workers
        cluster = LocalCluster(  # type: ignore[no-untyped-call]
            n_workers=workers_of(read_settings()),
            threads_per_worker=1,
            dashboard_address=":0",
            silence_logs=logging.CRITICAL,
        )
    with cluster:
        yield cluster.scheduler_address


@contextmanager
def _connected(address: str) -> Iterator[DaskTaskRunner]:
    with DaskTaskRunner(address=address) as dask:
        client: Client = _client(dask, address)
        yield dask
        client.unregister_worker_plugin(_PLUGIN)  # type: ignore[no-untyped-call]


def _client(dask: DaskTaskRunner, address: str) -> Any:
    try:
        dask.client.wait_for_workers(1, timeout=_PATIENCE)
    except (OSError, ValueError) as error:
        raise RunnerError(f"no Dask scheduler with workers answers at {address}") from error
    dask.client.register_plugin(ParentOfReaders(), name=_PLUGIN)
    return dask.client


def _all_at_once(
    dask: DaskTaskRunner, step: Step, batches: Sequence[Batch], how: Harvesting
) -> None:
    """Dask has its own workers: each batch takes one core of them."""
    alone = replace(how, settings=how.settings.model_copy(update={"workers": 1}))
    futures = [
        dask.submit(step.with_options(task_run_name=batch.name), {"batch": batch, "how": alone})
        for batch in batches
    ]
    for batch, future in zip(batches, futures, strict=True):
        _await(future, batch)


def _await(future: Any, batch: Batch) -> None:
    try:
        future.result()
    except KilledWorker as error:
        raise RunnerError(f"{batch.name}: every Dask worker that tried it died") from error
    except FutureCancelledError as error:
        raise RunnerError(f"{batch.name}: the Dask scheduler is gone") from error
