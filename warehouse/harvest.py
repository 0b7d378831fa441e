"""What the flow hands over for each file: read, with its records, or not read, with the reason."""

import datetime as dt
import hashlib
from dataclasses import dataclass

from schemas.document import Document, Unreadable
from schemas.follow_up import FollowUpPassage
from schemas.records import DocumentIdentity, Extraction


@dataclass(frozen=True)
class FileFacts:
    """What the file system tells of a file."""

    sha256: str | None = None
    bytes: int | None = None
    modified: dt.datetime | None = None


@dataclass(frozen=True)
class MadeWith:
    """The version of all that records depend on beside the file, part by part; None if unknown."""

    rules: str | None = None
    register: str | None = None
    model: str | None = None
    reader: str | None = None
    settings: str | None = None
    manifest: str | None = None


@dataclass(frozen=True)
class Harvest:
    """One document that was read, and what was found in it.

    ``lemmas`` holds, for each block in turn, its words in dictionary form, where anyone
    worked them out; ``follow_up`` what it promises, and what it tells of others' promises.
    ``message`` says, for people, why it was not wholly read.
    """

    document: Document
    extraction: Extraction
    file: FileFacts = FileFacts()
    extraction_version: str | None = None
    made_with: MadeWith = MadeWith()
    lemmas: tuple[str | None, ...] = ()
    follow_up: tuple[FollowUpPassage, ...] = ()
    message: str | None = None


@dataclass(frozen=True)
class Failure:
    """One file that could not be read; its identity where the manifest tells it."""

    unreadable: Unreadable
    file: FileFacts = FileFacts()
    identity: DocumentIdentity | None = None
    extraction_version: str | None = None
    made_with: MadeWith = MadeWith()

    @property
    def document_id(self) -> str:
        """The id of its bytes, or of its path where not even the bytes were read."""
        return self.unreadable.document_id or id_of_path(self.unreadable.path)


def id_of_path(path: str) -> str:
    """Return the id that stands for a file whose bytes could not be read."""
    return hashlib.sha256(f"path\x1f{path}".encode()).hexdigest()[:16]
