"""Places: where a quote stands in a text that may have changed around it, or a little in it."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

from rapidfuzz import fuzz

from warehouse.reviews.folding import Folded, fold

ALIKE = 90
"""How alike two quotes are at least, of 100, to be one passage that was touched up."""
CONTEXT = 80
"""How many characters on either side of a quote tell its places apart."""

_CONTEXT_ALIKE = 70
_SHORT = 20
"""A shorter one needs its context, and is not likened: ``22 april`` is not ``23 april``."""
_BLOT = "\N{FULL BLOCK}"


@dataclass(frozen=True)
class Place:
    """A stretch of a text, half-open, and how like it is to what is sought, of 100."""

    start: int
    end: int
    alike: float
    context: tuple[float, ...]
    """How like the text on either side is; a side of which nothing is known is left out."""

    @property
    def likeness(self) -> float:
        """How well the quote and its context fit together."""
        return self.alike + sum(self.context)


@dataclass(frozen=True)
class Sought:
    """A quote to be found, with the text that stood before and after it."""

    quote: str
    before: str = ""
    after: str = ""
    occurrence: int = 0
    is_mention: bool = False
    """Whether it is a name, date or number, which may stand anywhere in the text."""


def find(sought: Sought, text: Folded) -> Place | None:
    """Return where ``sought`` stands now in ``text``, in source offsets; None where it is gone.

    Of several places the one with the same context wins, then the one that comes as late in
    its order. A mention and a short quote need some of their context.
    """
    quote = fold(sought.quote).text
    if not quote:
        return None
    places = [_place(sought, text, *span) for span in exact(quote, text)]
    if not places and len(quote) >= _SHORT:
        places = [_place(sought, text, *span) for span in _nearly(quote, text)]
    if sought.is_mention or len(quote) < _SHORT:
        places = [place for place in places if _is_known(place)]
    return _best(places, sought.occurrence)


def find_near(quote: str, text: Folded, near: int) -> Place | None:
    """Return where ``quote`` stands nearest to the source offset ``near``; None if nowhere."""
    sought = Sought(quote)
    folded = fold(quote).text
    spans = [text.source(*span) for span in exact(folded, text)] if folded else []
    if not spans:
        return find(sought, text)
    start, end = min(spans, key=lambda span: abs(span[0] - near))
    return Place(start, end, alike=100, context=())


def order_of(sought: Sought, text: Folded, start: int) -> int:
    """Return how many places before ``start`` read just the same, in the same context."""
    places = [_place(sought, text, *span) for span in exact(fold(sought.quote).text, text)]
    alike = max((place.likeness for place in places), default=0)
    return sum(place.likeness == alike and place.start < start for place in places)


def exact(quote: str, text: Folded) -> Iterator[tuple[int, int]]:
    """Yield where the folded ``quote`` stands in ``text`` as whole words, in folded offsets.

    A letter that is masked on either side fits any letter.
    """
    if _BLOT in quote or _BLOT in text.text:
        places = [found.start() for found in re.finditer(f"(?={_pattern(quote)})", text.text)]
    else:
        places = [*_occurrences(quote, text.text)]
    for start in places:
        if _is_whole(text, start, start + len(quote)):
            yield start, start + len(quote)


def _occurrences(quote: str, text: str) -> Iterator[int]:
    start = text.find(quote)
    while start >= 0:
        yield start
        start = text.find(quote, start + 1)


def _pattern(quote: str) -> str:
    return "".join(_fits(letter) for letter in quote)


def _fits(letter: str) -> str:
    if letter == _BLOT:
        return rf"(?:[^\W\d_]|{_BLOT})"
    return f"[{letter}{_BLOT}]" if letter.isalpha() else re.escape(letter)


def _is_whole(text: Folded, start: int, end: int) -> bool:
    return _is_edge(text, start) and _is_edge(text, end)


def _is_edge(text: Folded, place: int) -> bool:
    """A line end is one too, though the hyphen before it was undone: ``deel 1-`` / ``Wij …``."""
    if not 0 < place < len(text.text):
        return True
    inside = text.text[place - 1].isalnum() and text.text[place].isalnum()
    return not inside or text.places[place] - text.places[place - 1] > len("-\n")


def _nearly(quote: str, text: Folded) -> Iterator[tuple[int, int]]:
    """The stretch of whole words that is most like ``quote``, where one is like it at all."""
    if len(text.text) < len(quote):
        if fuzz.ratio(quote, text.text) >= ALIKE:
            yield 0, len(text.text)
        return
    found = fuzz.partial_ratio_alignment(quote, text.text, score_cutoff=ALIKE)
    if found:
        start, end = _whole_words(quote, text, found.dest_start, found.dest_end)
        if fuzz.ratio(quote, text.text[start:end]) >= ALIKE:
            yield start, end


def _whole_words(quote: str, text: Folded, start: int, end: int) -> tuple[int, int]:
    reach = len(quote) // 10 + 12
    starts, ends = _within(text.starts, start, reach), _within(text.ends, end, reach)
    spans = [(first, last) for first in starts for last in ends if first < last]
    return max(spans, key=lambda span: fuzz.ratio(quote, text.text[slice(*span)]))


def _within(ordered: list[int], place: int, reach: int) -> list[int]:
    return ordered[bisect_left(ordered, place - reach) : bisect_right(ordered, place + reach)]


def _place(sought: Sought, text: Folded, start: int, end: int) -> Place:
    before = fold(sought.before).text[-CONTEXT:]
    after = fold(sought.after).text[:CONTEXT]
    now_before = text.text[max(start - CONTEXT - 1, 0) : start].rstrip()[-len(before) :]
    now_after = text.text[end : end + CONTEXT + 1].lstrip()[: len(after)]
    sides = tuple(
        fuzz.ratio(then, now) for then, now in ((before, now_before), (after, now_after)) if then
    )
    alike = fuzz.ratio(fold(sought.quote).text, text.text[start:end])
    return Place(*text.source(start, end), alike, sides)


def _is_known(place: Place) -> bool:
    return not place.context or max(place.context) >= _CONTEXT_ALIKE


def _best(places: list[Place], occurrence: int) -> Place | None:
    """The likest; of several in the same context, the one as far down the list as before."""
    if not places:
        return None
    most = max(place.likeness for place in places)
    equal = [place for place in places if place.likeness == most]
    return equal[min(occurrence, len(equal) - 1)]
