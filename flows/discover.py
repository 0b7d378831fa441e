"""Discover: which files of the raw folder are documents, and which may not be read."""

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from flows.locations import far_errors, forget_listings, listed
from flows.manifest import NAME as MANIFEST
from schemas.document import FileState, Reason, Unreadable

_NOT_DOCUMENTS = {MANIFEST, "README.md", "LICENSE", "LICENSE.md", ".DS_Store", "Thumbs.db"}
_NOT_FOLDERS = {"sources", "__pycache__"}


class RawFolderError(Exception):
    """The raw folder is missing, empty or no folder; the message is one line for people."""


@dataclass(frozen=True)
class RawFile:
    """A file as it lies in the raw folder."""

    path: Path
    name: str
    """Its path under the raw folder, with forward slashes."""


def discover(raw: Path) -> tuple[list[RawFile], list[Unreadable]]:
    """Return the files under ``raw`` by name, and what in it must not or cannot be opened.

    The manifest, README files, scripts and hidden files are no documents. Raises
    ``RawFolderError`` where there is no folder or nothing in it.
    """
    forget_listings(raw)
    refuse_no_folder(raw)
    met = list(_walk(raw, raw))
    if not met:
        raise RawFolderError(f"{raw}: no documents in this folder")
    files = [one for one in met if isinstance(one, RawFile)]
    return files, [one for one in met if isinstance(one, Unreadable)]


def refuse_no_folder(raw: Path) -> None:
    """Raise ``RawFolderError`` where ``raw`` is not there, or no folder."""
    try:
        with far_errors():
            if not raw.exists():
                raise RawFolderError(f"{raw}: no such folder")
            if not raw.is_dir():
                raise RawFolderError(f"{raw}: is a file, not a folder")
    except OSError as error:
        raise RawFolderError(f"{raw}: cannot be opened: {error.strerror or error}") from error


def _walk(folder: Path, raw: Path) -> Iterator[RawFile | Unreadable]:
    try:
        with far_errors():
            entries = listed(folder)
    except OSError as error:
        if folder == raw:
            raise RawFolderError(f"{raw}: cannot be listed: {error.strerror}") from error
        yield _refused(_name(folder, raw), Reason.UNREADABLE, "a folder that cannot be listed")
        return
    for entry in entries:
        if entry.name.startswith(".") or entry.name in _NOT_DOCUMENTS:
            continue
        if entry.is_dir() and not entry.is_symlink():
            if entry.name not in _NOT_FOLDERS:
                yield from _walk(entry, raw)
        elif entry.suffix != ".py":
            yield _met(entry, raw)


def _met(path: Path, raw: Path) -> RawFile | Unreadable:
    if not path.is_symlink() or _real(path).is_relative_to(_real(raw)):
        return RawFile(path, _name(path, raw))
    message = "a link that leads out of the raw folder"
    return _refused(_name(path, raw), Reason.OUTSIDE_RAW, message)


def _real(path: Path) -> Path:
    """Unlike Path.resolve(), this takes a link that leads to itself."""
    return Path(os.path.realpath(path))


def _name(path: Path, raw: Path) -> str:
    """Bytes that are no UTF-8, as in a name of old Windows, are replaced: no table holds them."""
    return os.fsencode("/".join(path.parts[len(raw.parts) :])).decode("utf-8", "replace")


def _refused(name: str, reason: Reason, message: str) -> Unreadable:
    return Unreadable(path=name, state=FileState.QUARANTINED, reason=reason, message=message)
