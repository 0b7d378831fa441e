"""The plan of a run: what lies in the raw folder, and what of it is new.

A file is new when its bytes are, when its row in the manifest is, or when the rules, the
registers or the model have changed since its records were made.
"""

import datetime as dt
import errno
import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from stat import S_ISREG

from extractors.read import READERS
from flows.discover import RawFile, discover
from flows.locations import far_errors, is_far
from flows.manifest import Manifest, ManifestRow, read_manifest
from flows.seen import SeenFiles
from flows.shown_files import without_names
from schemas.document import FileState, Reason, Unreadable
from warehouse.answers import StoredFile
from warehouse.harvest import FileFacts, MadeWith, id_of_path
from warehouse.query import stored_files
from warehouse.reviews.build import known_reviews
from warehouse.reviews.log import NAME as LOG
from warehouse.reviews.log import ReviewLog
from warehouse.store import connect

_AT_A_TIME = 16


@dataclass(frozen=True)
class Task:
    """A file of the raw folder with all that its records depend on."""

    file: RawFile
    document_id: str
    facts: FileFacts
    given: ManifestRow | None
    version: str
    """What its records depend on beside its bytes: extraction, reader and manifest row."""
    made_with: MadeWith
    """The same, part by part."""


@dataclass(frozen=True)
class Plan:
    """What a run has to do, and what it already knows to be wrong."""

    tasks: tuple[Task, ...]
    """What is new, one task for each document; a copy under another name is none."""
    unreadable: tuple[Unreadable, ...]
    """Files that must not or cannot be opened."""
    present: dict[str, str]
    """The document id at every path of the raw folder."""
    stored: tuple[StoredFile, ...]
    """What the warehouse has."""
    faults: tuple[str, ...]
    """One line for each fault in the manifest."""
    reviews: ReviewLog
    """What people decided about records."""
    reviewed: frozenset[str]
    """The ids of the reviews that the warehouse holds already."""

    @property
    def review_faults(self) -> list[str]:
        """One line for each damaged line of the reviews, and one if some were lost from them."""
        lost = len(self.reviewed - {review.review_id for review in self.reviews.reviews})
        kept = f"{LOG} lacks {lost} of the reviews that the warehouse holds; they stay applied"
        return [*self.reviews.faults, *([kept] if lost else [])]

    @property
    def nothing_changed(self) -> bool:
        """The warehouse already tells what the raw folder and the reviews hold."""
        known = {path: stored.document_id for stored in self.stored for path in stored.paths}
        new_reviews = {review.review_id for review in self.reviews.reviews} - self.reviewed
        return not self.tasks and known == self.present and not new_reviews


def make_plan(
    raw: Path,
    warehouse: Path,
    depends_on: Mapping[str, str],
    reviews: ReviewLog,
    check_all: bool = False,
) -> Plan:
    """Compare the raw folder and the reviews with the warehouse.

    ``depends_on`` is what the records depend on beside the documents. Bytes are hashed only
    where size or times differ from what was seen before, or ``check_all``. Raises
    ``RawFolderError`` where there is nothing to read and ``WarehouseError`` where the
    warehouse cannot be opened.
    """
    files, outside = discover(raw)
    manifest = read_manifest(raw)
    if depends_on.get("names") == "masked":
        told = without_names(files, outside, manifest)
        files, outside, manifest = told.files, told.outside, told.manifest
    stored, reviewed = _stored(warehouse)
    seen = SeenFiles(warehouse, check_all)
    tasks, closed = _tasks(files, manifest, depends_on, seen)
    seen.save()
    unreadable = (*outside, *closed)
    present = {task.file.name: task.document_id for task in tasks}
    present |= {file.path: id_of_path(file.path) for file in unreadable}
    present |= _out_of_sight(unreadable, stored)
    new, faults = _new(tasks, stored), manifest.faults
    return Plan(new, unreadable, present, stored, faults, reviews, reviewed)


