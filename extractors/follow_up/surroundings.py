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
        own = terms_of(telling)
        if not _leans(self.tokens(passage), telling):
            return own
        return self._lent(passage) | own

    def _lent(self, passage: Passage) -> dict[str, float]:
        """The heading, and the sentences before in the same block, the nearest first."""
        shares = load_rules("follow_up")["leaning"]["shares"]
        before = [one for one in self.sentences[passage.place] if one[1] <= passage.start]
        lending = [(shares[0], self._heading(passage.section.heading))]
        lending += [
            (share, self._terms([one]))
            for share, one in zip(shares, reversed(before), strict=False)
        ]
        lent = sorted(_strongest(lending).items(), key=lambda item: (-item[1], item[0]))
        return dict(lent[: load_rules("follow_up")["leaning"]["most"]])

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


def _leans(tokens: Sequence[Token], telling: Sequence[Token]) -> bool:
    """``Die is in gebruik genomen``; ``wij hopen met een verbeterde versie te komen``."""
    rules = load_rules("follow_up")["leaning"]
    nouns = [token for token in telling if token.pos_ in ("NOUN", "PROPN")]
    if tokens and tokens[0].lower_ in rules["adverbs"]:
        return True
    if tokens and tokens[0].lower_ in rules["pronouns"] and "pron" in tokens[0].tag_:
        return True
    return all(word_of(noun) in rules["nouns"] for noun in nouns) and bool(telling)


def _is_acting(token: Token) -> bool:
    """A name that opens the sentence right before its verb: ``Guiada opende …``."""
    following = token.doc[token.i + 1] if token.i + 1 < len(token.doc) else None
    opens = bool(token.is_sent_start) and token.pos_ == "PROPN" and following is not None
    return opens and following.tag_.startswith(("WW|pv", "VG"))


def among(findings: Sequence[Any], start: int, end: int) -> Sequence[Any]:
    """Return which of ``findings``, in the order of the text, begin in a stretch of it."""
    first = bisect_left(findings, start, key=attrgetter("start"))
    return findings[first : bisect_left(findings, end, lo=first, key=attrgetter("start"))]
