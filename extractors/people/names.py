"""Names: the places of a text that look like the name of a person.

The register of first names finds most of them. The model adds full names of which it does
not know the first, and the words around a name those that nobody knows: ``zegt Shurandy``.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from spacy.tokens import Doc

from extractors.findings import found
from extractors.organisations.places import Places
from extractors.people.first_names import is_also_ordinary, is_first_name
from extractors.people.patterns import pattern, rule, rules

_NEAR = 60  # characters before a name that may show that it is none
GUESSES = frozenset({"model", "pattern"})
"""Steps that find what no register knows: a name may have been taken for a body."""
_OWNED = frozenset({"NOUN", "ADJ", "NUM", "PROPN"})
_PLACES = frozenset({"GPE", "LOC"})


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
        return _bare(self.family)


def names_in(doc: Doc) -> list[Name]:
    """Return the names of people in ``doc``, in the order of the text, none over another."""
    reader = _Reader(doc)
    certain = _apart(
        [*reader.courteous(), *reader.initialled(), *reader.listed(), *reader.in_office()]
    )
    known = _apart([*certain, *reader.modelled(), *reader.unlisted()])
    return _apart([*known, *reader.in_a_row(known)])


class _Reader:
    def __init__(self, doc: Doc) -> None:
        self.doc, self.text = doc, doc.text
        organisations = found(doc, "organisations")
        self._bodies = Places((o.start, o.end) for o in organisations if o.step not in GUESSES)
        self._guesses = Places((o.start, o.end) for o in organisations if o.step in GUESSES)
        self._dates = Places((date.start, date.end) for date in found(doc, "dates"))
        self._places = Places((e.start_char, e.end_char) for e in doc.ents if e.label_ in _PLACES)

    def listed(self) -> Iterator[Name]:
        """First names of the register, with the family name that may follow."""
        for match in pattern(r"(?<![\w@./-])<word>(?!@)").finditer(self.text):
            given = self._without_genitive(match)
            if not is_first_name(given) or self._is_none(match.start(), match.end()):
                continue
            name = self._whole(match.start(), match.start() + len(given), "first_name")
            if name.family or not is_also_ordinary(given) or self._stands_out(name):
                yield name

    def initialled(self) -> Iterator[Name]:
        """``R. Janga-Winklaar``; the letter before a heading is no initial: ``A. Gelijke``."""
        shape = pattern(r"(?<![\w.])(?P<given><initials>)(?P<family><family>)")
        for match in shape.finditer(self.text):
            is_label = match["given"].count(".") == 1 and self._is_label(match)
            if not is_label and self._is_family(*match.span("family")):
                yield Name(*match.span(), match["given"].strip(), match["family"], "initials")

    def courteous(self) -> Iterator[Name]:
        """``mevrouw Croes``"""
        for match in rule("courtesy", "pattern").finditer(self.text):
            if self._bodies.is_free(*match.span("name")):
                yield Name(*match.span("name"), "", match["name"], "courtesy")

    def in_office(self) -> Iterator[Name]:
        """``Gezaghebber Thielman``"""
        for match in pattern(r"(?i:<office>) (?:<title> )*(?P<name><family>)").finditer(self.text):
            if self._is_family(*match.span("name")):
                yield Name(*match.span("name"), "", match["name"], "office")

    def modelled(self) -> Iterator[Name]:
        """Full names that the model proposes where the words around speak for a person."""
        shape = pattern(r"(?P<given><word>) (?P<family>(?:<word> )?<family>)")
        for entity in self.doc.ents:
            match = shape.match(self.text, entity.start_char, entity.end_char)
            if entity.label_ == "PERSON" and match and self._is_spoken_of(*match.span()):
                yield Name(*match.span(), match["given"], match["family"], "model")

    def _is_spoken_of(self, start: int, end: int) -> bool:
        before = self.text[max(0, start - _NEAR) : start]
        after = self.text[end : end + _NEAR]
        beside = rule("modelled", "before").search(before) or rule("modelled", "after").search(
            after
        )
        return bool(beside) and self._may_be(start, end)

    def unlisted(self) -> Iterator[Name]:
        """First names that only the words around them betray."""
        for way in rules("unlisted"):
            for match in pattern(way["pattern"]).finditer(self.text):
                if self._may_be_first(*match.span("name")):
                    yield self._whole(*match.span("name"), way["id"])

    def in_a_row(self, known: Iterable[Name]) -> Iterator[Name]:
        """A word beside a known first name, or a label as it is: ``Isabel: …; Yope: …``."""
        for name in known:
            yield from self._neighbours(name)
        labels = list(rule("row", "label").finditer(self.text))
        starts = {name.start for name in known if not name.family}
        for label in labels:
            near = [other for other in labels if abs(other.start() - label.start()) < 200]
            if any(other.start("name") in starts for other in near):
                yield from self._taken(label, "row_label")

    def _neighbours(self, name: Name) -> Iterator[Name]:
        before = rule("row", "before").search(self.text, max(0, name.start - _NEAR), name.start)
        if before and not name.family:
            yield from self._taken(before, "row")
        end = name.end
        while after := rule("row", "behind").search(self.text[end : end + _NEAR]):
            start, end = end + after.start("name"), end + after.end("name")
            whole = self._whole(start, end, "row")
            if not self._may_be_first(start, end) or bool(whole.family) != bool(name.family):
                break
            yield whole
            end = whole.end

    def _taken(self, match: re.Match[str], kind: str) -> Iterator[Name]:
        if self._may_be_first(*match.span("name")):
            yield Name(*match.span("name"), match["name"], "", kind)

    def _may_be_first(self, start: int, end: int) -> bool:
        word = self.text[start:end]
        return self._may_be(start, end) and not rule("none", "not_family").search(word)

    def _whole(self, start: int, end: int, kind: str) -> Name:
        """The name that begins with the first name at ``start``, as far as it goes."""
        chunks = list(self._chunks(end))
        while len(chunks) > 1 and is_first_name(chunks[0][0]):
            end = chunks.pop(0)[1]
        family, family_end = chunks[0] if chunks else ("", end)
        return Name(start, family_end, self.text[start:end], family, kind)

    def _chunks(self, end: int) -> Iterator[tuple[str, int]]:
        """The names behind a first name with their ends: ``Anna Maria van der Loo`` has two."""
        while match := pattern(r" (?P<family><family>)").match(self.text, end):
            if not self._is_family(*match.span("family")):
                return
            yield match["family"], match.end()
            end = match.end()

    def _is_family(self, start: int, end: int) -> bool:
        family = self.text[start:end]
        return not (
            rule("none", "not_family").search(family)
            or rule("none", "not_behind_van").search(family)
            or rule("none", "street").search(family)
            or not self._bodies.is_free(start, end)
            or not self._dates.is_free(start, end)
        )

    def _is_label(self, match: re.Match[str]) -> bool:
        """One letter at the head of a block, or before a word: ``Tafel C. Een dak``."""
        start = match.start()
        before = self.text[max(0, start - 3) : start]
        if " " not in match["family"] and self._is_word(*match.span("family")):
            return True
        if rule("none", "label").search(self.text[max(0, start - 20) : start]):
            return True
        line = self.text[match.end() : match.end() + _NEAR].split("\n")[0]
        signed = before.endswith(",\n\n") or rule("row", "signed").search(line)
        return (start == 0 or before.endswith("\n")) and not signed

    def _is_none(self, start: int, end: int) -> bool:
        """Streets, schools and saints bear the names of people."""
        return bool(
            rule("none", "before").search(self.text, max(0, start - 20), start)
            or rule("none", "after").search(self.text[end : end + _NEAR])
            or rule("none", "street").search(self._line(start, end))
            or not self._bodies.is_free(start, end)
            or not self._dates.is_free(start, end)
        )

    def _without_genitive(self, match: re.Match[str]) -> str:
        """``Isabels fiets`` is Isabel's; ``Wijnands mikt`` is a family name."""
        stripped = re.sub(r"['’]?s$", "", match[0])
        if is_first_name(match[0]) or not is_first_name(stripped):
            return match[0]
        owned = self.doc.char_span(match.end(), match.end() + 2, alignment_mode="expand")
        is_owner = owned is not None and any(t.pos_ in _OWNED for t in owned if not t.is_space)
        return stripped if is_owner else match[0]

    def _line(self, start: int, end: int) -> str:
        """The name with the capitalised words behind it: ``Johan de Wittlaan``."""
        shape = pattern(r"(?: <family>){0,2}")
        after = shape.match(self.text, end)
        return self.text[start : after.end() if after else end]

    def _may_be(self, start: int, end: int) -> bool:
        return (
            not self._is_none(start, end)
            and self._guesses.is_free(start, end)
            and self._places.is_free(start, end)
            and not self._is_word(start, end)
        )

    def _is_word(self, start: int, end: int) -> bool:
        """The document itself writes it small elsewhere: ``Lunch``, ``Agenda``."""
        words = self.text[start:end].split()
        return any(re.search(rf"\b{re.escape(word.lower())}\b", self.text) for word in words)

    def _stands_out(self, name: Name) -> bool:
        """A first name that is a word too: inside a sentence, and neither date nor place."""
        before = self.text[max(0, name.start - _NEAR) : name.start]
        if any(
            pattern(way["pattern"]).search(self.text[name.start : name.start + _NEAR])
            for way in rules("unlisted")
            if way["id"] == "age"
        ):
            return True
        return bool(
            pattern(r"(?:[<lower>,;]|[<lower>]:) $").search(before)
            and not rule("none", "not_alone_before").search(before)
            and not rule("none", "not_alone_after").search(self.text[name.end : name.end + 20])
            and self._places.is_free(name.start, name.end)
        )


def _bare(family: str) -> str:
    return pattern("^(?:<particle> )+").sub("", family)


def _apart(names: list[Name]) -> list[Name]:
    """Of two names that overlap the longer stands."""
    kept: list[Name] = []
    taken = Places()
    for name in sorted(names, key=lambda name: (name.start - name.end, name.start)):
        if taken.is_free(name.start, name.end):
            taken.take(name.start, name.end)
            kept.append(name)
    return sorted(kept, key=lambda name: name.start)
