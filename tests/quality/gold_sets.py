"""The sets of gold, and what the extractors find in their documents."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from extractors.extraction import extract
from extractors.nlp import load
from extractors.read import READERS, read
from schemas.document import Unreadable

HERE = Path(__file__).parent
PROJECT = HERE.parent.parent
Records = dict[str, Any]


@dataclass(frozen=True)
class GoldSet:
    """Documents with gold records: where both lie."""

    name: str
    documents: Path
    gold: Path


@dataclass(frozen=True)
class Annotated:
    """A document with its gold and what was found, both in the annotation guide's shape."""

    name: str
    gold: Records
    found: Records

    @property
    def kind(self) -> str:
        """What sort of document it is, by its gold."""
        return str(self.gold["document"].get("kind", "other"))

    @property
    def noise(self) -> str:
        """How much a copy or a scan spoiled it: clean, light or heavy."""
        return str(self.gold.get("noise", "clean"))


SETS = (
    GoldSet("samples", PROJECT / "raw" / "samples", PROJECT / "tests" / "cases" / "samples"),
    GoldSet("open", HERE / "gold" / "open", HERE / "gold" / "open"),
    GoldSet("held_out", HERE / "gold" / "held_out", HERE / "gold" / "held_out"),
    GoldSet("second_sight", HERE / "gold" / "second_sight", HERE / "gold" / "second_sight"),
    GoldSet("seeds", PROJECT.parent / "shared" / "seeds", PROJECT.parent / "shared" / "gold"),
)
"""The seeds are real documents that lie beside the project where it is developed."""


def sets_here() -> tuple[GoldSet, ...]:
    """Return the sets that this machine has."""
    return tuple(gold_set for gold_set in SETS if gold_set.gold.is_dir())


@cache
def annotated(gold_set: GoldSet) -> tuple[Annotated, ...]:
    """Return every document of a set with what is found in it now."""
    return tuple(_annotated(gold_set))


def _annotated(gold_set: GoldSet) -> Iterator[Annotated]:
    for path in sorted(gold_set.gold.glob("*.json")):
        gold = json.loads(path.read_text("utf-8"))
        yield Annotated(path.stem, gold, _found(_document(gold_set, path.stem)))


def _document(gold_set: GoldSet, stem: str) -> Path:
    near = gold_set.documents.glob(f"{stem}.*")
    return next(path for path in near if path.suffix.lower() in READERS)


def _found(path: Path) -> Records:
    document = read(path, path.name)
    if isinstance(document, Unreadable):
        raise SystemExit(f"{path.name}: {document.message}")
    return extract(document, load()).model_dump(mode="json")
