"""The earlier versions of a warehouse that stay beside the published one."""

import datetime as dt
import glob
import os
import shutil
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from warehouse.connection import open_read_only
from warehouse.errors import WarehouseDamaged, WarehouseError, clear_errors
from warehouse.structure import is_up_to_date

KEPT = 3
"""How many earlier versions stay."""

_TIMES = "????????T??????.*Z"
_MOMENT = "%Y%m%dT%H%M%S.%fZ"


def previous_versions(path: Path) -> list[Path]:
    """Return the earlier versions that were kept, the newest first."""
    return sorted(path.parent.glob(f"{glob.escape(path.stem)}.{_TIMES}{path.suffix}"), reverse=True)


def last_good(path: Path) -> Path | None:
    """Return the newest earlier version that can be opened; None where there is none."""
    return next((version for version in previous_versions(path) if _opens(version)), None)


@contextmanager
def last_good_offered(path: Path) -> Iterator[None]:
    """To the complaint that a published file is damaged, add which earlier version is good."""
    try:
        yield
    except WarehouseDamaged as error:
        good = last_good(path)
        if good is None:
            raise WarehouseDamaged(f"{error}; no earlier version of it is left") from error
        offer = f"the last good one is {good.name}: `oogst restore` puts it back"
        raise WarehouseDamaged(f"{error}; {offer}") from error


def put_in_place(aside: Path, path: Path) -> None:
    """Publish the file ``aside`` in one step; what was published is kept, the oldest goes."""
    _flush(aside)
    if path.exists():
        _keep(path)
    # Left by someone who wrote to the published file: it does not belong to the new one.
    path.with_name(f"{path.name}.wal").unlink(missing_ok=True)
    aside.replace(path)
    _flush(path.parent)
    for old in previous_versions(path)[KEPT:]:
        old.unlink()


def keep_before_migration(path: Path, migration: str) -> None:
    """Copy the published file to a name of its own, which no later run removes."""
    kept = path.with_name(f"{path.stem}.before-{migration}{path.suffix}")
    partial = kept.with_name(f"{kept.name}.partial")
    shutil.copy2(path, partial)
    _flush(partial)
    partial.replace(kept)


def restore(path: Path, version: Path | None = None) -> Path:
    """Publish an earlier version again, or the last good one; return which.

    Who calls holds the lock. What was published is kept among the earlier versions where it
    is sound; a damaged file is set aside under the name ``….damaged``. Raises
    ``WarehouseError`` where there is no such version, or where it cannot be opened.
    """
    chosen = version or last_good(path)
    if chosen is None or not _opens(chosen):
        raise WarehouseError(f"{chosen or path}: no earlier version that can be opened")
    aside = path.with_name(f"{path.name}.building")
    with clear_errors(path):
        shutil.copyfile(chosen, aside)
        if path.exists() and not _opens(path):
            path.replace(path.with_name(f"{path.stem}.damaged{path.suffix}"))
        put_in_place(aside, path)
    return chosen


def _opens(version: Path) -> bool:
    """Whether all of it can be read: harm within a file shows only there."""
    try:
        with clear_errors(version), closing(open_read_only(version)) as connection:
            is_up_to_date(connection, version)
            tables = "SELECT table_name FROM duckdb_tables() WHERE schema_name = 'stored'"
            for (table,) in connection.execute(tables).fetchall():
                connection.table(f"stored.{table}").filter("hash(COLUMNS(*)) = 0").fetchall()
    except WarehouseError:
        return False
    return True


def _keep(path: Path) -> None:
    kept = _named(path, dt.datetime.fromtimestamp(path.stat().st_mtime, dt.UTC))
    for newest in previous_versions(path)[:1]:
        if newest > kept:  # the clock was put back; the order of the versions is not
            kept = _named(path, _moment_of(newest, path) + dt.timedelta(microseconds=1))
    kept.unlink(missing_ok=True)
    try:
        kept.hardlink_to(path)
    except OSError:  # a file system without links
        shutil.copy2(path, kept)


def _named(path: Path, made: dt.datetime) -> Path:
    return path.with_name(f"{path.stem}.{made.strftime(_MOMENT)}{path.suffix}")


def _moment_of(version: Path, path: Path) -> dt.datetime:
    moment = version.name.removeprefix(f"{path.stem}.").removesuffix(path.suffix)
    return dt.datetime.strptime(moment, _MOMENT).replace(tzinfo=dt.UTC)


def _flush(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
