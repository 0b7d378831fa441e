"""Cues: what the words of a sentence say of its answer to a recommendation."""

import re
from dataclasses import dataclass
from functools import cache

from extractors.quick_patterns import QuickPattern, quick
from extractors.rules import load_rules
from schemas.records import Stance


@dataclass(frozen=True)
class Cue:
    """The stance that a sentence's words take, and whether they settle it alone."""

    stance: Stance
    is_strong: bool


def cue_in(sentence: str) -> Cue | None:
    """Return what the words of ``sentence`` say; none where they answer nothing.

    ``Wij delen het doel, maar kiezen voor een andere aanpak`` is
    alternative: agreement that goes on with *maar* is tried before agreement alone.
    """
    told = " ".join(sentence.lower().split())
    settled = _first("strong", told)
    if settled:
        return Cue(settled, is_strong=True)
    tells_what_was_asked = any(pattern.search(told) for pattern in _asking())
    hinted = None if tells_what_was_asked else _first("weak", told)
    return Cue(hinted, is_strong=False) if hinted else None


def _first(strength: str, told: str) -> Stance | None:
    fitting = (
        stance
        for stance, patterns in _stances(strength)
        if any(pattern.search(told) for pattern in patterns)
    )
    return next(fitting, None)


@cache
def _stances(strength: str) -> list[tuple[Stance, list[QuickPattern]]]:
    return [
        (Stance(rule["stance"]), [quick(re.compile(pattern)) for pattern in rule[strength]])
        for rule in load_rules("responses")["stance"]
    ]


@cache
def _asking() -> list[QuickPattern]:
    return [quick(re.compile(pattern)) for pattern in load_rules("responses")["asking"]["patterns"]]
