"""What the passage classifier looks at: the features of each sentence in its surroundings.

A feature is a short string such as ``cue=ask_verb`` or ``previous:duty``. N-grams run over
words and over the *skeleton* of a sentence (``wij WW:pv:tgw:mv de N:soort op``), so that
one on detention teaches something about one on school meals.
"""

import itertools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from extractors.passages.constructions import constructions
from extractors.passages.unit import Unit

_WORD = re.compile(r"\w+")
_YEAR = re.compile(r"20\d\d")


@dataclass(frozen=True)
class Features:
    """The features of a unit, by the three groups that training weighs apart."""

    construction: tuple[str, ...]
    surroundings: tuple[str, ...]
    words: tuple[str, ...]


def features(units_of_doc: Sequence[Unit]) -> list[Features]:
    """Return the features of each unit, given all units of a document."""
    year = _first_year(units_of_doc)
    return [
        Features(
            tuple(dict.fromkeys(constructions(unit, year))),
            tuple(dict.fromkeys(_surroundings(units_of_doc, index))),
            tuple(dict.fromkeys(_words(unit))),
        )
        for index, unit in enumerate(units_of_doc)
    ]


def _first_year(all_units: Sequence[Unit]) -> int | None:
    years = (word for unit in all_units for word in unit.words if _YEAR.fullmatch(word))
    return next((int(year) for year in years), None)


def _words(unit: Unit) -> Iterator[str]:
    words, lemmas = unit.words, unit.lemmas
    yield from (f"w={word}" for word in words)
    yield from (f"l={lemma}" for lemma in lemmas)
    yield from (f"p={lemma[:5]}" for lemma in lemmas if len(lemma) > 6)
    yield from (f"2={a} {b}" for a, b in itertools.pairwise(words))
    skeleton = ("^", *unit.skeleton, "$")
    yield from (f"s={a} {b}" for a, b in itertools.pairwise(skeleton))
    triples = zip(skeleton, skeleton[1:], skeleton[2:], strict=False)
    for a, b, c in triples:
        yield f"s={a} {b} {c}"
        yield f"s={a} _ {c}"
    yield from (f"t={tag}" for tag in unit.tags)
    for place in range(min(3, len(words))):
        yield f"at{place}={unit.skeleton[place]}"
        yield f"at{place}={unit.tags[place]}"
        yield f"end{place}={unit.skeleton[-1 - place]}"


def _surroundings(all_units: Sequence[Unit], index: int) -> Iterator[str]:
    unit = all_units[index]
    for word in _WORD.findall(f"{unit.section.heading} {unit.section.question_text}".lower()):
        yield f"above={word}"
    for name, step in (("previous", -1), ("next", 1)):
        place = index + step
        if 0 <= place < len(all_units):
            yield from _neighbour(name, all_units[place])
    lead_in = _lead_in(all_units, index)
    if lead_in:
        yield from (f"leadin={cue}" for cue in lead_in.cues)
        yield from (f"leadin:l={lemma}" for lemma in lead_in.lemmas)


def _neighbour(name: str, other: Unit) -> Iterator[str]:
    if other.asks:
        yield f"{name}=heading"
        return
    yield f"{name}:block={other.block_kind}"
    yield from (f"{name}:{cue}" for cue in other.cues)
    yield from (f"{name}:{tag}" for tag in other.tags if tag.startswith("WW:pv"))
    if not other.words[-1].isalnum():
        yield f"{name}:ends={other.words[-1]}"


def _lead_in(all_units: Sequence[Unit], index: int) -> Unit | None:
    """The line before a list: ``Wij vragen de gemeente:``."""
    if all_units[index].block_kind != "list_item":
        return None
    for other in reversed(all_units[max(0, index - 25) : index]):
        if other.block_kind != "list_item":
            return other
    return None
