"""One writer at a time: a lock that the operating system lets go of when its holder dies."""

import datetime as dt
import errno
import fcntl
import logging
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from warehouse.errors import WarehouseLocked, clear_errors

_PAUSE = 0.1

_log = logging.getLogger(__name__)


@contextmanager
def sole_writer(path: Path, wait: float = 0) -> Iterator[None]:
    """Hold the lock of the warehouse at ``path``, waiting for it for ``wait`` seconds.

    Infinity waits as long as it takes. Raises ``WarehouseLocked`` naming the process that
    holds it and since when, and ``WarehouseError`` where nothing can be written there. The
    lock file stays behind: whoever deletes it could let two writers in.
    """
    with clear_errors(path):
        _refuse_closed(path.parent)
        file = path.with_name(f"{path.name}.lock").open("a+", encoding="utf-8")
    with file:
        _take(file, path, wait)
        _name_holder(file, f"process {os.getpid()} since {dt.datetime.now():%Y-%m-%d %H:%M:%S}")
        try:
            yield
        finally:
            _name_holder(file, "")


def _refuse_closed(folder: Path) -> None:
    """Before hours of reading, see that what comes of it can be written."""
    folder.mkdir(parents=True, exist_ok=True)
    if not os.access(folder, os.W_OK):
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))


def _take(file: IO[str], path: Path, wait: float) -> None:
    if _taken(file):
        return
    if wait:
        _log.warning("%s; waiting", _held(file, path))
    until = time.monotonic() + wait
    while time.monotonic() < until:
        time.sleep(_PAUSE)
        if _taken(file):
            return
    raise WarehouseLocked(_held(file, path))


def _taken(file: IO[str]) -> bool:
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def _held(file: IO[str], path: Path) -> str:
    file.seek(0)
    return f"{path} is being written by {file.read() or 'another process'}"


def _name_holder(file: IO[str], holder: str) -> None:
    """A full disk has no room for the name; the lock holds without it."""
    try:
        os.ftruncate(file.fileno(), 0)
        os.pwrite(file.fileno(), holder.encode(), 0)
    except OSError:
        _log.debug("no room to say who writes")