def _out_of_sight(unreadable: Iterable[Unreadable], stored: Iterable[StoredFile]) -> dict[str, str]:
    """What lies in a folder that cannot be listed has not gone: its documents stay."""
    folders = tuple(f"{file.path}/" for file in unreadable)
    return {
        path: file.document_id for file in stored for path in file.paths if path.startswith(folders)
    }


def _stored(warehouse: Path) -> tuple[tuple[StoredFile, ...], frozenset[str]]:
    if not warehouse.exists():
        return (), frozenset()
    with connect(warehouse) as connection:
        reviewed = frozenset(review.review_id for review in known_reviews(connection))
        return tuple(stored_files(connection)), reviewed


def _tasks(
    files: list[RawFile], manifest: Manifest, depends_on: Mapping[str, str], seen: SeenFiles
) -> tuple[list[Task], list[Unreadable]]:
    def look_into(file: RawFile) -> Task | Unreadable:
        try:
            return _task(file, manifest.rows.get(file.name), depends_on, seen)
        except OSError as error:
            return _closed(file, error)

    looked = list(_each(files, look_into))
    tasks = [one for one in looked if isinstance(one, Task)]
    return tasks, [one for one in looked if isinstance(one, Unreadable)]


def _each(
    files: list[RawFile], look_into: Callable[[RawFile], Task | Unreadable]
) -> Iterator[Task | Unreadable]:
    """Files far away are looked into many at a time: it is waiting that takes long."""
    if not any(is_far(file.path) for file in files[:1]):
        yield from map(look_into, files)
        return
    with ThreadPoolExecutor(_AT_A_TIME) as pool:
        yield from pool.map(look_into, files)


def _task(
    file: RawFile, given: ManifestRow | None, depends_on: Mapping[str, str], seen: SeenFiles
) -> Task:
    with far_errors():
        status = file.path.stat()
        if not S_ISREG(status.st_mode):  # to open a named pipe is to wait for ever
            raise OSError(errno.EINVAL, "no regular file")
        sha256 = seen.sha256(file.path, status)
    modified = dt.datetime.fromtimestamp(status.st_mtime, dt.UTC)
    facts = FileFacts(sha256, status.st_size, modified)
    suffix = file.path.suffix.lower()  # names the reader
    version, made_with = _made_with(frozenset(depends_on.items()), given, suffix)
    return Task(file, sha256[:16], facts, given, version, made_with)


@cache  # of ten thousand files, most are made alike
def _made_with(
    versions: frozenset[tuple[str, str]], given: ManifestRow | None, suffix: str
) -> tuple[str, MadeWith]:
    depends_on = dict(versions)
    parts = {name: depends_on[name] for name in ("rules", "register", "model", "reader")}
    settings = [f"{name} {depends_on[name]}" for name in sorted(depends_on.keys() - parts.keys())]
    row = given.model_dump_json(exclude={"path"}) if given else None
    made = MadeWith(**parts, settings=", ".join(settings), manifest=row and _digest(row))
    return _digest(f"{made}{suffix}"), made


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:12]


def _closed(file: RawFile, error: OSError) -> Unreadable:
    return Unreadable(
        path=file.name,
        state=FileState.QUARANTINED,
        reason=Reason.UNREADABLE,
        message=f"cannot be opened: {(error.strerror or 'unknown error').lower()}",
    )


def _new(tasks: list[Task], stored: tuple[StoredFile, ...]) -> tuple[Task, ...]:
    """The same bytes twice are one document; the copy of which most is known speaks for it."""
    known = {file.document_id: file.version for file in stored}
    first: dict[str, Task] = {}
    for task in sorted(tasks, key=_least_known):
        first.setdefault(task.document_id, task)
    new = (task for task in first.values() if known.get(task.document_id) != task.version)
    return tuple(sorted(new, key=lambda task: task.file.name))


def _least_known(task: Task) -> tuple[bool, bool]:
    """A copy without a reader, then one that the manifest says nothing of, come last."""
    return task.file.path.suffix.lower() not in READERS, task.given is None
