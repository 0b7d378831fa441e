"""People: who is named in a document, and who of them is private.

A person is one name in one document: who is called minister once is public throughout, and
who is called a pupil once is private throughout.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from spacy.language import Language
from spacy.tokens import Doc

from extractors.findings import Finding, found, keep
from extractors.organisations import FoundOrganisation
from extractors.organisations.places import Places
from extractors.people.mentions import mentions_of
from extractors.people.names import Name
from extractors.people.refusals import GUESSES
from extractors.people.search import names_in
from extractors.people.standing import Standing, standings

__all__ = [
    "FoundPerson",
    "PrivatePeople",
    "Standing",
    "find",
    "people",
    "private_people",
    "private_tokens",
]


@dataclass(frozen=True, kw_only=True)
class FoundPerson(Finding):
    """A person where it is named; offsets are clean, half-open."""

    name: str
    """As it is written there, without titles."""
    standing: Standing
    words: tuple[str, ...] = ()
    """The parts of a private person's name that give it away on their own."""


@dataclass(frozen=True)
class PrivatePeople:
    """Whom to mask in one document: where they stand, and the words of their names."""

    places: tuple[tuple[int, int], ...] = ()
    """Where private people are named, in source offsets."""
    words: tuple[str, ...] = ()
    spared: tuple[tuple[int, int], ...] = ()
    """Where others are named: public people, organisations such as ``Jantje Beton``."""
    others: frozenset[str] = frozenset()
    """Their names."""


@Language.component("people")
def people(doc: Doc) -> Doc:
    """Find the people of ``doc``."""
    return keep(doc, "people", find(doc))


def find(doc: Doc) -> list[FoundPerson]:
    """Return the people that ``doc`` names; private ones at each place that names them."""
    names = names_in(doc)
    standing = standings(doc, names)
    spared = frozenset(n.family_word for n in names if standing[n] is Standing.PUBLIC)
    persons = [_person(name, standing[name], spared) for name in names]
    taken = Places((p.start, p.end) for p in persons if p.standing is Standing.PRIVATE)
    others = Places((other.start, other.end) for other in _others(doc, persons))
    text = doc._.clean.text
    for start, end in mentions_of(_words(persons), text):
        if taken.is_free(start, end) and others.is_free(start, end):
            taken.take(start, end)
            persons.append(_mention(text[start:end], start, end))
    return persons


def private_people(doc: Doc) -> PrivatePeople:
    """Return whom to mask in the document of ``doc``."""
    persons = found(doc, "people")
    private = [p for p in persons if p.standing is Standing.PRIVATE]
    others = list(_others(doc, persons))
    source = doc._.clean.source
    return PrivatePeople(
        tuple(source(person.start, person.end) for person in private),
        _words(private),
        tuple(source(other.start, other.end) for other in others),
        frozenset(other.name for other in others),
    )


def private_tokens(doc: Doc) -> frozenset[int]:
    """Return the numbers of the tokens of ``doc`` that name private people."""
    private = (p for p in found(doc, "people") if p.standing is Standing.PRIVATE)
    spans = (doc.char_span(p.start, p.end, alignment_mode="expand") for p in private)
    return frozenset(token.i for span in spans if span is not None for token in span)


def _person(name: Name, standing: Standing, spared: frozenset[str]) -> FoundPerson:
    telling = [*name.given_words]
    if name.family and name.family_word not in spared:
        telling.append(name.family)
    return FoundPerson(
        start=name.start,
        end=name.end,
        rule=f"people.{name.rule}",
        name=name.text,
        standing=standing,
        words=tuple(telling) if standing is Standing.PRIVATE else (),
    )


def _mention(text: str, start: int, end: int) -> FoundPerson:
    rule = "people.again"
    return FoundPerson(start=start, end=end, rule=rule, name=text, standing=Standing.PRIVATE)


def _others(doc: Doc, persons: Iterable[FoundPerson]) -> Iterator[FoundOrganisation | FoundPerson]:
    """Who keeps a name that a private person may share.

    Not the one of whom someone private may be the first name: of ``Lars`` and
    ``voorzitter Lars Westra``, who may be one, neither keeps it.
    """
    listed = list(persons)
    alone = {word for person in listed if person.words == (person.name,) for word in person.words}
    for person in listed:
        if person.standing is Standing.PUBLIC and not alone & set(person.name.split()):
            yield person
    yield from (body for body in found(doc, "organisations") if body.step not in GUESSES)


def _words(persons: Iterable[FoundPerson]) -> tuple[str, ...]:
    return tuple(sorted({word for person in persons for word in person.words}))
