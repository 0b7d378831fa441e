"""The tense of a clause: ``wij houden in januari een telling`` lies ahead, ``hielden`` behind."""

from bisect import bisect_left
from dataclasses import dataclass

from spacy.tokens import Doc

# "Wij vergelijken": a plural is written, and often tagged, like its infinitive.
_PRESENT, _PAST = ("WW|pv|tgw", "WW|inf|vrij"), ("WW|pv|verl",)


@dataclass(frozen=True)
class Tenses:
    """Where the finite verbs of a text begin, in order, by tense; none where nobody tagged them."""

    present: tuple[int, ...] = ()
    past: tuple[int, ...] = ()

    def tells_present(self, start: int, end: int) -> bool:
        """Whether verbs stand between ``start`` and ``end``, and none of them in the past."""
        return _stands(self.present, start, end) and not _stands(self.past, start, end)


UNTAGGED = Tenses()
"""The tenses of a text that no model has read."""


def tenses_of(doc: Doc) -> Tenses:
    """Return the tenses of ``doc`` as its tagger read them."""
    return Tenses(_beginnings(doc, _PRESENT), _beginnings(doc, _PAST))


def _beginnings(doc: Doc, tags: tuple[str, ...]) -> tuple[int, ...]:
    return tuple(token.idx for token in doc if token.tag_.startswith(tags))


def _stands(beginnings: tuple[int, ...], start: int, end: int) -> bool:
    first = bisect_left(beginnings, start)
    return first < len(beginnings) and beginnings[first] < end
