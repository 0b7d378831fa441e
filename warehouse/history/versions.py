"""Versions: the published file and the earlier ones that were kept, by the run that made each."""

import shutil
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from warehouse.asking import ask
from warehouse.connection import open_read_only, open_writable
from warehouse.errors import WarehouseError, clear_errors
from warehouse.kept import previous_versions
from warehouse.runs import Run
from warehouse.structure import bring_up_to_date, is_up_to_date

PUBLISHED, PREVIOUS = "published", "previous"


@dataclass(frozen=True)
class Version:
    """A file that holds the warehouse as one run left it; without a run, it was never filled."""

    path: Path
    run_id: str | None


@dataclass(frozen=True)
class KeptRun(Run):
    """A run that built the warehouse, and the file that holds it so, where that was kept."""

    file: Path | None = None


class UnknownVersionError(ValueError):
    """No version has that name; the message says which there are."""


def versions(path: Path) -> list[Version]:
    """Return the published version, then the earlier ones, the newest first.

    A kept file that cannot be opened is left out. Raises ``WarehouseError`` where the
    published one cannot be.
    """
    earlier = [version for version in map(_version, previous_versions(path)) if version]
    with clear_errors(path):
        return [Version(path, _run_of(path)), *earlier]


def version_named(path: Path, name: str) -> Path:
    """Return the file that ``name`` means: a run, the start of one, or a file.

    ``published`` and ``previous`` are names too. Raises ``UnknownVersionError`` where there
    is no such version, or more than one.
    """
    if name == PUBLISHED:
        return path
    if name == PREVIOUS:
        return _previous(path)
    for given in (Path(name), path.parent / name):
        if given.is_file():
            return given
    known = {version.run_id: version.path for version in reversed(versions(path))}
    meant = [file for run, file in known.items() if run and run.startswith(name)]
    if len(meant) != 1:
        listed = ", ".join(sorted(run for run in known if run)) or "none"
        raise UnknownVersionError(f"{name!r} names no version that is kept; kept are {listed}")
    return meant[0]


@contextmanager
def up_to_date(path: Path) -> Iterator[Path]:
    """Yield a version in the structure of today: itself, or a copy that was migrated.

    Raises ``WarehouseError`` where it cannot be opened, or is of a later Oogst.
    """
    with clear_errors(path), closing(open_read_only(path)) as connection:
        is_fit = is_up_to_date(connection, path)
    if is_fit:
        yield path
        return
    with TemporaryDirectory() as folder:
        copy = Path(folder) / path.name
        with clear_errors(path):
            shutil.copyfile(path, copy)
            with closing(open_writable(copy)) as connection:
                bring_up_to_date(connection, path)
        yield copy


def runs(path: Path) -> list[KeptRun]:
    """Return every run that a version knows of, the newest first, and the file it left.

    Raises ``WarehouseError`` where the published version cannot be opened.
    """
    found = versions(path)
    files = {version.run_id: version.path for version in reversed(found)}
    told = {row["run_id"]: row for version in found for row in _rows(version.path)}
    by_start = sorted(told.values(), key=lambda row: (row["started_at"], row["run_id"]))
    return [KeptRun(**row, file=files.get(row["run_id"])) for row in reversed(by_start)]


def _previous(path: Path) -> Path:
    published, *earlier = versions(path)
    before = [version.path for version in earlier if version.run_id != published.run_id]
    if not before:
        raise UnknownVersionError(f"no version before {path.name} is kept")
    return before[0]


def _version(path: Path) -> Version | None:
    try:
        with clear_errors(path):
            return Version(path, _run_of(path))
    except WarehouseError:
        return None


def _run_of(path: Path) -> str | None:
    with closing(open_read_only(path)) as connection:
        is_up_to_date(connection, path)
        # The one that was written down last, whatever a clock that jumped back called it.
        row = connection.execute("SELECT last(run_id ORDER BY rowid) FROM stored.runs").fetchone()
    return row[0] if row else None


def _rows(path: Path) -> list[dict[str, Any]]:
    with up_to_date(path) as version, closing(open_read_only(version)) as connection:
        return ask(connection, "runs")
