"""Conditions: on what a commitment depends, in the words of the passage.

``Als de raad instemt, …``, ``… mits er geld is``, ``Blijft een antwoord uit, dan …``; but
``als eerste stap`` depends on nothing.
"""

from functools import partial

from extractors.passages import Passage
from extractors.rules import rule_pattern, rule_patterns

_patterns = partial(rule_patterns, "conditions", "condition", "patterns")
_refused = partial(rule_pattern, "conditions", "condition", "refused")


def condition_of(passage: Passage) -> tuple[int, int] | None:
    """Return where the condition stands in the clean text (half-open), if there is one."""
    told = passage.text.lower()
    for pattern in _patterns():
        match = pattern.search(told)
        if match and not _refused().search(match["condition"].strip()):
            start, end = match.span("condition")
            return passage.start + start, passage.start + start + len(told[start:end].rstrip())
    return None
