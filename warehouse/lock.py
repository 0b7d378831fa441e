"""One writer at a time: a lock that the operating system lets go of when its holder dies."""

import datetime as dt
import fcntl
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from warehouse.errors import WarehouseLocked

_PAUSE = 0.1


@contextmanager
def sole_writer(path: Path, wait: float = 0) -> Iterator[None]:
    """Hold the lock of the warehouse at ``path``, waiting for it for ``wait`` seconds.

    Raises ``WarehouseLocked`` naming the process that holds it. The lock file stays behind:
    whoever deletes it could let two writers in.
    """
    with path.with_name(f"{path.name}.lock").open("a+", encoding="utf-8") as file:
        _take(file, path, time.monotonic() + wait)
        file.truncate(0)
        file.write(f"process {os.getpid()} since {dt.datetime.now():%Y-%m-%d %H:%M:%S}")
        file.flush()
        try:
            yield
        finally:
            file.truncate(0)


def _take(file: IO[str], path: Path, until: float) -> None:
    while True:
        try:
            return fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            if time.monotonic() >= until:
                file.seek(0)
                holder = file.read() or "another process"
                raise WarehouseLocked(f"{path} is being written by {holder}") from None
        time.sleep(_PAUSE)
