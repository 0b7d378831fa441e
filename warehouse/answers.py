"""What the queries answer: one class for the rows of each question."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from schemas.document import FileState, Reason


@dataclass(frozen=True)
class Mention:
    """A numbered recommendation that a document cites, with its clearest line."""

    code: str
    theme: str | None
    description: str | None
    citations: int
    quote: str
    record_id: str
    page: int | None
    document_id: str
    path: str
    title: str | None


@dataclass(frozen=True)
class SpokenOf:
    """A numbered recommendation that a document speaks of in other words, by its likest passage."""

    code: str
    theme: str | None
    description: str | None
    quote: str
    record_id: str
    page: int | None
    score: float
    document_id: str
    path: str
    title: str | None


@dataclass(frozen=True)
class RecommendationYear:
    """A numbered recommendation in one year: cited, or which kind of nothing."""

    cycle: str | None
    code: str
    theme: str | None
    description: str | None
    certainty: str | None
    year: int
    status: str
    citations: int
    mentioning_documents: int
    document_ids: list[str]
    quote: str | None
    documents: int
    failed_documents: int


@dataclass(frozen=True)
class CommitmentDue:
    """A commitment, what later documents tell of it, and how its deadline stands.

    ``status`` is what its own document says, ``standing`` what is known of it on the day it is
    seen from; ``follow_up`` holds the later passages. ``timing`` is closed, open_ended, overdue,
    due (its deadline is this day or began before) or upcoming; null where there is a deadline
    but no day to see it from.
    """

    record_id: str
    quote: str
    kind: str
    actors: list[str]
    due: str | None
    due_from: dt.date | None
    due_to: dt.date | None
    theme: str | None
    codes: list[str]
    status: str
    standing: str
    timing: str | None
    follow_up: list[dict[str, Any]]
    document_id: str
    path: str
    title: str | None
    year: int | None
    page: int | None


@dataclass(frozen=True)
class OrganisationYear:
    """An organisation and how often the documents of a year name it."""

    name: str
    type: str | None
    year: int | None
    mentions: int
    documents: int


@dataclass(frozen=True)
class DocumentLine:
    """A file that was met, and how reading it went."""

    document_id: str
    path: str
    kind: str | None
    year: int | None
    title: str | None
    published: str | None
    state: str
    reason: str | None
    message: str | None
    grade: str | None
    pages: int | None


@dataclass(frozen=True)
class StoredFile:
    """A file that the warehouse knows, under all its names, and what its records were made with.

    ``paths`` is empty once the file has gone; ``state`` is how reading it ended before.
    """

    document_id: str
    path: str
    paths: list[str]
    state: FileState
    reason: Reason | None
    message: str
    version: str | None


@dataclass(frozen=True)
class Why:
    """A record and the text around it; ``details`` holds all its columns."""

    record_id: str
    record_type: str
    before: str
    quote: str
    after: str
    rule: str
    confidence: float
    document_id: str
    path: str
    title: str | None
    year: int | None
    page: int | None
    start_char: int
    end_char: int
    details: dict[str, Any]


@dataclass(frozen=True)
class Hit:
    """A passage that fits the words searched for, and the records that stand in it."""

    score: float
    quote: str
    kind: str
    page: int | None
    start_char: int
    end_char: int
    document_id: str
    path: str
    title: str | None
    year: int | None
    record_ids: list[str]
