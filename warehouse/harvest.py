"""What the flow hands over for each file: read, with its records, or not read, with the reason."""

import datetime as dt
import hashlib
from collections import Counter
from dataclasses import dataclass, field

from schemas.document import Document, FileState, Reason, Unreadable
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


@dataclass(frozen=True)
class Summary:
    """What a run tells of one file: how its reading ended, and how many records it holds."""

    document_id: str | None
    path: str
    state: FileState
    reason: Reason | None
    message: str | None
    records: Counter[str] = field(default_factory=Counter)
    """By type of record."""


def summary_of(one: Harvest | Failure) -> Summary:
    """Return what a run tells of a file that was read, or was not."""
    if isinstance(one, Failure):
        return Summary(**one.unreadable.model_dump())
    told = one.document.model_dump(include={"document_id", "path", "state", "reason"})
    records = Counter(record.record_type for record in one.extraction.records())
    return Summary(**told, message=one.message, records=records)


def id_of_path(path: str) -> str:
    """Return the id that stands for a file whose bytes could not be read."""
    return hashlib.sha256(f"path\x1f{path}".encode()).hexdigest()[:16]
