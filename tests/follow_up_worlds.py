"""Small worlds of a few documents: what is linked in them, and what should be."""

import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from extractors import follow_up as passages
from extractors.extraction import records_of
from extractors.nlp import annotate
from flows.follow_up import follow_up
from flows.manifest import ManifestRow
from schemas.document import Document
from tests.documents import document_of
from tests.pipeline import pipeline
from tests.warehouse_factory import empty_warehouse
from warehouse.connection import Connection
from warehouse.harvest import Harvest
from warehouse.load import load

World = dict[str, Any]
_FOLDER = Path(__file__).parent / "cases" / "follow_up"


@dataclass(frozen=True)
class Link:
    """What a world should link, or the warehouse did link: a piece of each quote."""

    promise: str
    evidence: str
    verdict: str | None = None
    timing: str | None = None

    def fits(self, found: "Link") -> bool:
        """Tell whether the link that was found is this one."""
        pairs = ((self.promise, found.promise), (self.evidence, found.evidence))
        return all(" ".join(mine.split()) in " ".join(its.split()) for mine, its in pairs)


@dataclass
class Outcome:
    """What was right, wrong and missed in one or more worlds."""

    right: list[Link]
    wrong: list[Link]
    missed: list[Link]
    misread: list[tuple[Link, Link]]
    friends: list[Link]

    def __add__(self, other: "Outcome") -> "Outcome":
        """Put two outcomes together."""
        mine, its = vars(self), vars(other)
        return Outcome(**{name: mine[name] + its[name] for name in mine})

    @property
    def precision(self) -> float:
        """How many of the links that were found are right."""
        return len(self.right) / max(1, len(self.right) + len(self.wrong))

    @property
    def recall(self) -> float:
        """How many of the links that should be were found."""
        return len(self.right) / max(1, len(self.right) + len(self.missed))


NOTHING = Outcome([], [], [], [], [])


def worlds(name: str) -> list[World]:
    """Return the worlds of one file."""
    text = (_FOLDER / f"{name}.toml").read_text(encoding="utf-8")
    found: list[World] = tomllib.loads(text)["world"]
    return found


def harvest_of(document: Document, year: int | None = None) -> Harvest:
    """Return what a run would load of ``document``."""
    given = ManifestRow(path=document.path, year=year) if year else None
    doc = annotate(document, pipeline(), given)
    extraction = records_of(doc)
    return Harvest(
        document, extraction, follow_up=passages.passages_of(doc, extraction.commitments)
    )


def warehouse_of(world: World) -> Connection:
    """Return a warehouse with the documents of ``world``, followed up."""
    return followed_up([_harvest(told) for told in world["document"]])


def followed_up(harvests: Sequence[Harvest]) -> Connection:
    """Return a warehouse with ``harvests`` in it, followed up."""
    connection = empty_warehouse()
    load(connection, harvests, "run-1")
    follow_up(connection)
    return connection


def outcome_of(world: World) -> Outcome:
    """Return how the links in a world compare with those that should be there."""
    linked = links_in(warehouse_of(world))
    expected = [Link(**told) for told in world.get("link", ())]
    allowed = [Link(**told) for told in world.get("also", ())]
    friends = [Link(**told) for told in world.get("friend", ())]
    right, missed, misread = [], [], []
    for link in expected:
        fitting = [found for found in linked if link.fits(found)]
        (right if fitting else missed).append(link)
        misread += [(link, found) for found in fitting[:1] if not _reads_alike(link, found)]
    known = [*expected, *allowed]
    wrong = [found for found in linked if not any(link.fits(found) for link in known)]
    fallen_for = [friend for friend in friends if any(friend.fits(found) for found in linked)]
    return Outcome(right, wrong, missed, misread, fallen_for)


def links_in(connection: Connection) -> list[Link]:
    """Return all links of a warehouse."""
    rows = connection.execute(
        "SELECT quote, evidence_quote, verdict, timing FROM commitment_follow_up_details"
    )
    return [Link(*row) for row in rows.fetchall()]


def _reads_alike(link: Link, found: Link) -> bool:
    return link.verdict in (None, found.verdict) and link.timing in (None, found.timing)


def _harvest(told: dict[str, Any]) -> Harvest:
    return harvest_of(document_of(told["text"].strip() + "\n", told["path"]), told.get("year"))
