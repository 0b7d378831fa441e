"""Discover: which files of the raw folder are documents, and which may not be read."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from flows.manifest import NAME as MANIFEST
from schemas.document import FileState, Reason, Unreadable

_NOT_DOCUMENTS = {MANIFEST, "README.md", "LICENSE", "LICENSE.md", ".DS_Store", "Thumbs.db"}
_NOT_FOLDERS = {"sources", "__pycache__"}
_ID_LENGTH = 16


class RawFolderError(Exception):
    """The raw folder is missing, empty or no folder; the message is one line for people."""


@dataclass(frozen=True)
class RawFile:
    """A file as it lies in the raw folder."""

    path: Path
    name: str
    """Its path under the raw folder, with forward slashes."""


def discover(raw: Path) -> tuple[list[RawFile], list[Unreadable]]:
    """Return the files under ``raw`` by name, and those that lead out of it.

    The manifest, README files, scripts and hidden files are no documents. Raises
    ``RawFolderError`` where there is no folder or nothing in it.
    """
    if not raw.exists():
        raise RawFolderError(f"{raw}: no such folder")
    if not raw.is_dir():
        raise RawFolderError(f"{raw}: is a file, not a folder")
    files, outside = [], []
    for path in sorted(_walk(raw)):
        name = path.relative_to(raw).as_posix()
        if path.resolve().is_relative_to(raw.resolve()):
            files.append(RawFile(path, name))
        else:
            outside.append(_outside(name))
    if not files and not outside:
        raise RawFolderError(f"{raw}: no documents in this folder")
    return files, outside


def document_id(path: Path) -> str:
    """Return the id of a file: the first 16 hex digits of the SHA-256 of its bytes.

    Raises ``OSError`` where the file cannot be opened.
    """
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()[:_ID_LENGTH]


def _walk(folder: Path) -> Iterator[Path]:
    for entry in folder.iterdir():
        if entry.name.startswith(".") or entry.name in _NOT_DOCUMENTS:
            continue
        if entry.is_dir() and not entry.is_symlink():
            if entry.name not in _NOT_FOLDERS:
                yield from _walk(entry)
        elif entry.suffix != ".py":
            yield entry


def _outside(name: str) -> Unreadable:
    return Unreadable(
        path=name,
        state=FileState.QUARANTINED,
        reason=Reason.OUTSIDE_RAW,
        message="a link that leads out of the raw folder",
    )
