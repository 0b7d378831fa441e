"""Conditions: on what a commitment depends, in the words of the passage.

``Als de raad instemt, …``, ``… mits er geld is``, ``Blijft een antwoord uit, dan …``; but
``als eerste stap`` depends on nothing.
"""

import re
from functools import cache

from extractors.passages import Passage
from extractors.rules import load_rules


def condition_of(passage: Passage) -> tuple[int, int] | None:
    """Return where the condition stands in the clean text (half-open), if there is one."""
    told = passage.text.lower()
    for pattern in _patterns():
        match = pattern.search(told)
        if match and not _refused().search(match["condition"].strip()):
            start, end = match.span("condition")
            return passage.start + start, passage.start + start + len(told[start:end].rstrip())
    return None


@cache
def _patterns() -> list[re.Pattern[str]]:
    return [re.compile(pattern) for pattern in load_rules("conditions")["condition"]["patterns"]]


@cache
def _refused() -> re.Pattern[str]:
    return re.compile(load_rules("conditions")["condition"]["refused"])
