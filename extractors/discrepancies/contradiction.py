"""A contradiction: two places of one text that disagree on a number."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Contradiction:
    """What a text states, and what counting or adding up gives; offsets are half-open."""

    start: int
    end: int
    subject: str
    stated: float
    found: float
    other_start: int
    other_end: int
