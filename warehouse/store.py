"""The published warehouse: read in short connections, built aside, put in place in one step."""

import logging
import shutil
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing, contextmanager
from pathlib import Path

from warehouse.checks import check, record_counts, remember_what_was_checked
from warehouse.connection import Connection, open_read_only, open_writable
from warehouse.errors import WarehouseError, clear_errors
from warehouse.kept import keep_before_migration, last_good_offered, put_in_place
from warehouse.lock import sole_writer
from warehouse.matrix import fill_year_matrix
from warehouse.runs import note_warnings
from warehouse.search.index import index_words
from warehouse.structure import bring_up_to_date, is_up_to_date, migrations_to_come
from warehouse.warnings import warnings

_log = logging.getLogger(__name__)


@contextmanager
def connect(path: Path) -> Iterator[Connection]:
    """Open the published warehouse for reading; it stays as it is, whoever publishes meanwhile.

    One of an earlier Oogst is migrated first, and a copy of it kept. Raises ``WarehouseError``
    where it is missing, damaged or of a later version, and ``WarehouseLocked`` where another
    process has opened the file itself for writing.
    """
    if not path.is_file():
        raise WarehouseError(f"{path} is not there; `oogst ingest` makes it")
    with last_good_offered(path), clear_errors(path), ExitStack() as open_files:
        connection = open_files.enter_context(closing(open_read_only(path)))
        if not is_up_to_date(connection, path):
            open_files.close()
            migrate(path)
            connection = open_files.enter_context(closing(open_read_only(path)))
        yield connection


def migrate(path: Path, wait: float = 0) -> None:
    """Bring a warehouse of an earlier Oogst up to date, where there is one; a copy is kept.

    Raises what ``building`` raises.
    """
    if path.is_file() and not _is_up_to_date(path):
        with building(path, wait):
            pass


@contextmanager
def building(
    path: Path, wait: float = 0, warn: Callable[[str], None] = _log.warning
) -> Iterator[Connection]:
    """Yield a copy of the warehouse to write to; publish it when all is done and sound.

    Where anything raises, or a check fails, the published file stays as it was. ``warn`` is
    told what is odd, such as much less than before. Raises ``WarehouseLocked`` where another
    process is building and does not finish within ``wait`` seconds.
    """
    with sole_writer(path, wait), rebuilding(path, warn) as connection:
        yield connection


@contextmanager
def rebuilding(path: Path, warn: Callable[[str], None] = _log.warning) -> Iterator[Connection]:
    """Do what ``building`` does, for who already is the ``sole_writer`` of ``path``."""
    aside = path.with_name(f"{path.name}.building")
    try:
        with closing(_begin(path, aside)) as connection, clear_errors(path, of_files=False):
            before = record_counts(connection)
            yield connection
            _finish(connection)
            told = [*warnings(connection, before)]
            note_warnings(connection, told)
            connection.execute("CHECKPOINT")
        with clear_errors(path):
            put_in_place(aside, path)
    finally:
        _clear(aside)
    for line in told:
        warn(line)


def _is_up_to_date(path: Path) -> bool:
    with last_good_offered(path), clear_errors(path), closing(open_read_only(path)) as connection:
        return is_up_to_date(connection, path)


def _begin(path: Path, aside: Path) -> Connection:
    _clear(aside)  # of a build that was killed
    with last_good_offered(path), clear_errors(path):
        path.parent.mkdir(parents=True, exist_ok=True)
        if path.exists():
            shutil.copyfile(path, aside)
        connection = open_writable(aside)
        try:
            _migrate(connection, path)
            remember_what_was_checked(connection)
        except BaseException:
            connection.close()
            raise
        return connection


def _migrate(connection: Connection, path: Path) -> None:
    if path.exists() and (to_come := migrations_to_come(connection, path)):
        keep_before_migration(path, to_come[0])
    bring_up_to_date(connection, path)


def _finish(connection: Connection) -> None:
    check(connection)
    index_words(connection)
    fill_year_matrix(connection)


def _clear(aside: Path) -> None:
    aside.unlink(missing_ok=True)
    aside.with_name(f"{aside.name}.wal").unlink(missing_ok=True)
    shutil.rmtree(aside.with_name(f"{aside.name}.tmp"), ignore_errors=True)
