"""Judging: do a promise and a passage of another document speak of the same thing?

Points for what they share and what sets them apart (``rules/follow_up.toml``), summed and
brought between 0 and 1. What makes a link impossible comes first: the passage is older than
the promise, or repeats it.
"""

import math
import re
from dataclasses import dataclass

from rapidfuzz import fuzz

from extractors.follow_up.moments import days_of, is_later, timing
from extractors.follow_up.pairs import Pair, Side
from extractors.follow_up.terms import bare_form
from extractors.rules import load_rules
from schemas.follow_up import Verdict

_SHOWN = 5  # terms that a reason names
_REPEATED = 90  # likeness from which a sentence is the same again
_REACHED = 0.5  # of a goal
_IN_TABLE = re.compile(r"[\t|]")


@dataclass(frozen=True)
class Judgement:
    """What a passage tells of a promise, how sure that is, and why."""

    verdict: Verdict
    score: float
    happened: str | None
    timing: str
    shared: tuple[str, ...]
    reason: str


def judge(promise: Side, evidence: Side) -> Judgement | None:
    """Return what ``evidence`` tells of ``promise``; none where it does not speak of it."""
    pair = Pair(promise, evidence)
    if evidence.tells is None or _is_impossible(pair):
        return None
    score = _score(pair)
    if score < load_rules("follow_up")["link"]["least"]:
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
    features = pair.features
    enough = load_rules("follow_up")["link"]["shared"]
    if features["shared"] < enough and not features["codes_and_topic"]:
        return True
    if promise.likelihood < 1 and pair.tells is Verdict.NO_EVIDENCE:
        return True  # what did not happen does not prove that it was promised
    is_done = pair.tells is Verdict.DONE
    if is_done and evidence.dates and pair.happened is None:
        return True  # every date in it is still to come
    if _IN_TABLE.search(evidence.text):
        return False  # an action list says the same again, with another status
    return fuzz.token_sort_ratio(promise.text.lower(), evidence.text.lower()) >= _REPEATED


def _score(pair: Pair) -> float:
    points: dict[str, float] = load_rules("follow_up")["points"]
    total = points["start"] + sum(points[name] * value for name, value in pair.features.items())
    return 1 / (1 + math.exp(-total))


def _verdict(pair: Pair) -> Verdict:
    """A deed towards a state (``geen kind in noodopvang``) is under way, unless it says reached."""
    told = pair.tells
    assert told is not None
    verbs = load_rules("follow_up")["verbs"]
    begun = {bare_form(verb) for verb in (*verbs["begun"], *verbs["set_up"])}
    if told is Verdict.DONE and pair.promise.is_state and not _is_reached(pair):
        return Verdict.UNDER_WAY
    is_promised = pair.evidence.cue in pair.promise.text.lower()  # in consultatie brengen
    if told is Verdict.UNDER_WAY and (pair.promise.cue in begun or is_promised):
        return Verdict.DONE
    return told


def _is_reached(pair: Pair) -> bool:
    """What was to be reached is said nearly whole, or by its own verb: vastgesteld."""
    return (
        pair.features["coverage"] >= _REACHED or bare_form(pair.evidence.cue) in pair.promise.terms
    )


def _reason(pair: Pair, verdict: Verdict, when: str, shared: tuple[str, ...]) -> str:
    parts = [f"“{pair.evidence.cue}”: {verdict.replace('_', ' ')}", f"shares {', '.join(shared)}"]
    same = [name for name in pair.promise.organisations if name in pair.evidence.organisations]
    parts += [f"same actor {name}" for name in same[:1]]
    meant = dict.fromkeys((*pair.promise.codes, *pair.promise.chosen))
    parts += [f"same code {code}" for code in meant if code in pair.evidence.codes]
    if when != "unknown":
        lateness = "late" if when == "late" else "on time"
        parts.append(f"{lateness}: due {pair.promise.due}, happened {pair.happened}")
    elif pair.happened:
        parts.append(f"happened {pair.happened}")
    return "; ".join(parts)
