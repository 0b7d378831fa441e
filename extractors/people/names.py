"""Names: the places of a text that look like the name of a person."""

from collections.abc import Iterable
from dataclasses import dataclass

from extractors.organisations.places import Places
from extractors.people.patterns import pattern


@dataclass(frozen=True)
class Name:
    """A name of a person where it stands; offsets are half-open, in characters."""

    start: int
    end: int
    given: str
    """First names or initials; empty in ``mevrouw Croes``."""
    family: str
    """With its particle, as in ``van der Loo``; empty where people go by first name."""
    rule: str

    @property
    def text(self) -> str:
        """The name as it is written."""
        return f"{self.given} {self.family}".strip()

    @property
    def given_words(self) -> tuple[str, ...]:
        """First names that tell who is meant on their own; initials do not."""
        return tuple(word for word in self.given.split() if "." not in word)

    @property
    def family_word(self) -> str:
        """The family name without its particles: ``Loo`` of ``van der Loo``."""
        return pattern("^(?:<particle> )+").sub("", self.family)


def apart(names: Iterable[Name]) -> list[Name]:
    """Return ``names`` in the order of the text; of two that overlap the longer stands."""
    kept: list[Name] = []
    taken = Places()
    for name in sorted(names, key=lambda name: (name.start - name.end, name.start)):
        if taken.is_free(name.start, name.end):
            taken.take(name.start, name.end)
            kept.append(name)
    return sorted(kept, key=lambda name: name.start)
