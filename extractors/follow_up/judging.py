"""Judging: do a promise and a passage of another document speak of the same thing?

Points for what they share and what sets them apart (``rules/follow_up.toml``), summed and
brought between 0 and 1. What makes a link impossible comes first: the passage is older than
the promise, or repeats it.
"""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from rapidfuzz import fuzz

from extractors.follow_up.moments import Days, days_of, happened_on, is_later, timing
from extractors.rules import load_rules
from schemas.follow_up import Verdict

_SHOWN = 5  # terms that a reason names
_REPEATED = 90  # likeness from which a sentence is the same again
_FAR = 400  # days between deadline and deed from which they are hardly one
_EARLY = 100
_LITTLE = 1.0  # what a passage of a few words says of its own counts as this much


@dataclass(frozen=True)
class Side:
    """One side of a pair: what a passage is about, and when its document was written."""

    text: str
    told: Days
    terms: Mapping[str, float]
    own: float
    cue: str = ""
    theme: str | None = None
    organisations: tuple[str, ...] = ()
    codes: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    dates: tuple[str, ...] = ()
    is_state: bool = False
    tells: Verdict | None = None
    due: str | None = None


@dataclass(frozen=True)
class Judgement:
    """What a passage tells of a promise, how sure that is, and why."""

    verdict: Verdict
    score: float
    happened: str | None
    timing: str
    shared: tuple[str, ...]
    reason: str


@dataclass(frozen=True)
class Pair:
    """A promise and what may tell what came of it."""

    promise: Side
    evidence: Side

    @cached_property
    def shared(self) -> dict[str, float]:
        """The terms of both, and how much each counts: the weight here times the weight there."""
        there = self.evidence.terms
        weights = {t: weight * there[t] for t, weight in self.promise.terms.items() if t in there}
        return dict(sorted(weights.items(), key=lambda item: (-item[1], item[0])))

    @cached_property
    def happened(self) -> str | None:
        """When the evidence says that it happened."""
        return happened_on(self.evidence.dates, self.evidence.told)

    def features(self) -> dict[str, float]:
        """Return what speaks for and against the pair, by name."""
        shared = sum(self.shared.values())
        return {
            "shared": min(shared, 3.0),
            "coverage": min(1.0, shared / max(self.promise.own, _LITTLE)),
            "focus": min(1.0, shared / max(self.evidence.own, _LITTLE)),
            "rarest": max(self.shared.values(), default=0.0),
            "codes": float(bool(set(self.promise.codes) & set(self.evidence.codes))),
            "same_actor": self._alike("organisations"),
            "other_actor": self._unlike("organisations"),
            "same_theme": float(bool(self.promise.theme) and self._theme() == 1),
            "other_theme": float(self._theme() == -1),
            "same_place": self._alike("places"),
            "other_place": self._unlike("places"),
            "same_verb": float(self.promise.cue in self.evidence.terms),
            "outspoken": float(self.evidence.is_state),
            "far_off": self._far_off(),
        }

    def _alike(self, what: str) -> float:
        return float(bool(set(getattr(self.promise, what)) & set(getattr(self.evidence, what))))

    def _unlike(self, what: str) -> float:
        """Both name one, and none is the same."""
        promised, told = set(getattr(self.promise, what)), set(getattr(self.evidence, what))
        return float(bool(promised and told) and not promised & told)

    def _theme(self) -> int:
        themes = {self.promise.theme, self.evidence.theme}
        return 0 if None in themes else 1 if len(themes) == 1 else -1

    def _far_off(self) -> float:
        """The deed lies long before or after the deadline: another round of the same."""
        if self.promise.due is None or self.happened is None:
            return 0.0
        due, deed = days_of(self.promise.due), days_of(self.happened)
        late, early = (deed.first - due.last).days, (due.first - deed.last).days
        return float(late > _FAR or early > _EARLY)


def judge(promise: Side, evidence: Side) -> Judgement | None:
    """Return what ``evidence`` tells of ``promise``; none where it does not speak of it."""
    pair = Pair(promise, evidence)
    if evidence.tells is None or _is_impossible(pair):
        return None
    score = _score(pair)
    rules = load_rules("follow_up")["link"]
    if score < rules["least"]:
        return None
    verdict = _verdict(pair)
    when = timing(pair.happened, promise.due) if verdict is Verdict.DONE else "unknown"
    shared = tuple(pair.shared)[:_SHOWN]
    reason = _reason(pair, verdict, when, shared)
    return Judgement(verdict, round(score, 3), pair.happened, when, shared, reason)


def _is_impossible(pair: Pair) -> bool:
    promise, evidence = pair.promise, pair.evidence
    if not is_later(evidence.told, promise.told, evidence.dates):
        return True
    if evidence.dates and all(days_of(d).last < promise.told.first for d in evidence.dates):
        return True
    is_done = evidence.tells is Verdict.DONE
    if is_done and evidence.dates and pair.happened is None:
        return True  # every date in it is still to come
    return fuzz.token_sort_ratio(promise.text.lower(), evidence.text.lower()) >= _REPEATED


def _score(pair: Pair) -> float:
    points: dict[str, float] = load_rules("follow_up")["points"]
    total = points["start"] + sum(points[name] * value for name, value in pair.features().items())
    return 1 / (1 + math.exp(-total))


def _verdict(pair: Pair) -> Verdict:
    """A deed towards a state (``geen kind in noodopvang``) is under way, unless it says reached."""
    told = pair.evidence.tells
    assert told is not None
    begun = set(load_rules("follow_up")["verbs"]["begun"])
    if told is Verdict.DONE and pair.promise.is_state and not pair.evidence.is_state:
        return Verdict.UNDER_WAY
    if told is Verdict.UNDER_WAY and pair.promise.cue in begun:
        return Verdict.DONE
    return told


def _reason(pair: Pair, verdict: Verdict, when: str, shared: tuple[str, ...]) -> str:
    parts = [f"“{pair.evidence.cue}”: {verdict.replace('_', ' ')}", f"shares {', '.join(shared)}"]
    same = [name for name in pair.promise.organisations if name in pair.evidence.organisations]
    parts += [f"same actor {name}" for name in same[:1]]
    parts += [f"same code {code}" for code in pair.promise.codes if code in pair.evidence.codes]
    if when != "unknown":
        lateness = "late" if when == "late" else "on time"
        parts.append(f"{lateness}: due {pair.promise.due}, happened {pair.happened}")
    elif pair.happened:
        parts.append(f"happened {pair.happened}")
    return "; ".join(parts)
