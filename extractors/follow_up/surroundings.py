"""Surroundings: what a passage is about without saying so itself.

``Hij is op 10 december gelanceerd`` is about what the sentence before it names, a passage
under ``Volgende stappen met de toets`` about the toets, an answer to ``Wat kwam ervan?`` about
what was agreed above it.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice, takewhile

from spacy.tokens import Doc, Token

from extractors.follow_up.terms import word_of
from extractors.follow_up.words import Words
from extractors.passages import ANSWERS, Passage
from extractors.rules import load_rules
from extractors.sections import Question

Stretch = tuple[int, int]
"""Where something stands in the clean text: half-open, in characters."""

_FEW = 8  # sentences in which a text says what it is about
_LEANING = 0.5  # how much the words count of a passage that leans: versie, partijen


class Surroundings:
    """The terms around the passages of one document, and how much each counts there."""

    def __init__(self, doc: Doc, words: Words) -> None:
        self.doc = doc
        self.words = words
        self.sentences: dict[int, list[Stretch]] = defaultdict(list)
        self.asked: dict[tuple[str, Question | None], list[Stretch]] = defaultdict(list)
        self.headings: dict[str, Mapping[str, float]] = {}
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

    def own_terms(self, passage: Passage) -> Mapping[str, float]:
        """Return the terms of ``passage``; where it leans on what stands before, of that too."""
        stretch = passage.start, passage.end
        own, agreed = self._told_on(passage), self._agreed(passage)
        if len(agreed) == 1:
            return _strongest([(1.0, self._terms(agreed)), (_LEANING, own)])
        telling = self.words.telling(*stretch)
        is_whole = len(_nouns(telling)) > load_rules("follow_up")["leaning"]["longest"]
        if not is_whole and _points_back(self.words.between(*stretch)):
            lent = self._terms(self._before(passage)[-1:])
        elif _names_nothing(telling):
            lent = self._topic(self._before(passage))
        else:
            return own
        return _strongest([(1.0, self._rarest(lent)), (_LEANING, own)]) if lent else own

    def _told_on(self, passage: Passage) -> Mapping[str, float]:
        """The terms of ``passage`` and of the sentences after it that go on about its event."""
        rules = load_rules("follow_up")["telling_on"]
        own = self.words.terms(passage.start, passage.end)
        after = [one for one in self.sentences[passage.place] if one[0] >= passage.end]
        on = takewhile(lambda one: tells_on(self.doc._.clean.text[slice(*one)]), after)
        told = self._terms(islice(on, rules["most"]))
        return _strongest([(1.0, own), (rules["share"], told)]) if told else own

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
    def _rarest(terms: Mapping[str, float]) -> dict[str, float]:
        rules = load_rules("follow_up")["leaning"]
        ranked = sorted(terms.items(), key=lambda item: (-item[1], item[0]))[: rules["most"]]
        return {term: round(rules["share"] * min(weight, 1.0), 3) for term, weight in ranked}

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

    def _heading(self, heading: str) -> Mapping[str, float]:
        if heading not in self.headings:
            start = self.doc._.clean.text.find(heading) if heading else -1
            stretch = [(start, start + len(heading))] if start >= 0 else []
            self.headings[heading] = self._terms(stretch)
        return self.headings[heading]

    def _terms(self, stretches: Iterable[Stretch]) -> Mapping[str, float]:
        terms: dict[str, float] = {}
        for stretch in stretches:
            terms |= self.words.terms(*stretch)
        return terms


def tells_on(sentence: str) -> bool:
    """Tell whether a sentence goes on about the event before it: ``Het evenement trok …``."""
    opening = load_rules("follow_up")["telling_on"]["opening"]
    return re.match(opening, sentence.lower()) is not None


def _strongest(sources: Iterable[tuple[float, Mapping[str, float]]]) -> dict[str, float]:
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
    relational = load_rules("follow_up")["leaning"]["nouns"]
    return bool(telling) and all(word_of(noun) in relational for noun in _nouns(telling))


def _nouns(tokens: Sequence[Token]) -> list[Token]:
    return [token for token in tokens if token.pos_ in ("NOUN", "PROPN")]
