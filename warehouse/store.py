"""The published warehouse: read in short connections, built aside, put in place in one step."""

import datetime as dt
import glob
import logging
import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from warehouse.checks import check, losses, record_counts
from warehouse.connection import Connection, open_read_only, open_writable
from warehouse.errors import WarehouseError, clear_errors
from warehouse.full_text import index_blocks
from warehouse.lock import sole_writer
from warehouse.structure import bring_up_to_date, refuse_other_versions

KEPT = 3
"""How many earlier versions stay beside the published one."""

_log = logging.getLogger(__name__)


@contextmanager
def connect(path: Path) -> Iterator[Connection]:
    """Open the published warehouse for reading; it stays as it is, whoever publishes meanwhile.

    Raises ``WarehouseError`` where it is missing, damaged or of another version, and
    ``WarehouseLocked`` where another process has opened the file itself for writing.
    """
    if not path.is_file():
        raise WarehouseError(f"{path} is not there; `oogst ingest` makes it")
    with clear_errors(path), closing(open_read_only(path)) as connection:
        refuse_other_versions(connection, path)
        yield connection


@contextmanager
def building(
    path: Path, wait: float = 0, warn: Callable[[str], None] = _log.warning
) -> Iterator[Connection]:
    """Yield a copy of the warehouse to write to; publish it when all is done and sound.

    Where anything raises, or a check fails, the published file stays as it was. ``warn`` is
    told where much less came out than before. Raises ``WarehouseLocked`` where another
    process is building and does not finish within ``wait`` seconds.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    aside = path.with_name(f"{path.name}.building")
    with sole_writer(path, wait):
        try:
            with closing(_begin(path, aside)) as connection:
                before = record_counts(connection)
                yield connection
                _finish(connection, path)
                for line in losses(before, record_counts(connection)):
                    warn(line)
            _publish(aside, path)
        finally:
            _clear(aside)


def previous_versions(path: Path) -> list[Path]:
    """Return the earlier versions that were kept, the newest first."""
    kept = f"{glob.escape(path.stem)}.????????T??????.*Z{path.suffix}"
    return sorted(path.parent.glob(kept), reverse=True)


def _begin(path: Path, aside: Path) -> Connection:
    _clear(aside)  # of a build that was killed
    with clear_errors(path):
        if path.exists():
            shutil.copyfile(path, aside)
        connection = open_writable(aside)
        try:
            bring_up_to_date(connection, path)
        except BaseException:
            connection.close()
            raise
        return connection


def _finish(connection: Connection, path: Path) -> None:
    with clear_errors(path):
        check(connection)
        index_blocks(connection)
        connection.execute("CHECKPOINT")


def _publish(aside: Path, path: Path) -> None:
    with clear_errors(path):
        _flush(aside)
        if path.exists():
            _keep(path)
        # Left by someone who wrote to the published file: it does not belong to the new one.
        path.with_name(f"{path.name}.wal").unlink(missing_ok=True)
        aside.replace(path)
        _flush(path.parent)
    for old in previous_versions(path)[KEPT:]:
        old.unlink()


def _keep(path: Path) -> None:
    made = dt.datetime.fromtimestamp(path.stat().st_mtime, dt.UTC)
    kept = path.with_name(f"{path.stem}.{made:%Y%m%dT%H%M%S.%f}Z{path.suffix}")
    kept.unlink(missing_ok=True)
    try:
        kept.hardlink_to(path)
    except OSError:  # a file system without links
        shutil.copy2(path, kept)


def _flush(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _clear(aside: Path) -> None:
    aside.unlink(missing_ok=True)
    aside.with_name(f"{aside.name}.wal").unlink(missing_ok=True)
    shutil.rmtree(aside.with_name(f"{aside.name}.tmp"), ignore_errors=True)
