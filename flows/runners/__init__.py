"""Runners: where the batches of a nightly run are harvested, here or on a Dask cluster."""

from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from importlib import import_module
from typing import TYPE_CHECKING, Any, cast

from flows.extras import needed_for
from flows.settings import Runner

if TYPE_CHECKING:  # slow to import
    from flows.batches import Batch, Harvesting

Step = Any
"""A Prefect task: Prefect is slow to import."""

Each = Callable[[Step, Sequence["Batch"], "Harvesting"], None]
"""Does a step for each batch, and returns when all are done."""


class RunnerError(Exception):
    """Batches could not be harvested where they were to be; the message is one line."""


def opened(kind: Runner, address: str | None) -> AbstractContextManager[Each]:
    """Return what does a step for each batch: here, or on the Dask cluster at ``address``.

    Raises ``MissingLibraryError`` where Dask is wanted and is not installed; what it returns
    raises ``RunnerError``.
    """
    with needed_for(_named(kind)):
        module = import_module(f"flows.runners.{kind}")
    return cast(AbstractContextManager[Each], module.runner(address))


def refuse_missing(kind: Runner) -> None:
    """Raise ``MissingLibraryError`` where Dask is wanted and is not installed."""
    with needed_for(_named(kind)):
        if kind is Runner.DASK:
            import_module("distributed")


def _named(kind: Runner) -> str:
    return f"the runner {kind}"
