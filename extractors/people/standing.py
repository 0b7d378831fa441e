"""Standing: whether a person is named in a public role, or is private.

Children, young people and all who go by first name are private, whatever else is said of
them. A full name is public where a role or an organisation stands beside it.
"""

from collections.abc import Sequence
from enum import StrEnum
from typing import Any

from spacy.tokens import Doc

from extractors.findings import found
from extractors.people.names import Name
from extractors.people.patterns import pattern, rule, rules

_NEAR = 160  # characters; "de minister van Volksgezondheid, Welzijn en Sport, mede namens …"


class Standing(StrEnum):
    """How a person is named."""

    PRIVATE = "private"
    PUBLIC = "public"


def standings(doc: Doc, names: Sequence[Name]) -> dict[Name, Standing]:
    """Return how each of ``names`` stands in ``doc``, by all that the document says of it."""
    around = Surroundings(doc)
    young = {name for name in names if around.is_young(name)}
    public = {name for name in names if name not in young and around.is_public(name)}
    private_names = {name.text for name in young}
    found: dict[Name, Standing] = {}
    for name in names:
        is_public = name in public or (name.text not in private_names and _is_again(name, public))
        found[name] = Standing.PUBLIC if is_public and name not in young else Standing.PRIVATE
    return found


def _is_again(name: Name, public: set[Name]) -> bool:
    """Someone public: by the same name, by family name, or later on by first name."""
    if name.given and name.family:
        return any(name.text == other.text for other in public)
    if name.family:
        return any(name.family_word == other.family_word for other in public)
    return any(
        other.family and name.given_words == other.given_words and other.start < name.start
        for other in public
    )


class Surroundings:
    """What stands around the names of one document."""

    def __init__(self, doc: Doc) -> None:
        self._doc = doc
        self._text = doc._.clean.text
        self._bodies = found(doc, "organisations")

    def is_young(self, name: Name) -> bool:
        """Something beside ``name`` says child, young person or private part."""
        return any(self._speaks(evidence, name) for evidence in rules("private"))

    def is_public(self, name: Name) -> bool:
        """A role or an organisation stands beside ``name``."""
        if name.family:
            return name.rule == "office" or self._has_role(name) or self._has_organisation(name)
        return self._holds_office(name)

    def _holds_office(self, name: Name) -> bool:
        """``minister Helder``: behind an office, one name is a family name."""
        before = self._text[max(0, name.start - 40) : name.start]
        return bool(pattern(r"(?i:<office>) (?:<title> )*$").search(before))

    def _has_role(self, name: Name) -> bool:
        return any(self._speaks(evidence, name) for evidence in rules("public"))

    def _speaks(self, evidence: dict[str, Any], name: Name) -> bool:
        before, after = self._around(name, across=bool(evidence.get("across")))
        needs_after, needs_before = evidence.get("needs_after"), evidence.get("needs_before")
        if needs_after and not pattern(needs_after).search(after):
            return False
        if needs_before and not pattern(needs_before).search(before):
            return False
        side = before if evidence["side"] == "before" else after
        match = pattern(evidence["pattern"]).search(side)
        if match and evidence.get("verbless"):
            start = name.start - len(before)
            return self._is_verbless(start + match.start(), start + match.end())
        return match is not None

    def _is_verbless(self, start: int, end: int) -> bool:
        """``de minister vertelde Lars Westra`` gives Lars Westra no office."""
        span = self._doc.char_span(start, end, alignment_mode="contract")
        return span is None or not any(token.pos_ in ("VERB", "AUX") for token in span)

    def _around(self, name: Name, across: bool) -> tuple[str, str]:
        before = self._text[max(0, name.start - _NEAR) : name.start]
        after = self._text[name.end : name.end + _NEAR]
        if across:
            return before, after
        return before.split("\n\n")[-1], after.split("\n\n")[0]

    def _has_organisation(self, name: Name) -> bool:
        after = self._text[name.end : name.end + _NEAR]
        if rule("organisation", "abbreviation").search(after):
            return True
        youth = rule("words", "youth_body")
        return any(
            rule("organisation", "behind").search(self._text[name.end : body.start])
            if 0 <= body.start - name.end < 40
            else 0 <= name.start - body.end < 8
            and rule("organisation", "before").search(self._text[body.end : name.start])
            for body in self._bodies
            if not youth.search(self._text[body.start : body.end])
        )
