"""The folder of shards: what batches came to, until it is loaded.

It lies beside the warehouse, or where the setting ``shards`` says; where batches go to other
machines, that must be a place that they reach too.
"""

import hashlib
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from flows.locations import far_errors, is_far
from flows.private_files import keep_privately
from flows.settings import Settings
from warehouse.shards import ShardError

_NOT_REACHED = (
    "cannot be read; workers and this machine must both reach the folder that `shards` names"
)


@dataclass(frozen=True)
class Shards:
    """The shards of one run, by the number of their batch."""

    folder: Path

    def keep(self, number: int, shard: bytes) -> None:
        """Keep a shard; one of the same number gives way. Raises ``ShardError``."""
        with _clear_errors(self._path(number), "cannot be written"):
            keep_privately(self._path(number), shard)

    def read(self, count: int) -> Iterator[bytes]:
        """Yield the shards 1 to ``count``. Raises ``ShardError`` where one is not to be had."""
        for number in range(1, count + 1):
            with _clear_errors(self._path(number), _NOT_REACHED):
                shard = self._path(number).read_bytes()
            yield shard

    def _path(self, number: int) -> Path:
        return self.folder / f"{number:06}.parquet"


@contextmanager
def shards_of(warehouse: Path, run_id: str, settings: Settings) -> Iterator[Shards]:
    """Yield the folder for the shards of a run, who is the sole writer of ``warehouse``.

    Afterwards it is gone, and so is what runs left that were killed. ``settings`` name where
    shards are kept (``Settings.at``).
    """
    assert settings.shards is not None
    of_warehouse = hashlib.blake2b(os.fsencode(warehouse.resolve()), digest_size=6).hexdigest()
    folder = settings.shards / of_warehouse
    _delete(folder)
    try:
        yield Shards(folder / run_id)
    finally:
        _delete(folder)


def _delete(folder: Path) -> None:
    if not is_far(folder):
        shutil.rmtree(folder, ignore_errors=True)
        with suppress(OSError):  # of other warehouses, perhaps
            folder.parent.rmdir()
        return
    far: Any = folder
    with _clear_errors(folder, "cannot be deleted"):
        if folder.exists():
            far.rmdir(recursive=True)


@contextmanager
def _clear_errors(path: Path, what: str) -> Iterator[None]:
    try:
        with far_errors():
            yield
    except OSError as error:
        raise ShardError(f"{path} {what} ({error.strerror or error})") from error
