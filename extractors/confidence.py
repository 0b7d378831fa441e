"""Confidence: how often a rule is right on documents that it has not seen.

The likelihood that the classifier gives is true of sentences; a record also depends on the
rule that made it. Both were measured together (``model/confidence.toml``), so that of the
records at 0.9 nine in ten are right.
"""

import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from itertools import pairwise

_UNMEASURED = 0.7  # what a rule is worth before anyone measured it


@dataclass(frozen=True)
class Scale:
    """What the likelihoods of one rule are worth: rising points, and a line between each two."""

    likelihoods: tuple[float, ...]
    shares: tuple[float, ...]

    def at(self, likelihood: float) -> float:
        """Return which share of the records of that likelihood is right."""
        points = list(zip(self.likelihoods, self.shares, strict=True))
        if likelihood <= points[0][0]:
            return points[0][1]
        for (low, worth), (high, more) in pairwise(points):
            if likelihood <= high:
                return worth + (more - worth) * (likelihood - low) / (high - low)
        return points[-1][1]


def confidence(noun: str, rule: str, likelihood: float) -> float:
    """Return how sure a record of ``noun`` is that ``rule`` made of that likelihood, 0 to 1."""
    scale = scales().get((noun, rule))
    return round(scale.at(likelihood) if scale else _UNMEASURED, 3)


@cache
def scales() -> dict[tuple[str, str], Scale]:
    """Return the scale of each noun and rule."""
    path = resources.files("extractors") / "model" / "confidence.toml"
    measured = tomllib.loads(path.read_text(encoding="utf-8"))["scale"]
    return {
        (one["noun"], one["rule"]): Scale(tuple(one["likelihoods"]), tuple(one["shares"]))
        for one in measured
    }


def written(noun: str, rule: str, scale: Scale, right: int, found: int) -> Sequence[str]:
    """Return the lines of ``confidence.toml`` that say what was measured of one rule."""
    return (
        "[[scale]]",
        f'noun = "{noun}"',
        f'rule = "{rule}"',
        f"found = {found}",
        f"right = {right}",
        f"likelihoods = {list(scale.likelihoods)}",
        f"shares = {list(scale.shares)}",
        "",
    )
