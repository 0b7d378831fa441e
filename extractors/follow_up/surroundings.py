"""Surroundings: what a passage is about without saying so itself.

``Hij is op 10 december gelanceerd`` is about what the sentence before it names, a passage
under ``Volgende stappen met de toets`` about the toets, an answer to ``Wat kwam ervan?`` about
what was agreed above it.
"""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Container, Iterable, Iterator, Sequence
from operator import attrgetter
from typing import Any

from spacy.tokens import Doc, Token

from extractors.findings import found
from extractors.follow_up.terms import terms_of, word_of
from extractors.passages import ANSWERS, Passage
from extractors.rules import load_rules
from extractors.sections import Question

Stretch = tuple[int, int]
"""Where something stands in the clean text: half-open, in characters."""

_FEW = 8  # sentences in which a text says what it is about
_LEANING = 0.5  # how much the words count of a passage that leans: versie, partijen


def tokens_in(doc: Doc, start: int, end: int) -> Sequence[Token]:
    """Return the tokens of a stretch of the clean text, in characters."""
    span = doc.char_span(start, end, alignment_mode="expand")
    return [token for token in span or () if not token.is_space]


class Surroundings:
    """The terms around the passages of one document, and how much each counts there."""

    def __init__(self, doc: Doc, hidden: Container[int]) -> None:
        self.doc = doc
        self.hidden = hidden
        self.sentences: dict[int, list[Stretch]] = defaultdict(list)
        self.asked: dict[tuple[str, Question | None], list[Stretch]] = defaultdict(list)
        self.headings: dict[str, dict[str, float]] = {}
        for sentence in doc.sents:
            place = doc._.clean.place_at(sentence.start_char)
            if place is not None:
                self.sentences[place].append((sentence.start_char, sentence.end_char))
        for passage in doc._.passages:
            key = passage.section.heading, passage.question
            self.asked[key].append((passage.start, passage.end))

    def terms(self, passage: Passage) -> dict[str, float]:
        """Return the terms around ``passage``, weakened by their distance."""
        weights = load_rules("follow_up")["context"]
        around = [(weights["heading"], self._heading(passage.section.heading))]
        around.append((weights["agreed"], self._terms(self._agreed(passage))))
        around.append((weights["chosen"], self._terms(self.chosen(passage))))
        around += [(share, self._terms([near])) for share, near in self._near(passage)]
        return _strongest(around)

    def own_terms(self, passage: Passage) -> dict[str, float]:
        """Return the terms of ``passage``; where it leans on what stands before, of that too."""
        telling = self.telling(passage.start, passage.end)
        own, before = terms_of(telling), self._before(passage)
        agreed = self._agreed(passage)
        if len(agreed) == 1:
            return _strongest([(1.0, self._terms(agreed)), (_LEANING, own)])
        if before and _points_back(self.tokens(passage)):
            return _strongest([(1.0, self._rarest(self._terms(before[-1:]))), (_LEANING, own)])
        if before and _names_nothing(telling):
            return _strongest([(1.0, self._rarest(self._topic(before))), (_LEANING, own)])
        return own

    def _before(self, passage: Passage) -> list[Stretch]:
        """The sentences before it under the same heading."""
        sections = self.doc._.sections
        same = (
            place
            for place in range(passage.place + 1)
            if sections[place].heading == passage.section.heading
        )
        stretches = [stretch for place in same for stretch in self.sentences[place]]
        return [one for one in stretches if one[1] <= passage.start][-_FEW:]

    def _topic(self, stretches: Iterable[Stretch]) -> dict[str, float]:
        """What several sentences speak of: a term counts in each again."""
        counts: dict[str, float] = defaultdict(float)
        for stretch in stretches:
            for term, weight in self._terms([stretch]).items():
                counts[term] += weight
        return {term: min(count, 2.0) for term, count in counts.items()}

    @staticmethod
    def _rarest(terms: dict[str, float]) -> dict[str, float]:
        rules = load_rules("follow_up")["leaning"]
        ranked = sorted(terms.items(), key=lambda item: (-item[1], item[0]))[: rules["most"]]
        return {term: round(rules["share"] * min(weight, 1.0), 3) for term, weight in ranked}

    def tokens(self, passage: Passage) -> Sequence[Token]:
        """Return all the tokens of ``passage``."""
        return tokens_in(self.doc, passage.start, passage.end)

    def _near(self, passage: Passage) -> Iterator[tuple[float, Stretch]]:
        """The sentences before and after in the same block, and how much each counts."""
        sentences = self.sentences[passage.place]
        before = [one for one in sentences if one[1] <= passage.start]
        after = [one for one in sentences if one[0] >= passage.end]
        weights = load_rules("follow_up")["context"]
        yield from zip(weights["before"], reversed(before), strict=False)
        yield from zip(weights["after"], after, strict=False)

    def _agreed(self, passage: Passage) -> list[Stretch]:
        """What was agreed, above an answer to what came of it: item by item, where both match."""
        if passage.question is not Question.OUTCOME:
            return []
        heading = passage.section.heading
        agreed = self.asked[heading, Question.AGREED]
        told = self.asked[heading, Question.OUTCOME]
        if len(agreed) != len(told):
            return agreed
        return [agreed[told.index((passage.start, passage.end))]]

    def chosen(self, passage: Passage) -> list[Stretch]:
        """Return where the recommendation stands that the table of ``passage`` chose."""
        if passage.question not in ANSWERS:
            return []
        return self.asked[passage.section.heading, Question.CHOSEN]

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
            for finding in among(found(self.doc, noun), start, end)
        ]
        return [
            token
            for token in tokens_in(self.doc, start, end)
            if token.i not in self.hidden
            and not _is_acting(token)
            and not any(first <= token.idx < last for first, last in taken)
        ]


def _strongest(sources: Iterable[tuple[float, dict[str, float]]]) -> dict[str, float]:
    """The terms of several sources, each as much as it counts in the one that counts it most."""
    terms: dict[str, float] = {}
    for share, some in sources:
        for term, value in some.items():
            terms[term] = max(terms.get(term, 0.0), round(share * value, 3))
    return terms


def _points_back(tokens: Sequence[Token]) -> bool:
    """``Die is in mei in gebruik genomen``, ``Daarmee werken nu tien gemeenten``."""
    rules = load_rules("follow_up")["leaning"]
    if not tokens:
        return False
    is_pronoun = tokens[0].lower_ in rules["pronouns"] and "pron" in tokens[0].tag_
    return is_pronoun or tokens[0].lower_ in rules["adverbs"]


def _names_nothing(telling: Sequence[Token]) -> bool:
    """``Wij hopen met een verbeterde versie te komen``: of what, the text before tells."""
    nouns = [token for token in telling if token.pos_ in ("NOUN", "PROPN")]
    relational = load_rules("follow_up")["leaning"]["nouns"]
    return bool(telling) and all(word_of(noun) in relational for noun in nouns)


def _is_acting(token: Token) -> bool:
    """A name that opens the sentence right before its verb: ``Guiada opende …``."""
    if not token.is_sent_start or token.pos_ != "PROPN" or token.i + 1 == len(token.doc):
        return False
    return token.nbor().tag_.startswith(("WW|pv", "VG"))


def among(findings: Sequence[Any], start: int, end: int) -> Sequence[Any]:
    """Return which of ``findings``, in the order of the text, begin in a stretch of it."""
    first = bisect_left(findings, start, key=attrgetter("start"))
    return findings[first : bisect_left(findings, end, lo=first, key=attrgetter("start"))]
