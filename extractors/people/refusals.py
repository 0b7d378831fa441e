"""Refusals: what looks like the name of a person and is none.

Streets, schools and saints are named after people, an April is mostly a month, and a
letter before a heading is no initial.
"""

import re

from spacy.tokens import Doc

from extractors.findings import found
from extractors.organisations.places import Places
from extractors.people.patterns import pattern, rule

GUESSES = frozenset({"model", "pattern"})
"""Steps that find organisations no register knows: a person may have been taken for one."""
NEAR = 60
"""Characters beside a name that say what it is."""

_PLACES = frozenset({"GPE", "LOC"})


class Refusals:
    """What in one document is something else than a person."""

    def __init__(self, doc: Doc) -> None:
        self.doc = doc
        self.text = doc._.clean.text
        bodies = found(doc, "organisations")
        self._bodies = Places((b.start, b.end) for b in bodies if b.step not in GUESSES)
        self._guesses = Places((b.start, b.end) for b in bodies if b.step in GUESSES)
        self._dates = Places((date.start, date.end) for date in found(doc, "dates"))
        self._places = Places((e.start_char, e.end_char) for e in doc.ents if e.label_ in _PLACES)

    def is_taken(self, start: int, end: int) -> bool:
        """Tell whether an organisation or a date stands there."""
        return not (self._bodies.is_free(start, end) and self._dates.is_free(start, end))

    def is_named_after(self, start: int, end: int) -> bool:
        """Tell whether a street, a school or a saint bears the name."""
        after = self.text[end : end + NEAR]
        more = pattern("(?: <family>){0,2}").match(after)
        whole = self.text[start:end] + (more[0] if more else "")
        return bool(
            rule("none", "before").search(self.text, max(0, start - NEAR), start)
            or rule("none", "after").search(after)
            or rule("none", "street").search(whole)
            or self.is_taken(start, end)
        )

    def is_family(self, start: int, end: int) -> bool:
        """Tell whether what follows a first name can be a family name."""
        family = self.text[start:end]
        refused = ("not_family", "not_behind_van", "street")
        is_other = any(rule("none", key).search(family) for key in refused)
        return not (is_other or self.is_taken(start, end))

    def may_be(self, start: int, end: int, is_sure: bool = False) -> bool:
        """Tell whether words that no register knows can be a name at all.

        ``is_sure`` where the words around them outweigh what the model takes them for.
        """
        refused = (
            self.is_named_after(start, end)
            or rule("none", "not_family").search(self.text[start:end])
            or self._is_word(start, end)
            or self._is_placed(start, end)
        )
        is_other = not (self._guesses.is_free(start, end) and self._places.is_free(start, end))
        return not refused and (is_sure or not is_other)

    def stands_out(self, start: int, end: int) -> bool:
        """Tell whether a first name that is a word too is a name here.

        It stands inside a sentence, and is neither date nor place: ``voorbeeld April``.
        """
        before = self.text[max(0, start - NEAR) : start]
        after = self.text[end : end + NEAR]
        if rule("none", "surely_after").search(after):
            return True
        return bool(
            pattern(r"(?:[<lower>,;]|[<lower>]:) $").search(before)
            and not rule("none", "not_alone_before").search(before)
            and not rule("none", "not_alone_after").search(after)
            and self._places.is_free(start, end)
        )

    def is_label(self, match: re.Match[str]) -> bool:
        """Tell whether one initial is the letter of a heading: ``Tafel C. Een dak``."""
        start = match.start()
        before = self.text[max(0, start - NEAR) : start]
        if " " not in match["family"] and self._is_word(*match.span("family")):
            return True
        line = self.text[match.end() : match.end() + NEAR].split("\n")[0]
        signed = before.endswith(",\n\n") or rule("row", "signed").search(line)
        opens = not before or before.endswith("\n")
        return bool(rule("none", "label").search(before) or (opens and not signed))

    def _is_placed(self, start: int, end: int) -> bool:
        """The document itself is elsewhere in it: ``in Waalwijk``."""
        word = re.escape(self.text[start:end])
        placed = rule("none", "placed").pattern
        return bool(re.search(rf"{placed}{word}\b", self.text))

    def _is_word(self, start: int, end: int) -> bool:
        """The document itself writes it small elsewhere: ``Lunch``, ``Agenda``."""
        words = self.text[start:end].split()
        return any(re.search(rf"\b{re.escape(word.lower())}\b", self.text) for word in words)
