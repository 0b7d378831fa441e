"""Pairs: a promise and a passage of another document, and what speaks for and against the two.

What both share and what sets them apart is told in numbers, which ``judging`` weighs.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from extractors.follow_up.moments import Days, days_of, happened_on, length
from extractors.follow_up.terms import bare_form
from extractors.rules import load_rules
from schemas.follow_up import Verdict

_FAR = 400  # days between deadline and deed from which they are hardly one
_EARLY = 100
_NEXT = 550  # days within which the next of a yearly event is held
_SEASON = 100  # days of a deadline that is close to exact
_CLOSE = 60
_FEWEST = 3  # words by which a share of them is told
_TELLING = 0.15  # weight of a word that tells anything
_TOPIC = 0.15  # weight of a term that two passages are about
_NO_MORE = r"\b(?:geen|niet|nooit)\b.*\bmeer\b"
_LITTLE = 1.0  # what a passage of a few words says of its own counts as this much


@dataclass(frozen=True)
class Side:
    """One side of a pair: what a passage is about, and when its document was written."""

    text: str
    told: Days
    terms: Mapping[str, float]
    context: Mapping[str, float]
    cue: str = ""
    theme: str | None = None
    organisations: tuple[str, ...] = ()
    codes: tuple[str, ...] = ()
    chosen: tuple[str, ...] = ()
    """The codes that the table of a goal chose, above it."""
    names: tuple[str, ...] = ()
    dates: tuple[str, ...] = ()
    is_state: bool = False
    is_plain: bool = False
    tells: Verdict | None = None
    due: str | None = None
    likelihood: float = 1.0
    """Of a promise: how likely it is one."""


@dataclass(frozen=True)
class Pair:
    """A promise and what may tell what came of it."""

    promise: Side
    evidence: Side

    @cached_property
    def shared(self) -> dict[str, float]:
        """The terms of both passages, those that tell most first."""
        return _common(self.promise.terms, self.evidence.terms)

    @cached_property
    def happened(self) -> str | None:
        """When the evidence says that it happened."""
        return happened_on(self.evidence.dates, self.evidence.told)

    @cached_property
    def tells(self) -> Verdict | None:
        """What the evidence tells: what is no more, was kept where its end was promised."""
        ending = map(bare_form, load_rules("follow_up")["verbs"]["ending"])
        is_gone = re.search(_NO_MORE, self.evidence.text.lower())
        if is_gone and self.promise.cue in ending:
            return Verdict.DONE
        return self.evidence.tells

    @cached_property
    def features(self) -> dict[str, float]:
        """Return what speaks for and against the pair, by name."""
        promised, told = _size(self.promise.terms), _size(self.evidence.terms)
        shared = sum(self.shared.values())
        return {
            "shared": min(shared, 3.0),
            "coverage": min(1.0, shared / promised),
            "focus": min(1.0, shared / told),
            "words": self._counted(self.promise.terms),
            "said": self._counted(self.evidence.terms),
            "strange": self._strange(),
            "codes": float(bool(set(self.promise.codes) & set(self.evidence.codes))),
            "codes_and_topic": self._codes_and_topic(),
            "topic": self._topic(),
            "returning": self._returning(),
            "same_actor": self._alike("organisations"),
            "other_actor": self._unlike("organisations"),
            "same_theme": float(self._theme() == 1),
            "other_theme": float(self._theme() == -1),
            "same_name": self._alike("names"),
            "other_name": 0.0 if self._topic() else self._unlike("names"),
            "in_time": self._in_time(),
            "far_off": self._far_off(),
            "plain": float(self.evidence.is_plain),
            "unlikely": 1.0 - self.promise.likelihood,
        }

    def _counted(self, terms: Mapping[str, float]) -> float:
        """Of the words of one side that tell anything, how many the other has."""
        telling = [term for term, weight in terms.items() if weight >= _TELLING]
        return sum(term in self.shared for term in telling) / max(_FEWEST, len(telling))

    def _codes_and_topic(self) -> float:
        """A deed for the recommendation that a goal is about, and in its words."""
        if not self.promise.is_state or not set(self.promise.chosen) & set(self.evidence.codes):
            return 0.0
        said = _common(self.promise.terms, {**self.evidence.context, **self.evidence.terms})
        return float(max(said.values(), default=0.0) >= _TOPIC)

    def _topic(self) -> float:
        """The word that a goal has of its recommendation is said: noodopvang."""
        chosen = self.promise.context if self.promise.is_state else {}
        said = (weight for term, weight in self.shared.items() if term in chosen)
        return float(max(said, default=0.0) >= _TOPIC)

    def _returning(self) -> float:
        """``De dialoog van volgend jaar`` is announced, and that year's is told to be held."""
        rules = load_rules("follow_up")["returning"]
        if not re.search(rules["next"], self.promise.text.lower()):
            return 0.0
        is_same = any(re.search(rules["event"], term) for term in self.shared)
        is_held = re.search(rules["held"], " ".join(self.evidence.text.lower().split()))
        return float(bool(is_same and is_held and self._is_in_turn()))

    def _is_in_turn(self) -> bool:
        """Within the deadline, or the next year or so where there is none."""
        if self.happened is None:
            return False
        if self.promise.due is not None:
            return self._off_by == 0
        return 0 < (days_of(self.happened).first - self.promise.told.last).days <= _NEXT

    def _alike(self, what: str) -> float:
        return float(bool(set(getattr(self.promise, what)) & set(getattr(self.evidence, what))))

    def _unlike(self, what: str) -> float:
        """Both name one, and neither says what the other names."""
        promised, told = getattr(self.promise, what), getattr(self.evidence, what)
        there, here = self.evidence.text.lower(), self.promise.text.lower()
        is_said = any(n.lower() in there for n in promised) or any(n.lower() in here for n in told)
        return float(bool(promised and told) and not set(promised) & set(told) and not is_said)

    def _theme(self) -> int:
        themes = {self.promise.theme, self.evidence.theme}
        return 0 if None in themes else 1 if len(themes) == 1 else -1

    def _strange(self) -> float:
        """How rare a word each has that the other lacks: the same head, another subject."""
        sides = (
            (self.promise.terms, self.evidence.terms),
            (self.evidence.terms, self.promise.terms),
        )
        if self._topic():
            return 0.0  # a deed towards a goal has words of its own
        rest = [max((w for t, w in a.items() if t not in b), default=0.0) for a, b in sides]
        return min(rest)

    @cached_property
    def _off_by(self) -> int | None:
        """How many days the deed lies outside the deadline; negative before it."""
        if self.promise.due is None or self.happened is None:
            return None
        due, deed = days_of(self.promise.due), days_of(self.happened)
        early, late = (due.first - deed.last).days, (deed.first - due.last).days
        return late if late > 0 else min(0, -early)

    def _in_time(self) -> float:
        if self._off_by is None or self.promise.due is None or self.happened is None:
            return 0.0
        is_exact = max(length(self.promise.due), length(self.happened)) <= _SEASON
        return float(is_exact and abs(self._off_by) <= _CLOSE)

    def _far_off(self) -> float:
        """The deed lies long before or after the deadline: another round of the same."""
        return float(self._off_by is not None and not -_EARLY <= self._off_by <= _FAR)


def _common(here: Mapping[str, float], there: Mapping[str, float]) -> dict[str, float]:
    """The terms of both, and how much each counts: the weight here times the weight there."""
    weights = {term: weight * there[term] for term, weight in here.items() if term in there}
    return dict(sorted(weights.items(), key=lambda item: (-item[1], item[0])))


def _size(terms: Mapping[str, float]) -> float:
    return max(_LITTLE, sum(weight * weight for weight in terms.values()))
