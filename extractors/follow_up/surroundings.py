"""Surroundings: what a passage is about without saying so itself.

``Hij is op 10 december gelanceerd`` is about what the sentence before it names, a passage
under ``Volgende stappen met de toets`` about the toets, an answer to ``Wat kwam ervan?`` about
what was agreed above it.
"""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Container, Iterable, Iterator, Sequence
from operator import attrgetter

from spacy.tokens import Doc, Token

from extractors.findings import Finding, found
from extractors.follow_up.terms import terms_of
from extractors.passages import Passage
from extractors.rules import load_rules
from extractors.sections import Question

Stretch = tuple[int, int]
"""Where something stands in the clean text: half-open, in characters."""

_NEAR = 2  # sentences on either side in the same block


def tokens_in(doc: Doc, start: int, end: int) -> Sequence[Token]:
    """Return the tokens of a stretch of the clean text, in characters."""
    span = doc.char_span(start, end, alignment_mode="expand")
    return [token for token in span or () if not token.is_space]


class Surroundings:
    """The terms around the passages of one document, and how much each counts there."""

    def __init__(self, doc: Doc, hidden: Container[int]) -> None:
        self.doc = doc
        self.hidden = hidden
        self.of_block: dict[int, list[Stretch]] = defaultdict(list)
        self.agreed: dict[str, list[Stretch]] = defaultdict(list)
        self.headings: dict[str, dict[str, float]] = {}
        for sentence in doc.sents:
            place = doc._.clean.place_at(sentence.start_char)
            if place is not None:
                self.of_block[place].append((sentence.start_char, sentence.end_char))
        for passage in doc._.passages:
            if passage.question is Question.AGREED:
                self.agreed[passage.section.heading].append((passage.start, passage.end))

    def terms(self, passage: Passage) -> dict[str, float]:
        """Return the terms around ``passage``, weakened by their distance."""
        weight: dict[str, float] = load_rules("follow_up")["context"]
        around = [
            (weight["near"], self._terms(self._near(passage))),
            (weight["heading"], self._heading(passage.section.heading)),
            (weight["agreed"], self._terms(self._agreed(passage))),
        ]
        terms: dict[str, float] = {}
        for share, some in around:
            for term, value in some.items():
                terms[term] = max(terms.get(term, 0.0), round(share * value, 3))
        return terms

    def _near(self, passage: Passage) -> Iterator[Stretch]:
        sentences = self.of_block[passage.place]
        own = [
            number
            for number, (first, last) in enumerate(sentences)
            if first < passage.end and last > passage.start
        ]
        for number, stretch in enumerate(sentences):
            if own and number not in own and own[0] - _NEAR <= number <= own[-1] + _NEAR:
                yield stretch

    def _agreed(self, passage: Passage) -> list[Stretch]:
        """What was agreed, above an answer that tells what came of it."""
        if passage.question is not Question.OUTCOME:
            return []
        return [
            stretch
            for stretch in self.agreed[passage.section.heading]
            if stretch[1] <= passage.start
        ]

    def _heading(self, heading: str) -> dict[str, float]:
        if heading not in self.headings:
            start = self.doc._.clean.text.find(heading) if heading else -1
            stretch = [(start, start + len(heading))] if start >= 0 else []
            self.headings[heading] = self._terms(stretch)
        return self.headings[heading]

    def _terms(self, stretches: Iterable[Stretch]) -> dict[str, float]:
        terms: dict[str, float] = {}
        for start, end in stretches:
            terms |= terms_of(self.telling(start, end))
        return terms

    def telling(self, start: int, end: int) -> list[Token]:
        """Return the tokens that can name what it is about: no date, body or hidden name."""
        taken = [
            (finding.start, finding.end)
            for noun in ("dates", "organisations")
            for finding in _among(found(self.doc, noun), start, end)
        ]
        return [
            token
            for token in tokens_in(self.doc, start, end)
            if token.i not in self.hidden
            and not any(first <= token.idx < last for first, last in taken)
        ]


def _among(findings: Sequence[Finding], start: int, end: int) -> Sequence[Finding]:
    first = bisect_left(findings, start, key=attrgetter("start"))
    return findings[first : bisect_left(findings, end, lo=first, key=attrgetter("start"))]
