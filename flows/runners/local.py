"""The local runner: one batch after another, each on all cores of this machine."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from prefect.utilities.annotations import quote

from flows.batches import Batch, Harvesting
from flows.runners import Each, Step


@contextmanager
def runner(_address: str | None) -> Iterator[Each]:
    """Yield what does a step for each batch here."""
    yield _one_after_another


def _one_after_another(step: Step, batches: Sequence[Batch], how: Harvesting) -> None:
    for batch in batches:
        step.with_options(task_run_name=batch.name)(quote(batch), quote(how))
