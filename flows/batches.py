"""Batches: some documents at a time are read and extracted, here or on another machine.

What comes of a batch is a shard, kept where whoever made it and whoever loads it both reach.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from flows.harvest import harvest
from flows.plan import Task
from flows.settings import Settings
from flows.shards import Shards
from flows.versions import refuse_other_versions
from warehouse.shards import shard_of

SIZE = 25
"""Documents in a batch: a step of Prefect costs more than a document may."""


@dataclass(frozen=True)
class Batch:
    """Some of the documents that are new; ``number`` counts batches from 1."""

    number: int
    of: int
    tasks: tuple[Task, ...]

    @property
    def name(self) -> str:
        """What Prefect's page calls the reading of it."""
        return f"read and extract {self.number} of {self.of}: {len(self.tasks)} documents"


@dataclass(frozen=True)
class Harvesting:
    """How the batches of a run are harvested: all that a machine must know that has none of it."""

    settings: Settings
    imported: str
    """The Committee's recommendations that were imported, as CSV."""
    versions: dict[str, str]
    """What the records depend on beside the documents, where the flow runs."""
    run_id: str
    shards: Shards

    def harvest(self, batch: Batch) -> None:
        """Read the documents of ``batch``, extract their records, and keep both as a shard.

        Raises ``OtherVersionError`` on a machine that would make other records.
        """
        refuse_other_versions(self.versions, self.imported, self.settings)
        harvested = harvest(batch.tasks, self.settings, imported=self.imported)
        self.shards.keep(batch.number, shard_of(harvested, self.run_id))


def batches(tasks: tuple[Task, ...], size: int = SIZE) -> Iterator[Batch]:
    """Yield tasks in batches, in their order."""
    starts = range(0, len(tasks), size)
    for number, start in enumerate(starts, start=1):
        yield Batch(number, len(starts), tasks[start : start + size])
