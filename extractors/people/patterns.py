"""The patterns of the rules for people, with the word lists that they name filled in."""

import re
from functools import cache
from typing import Any

from extractors.rules import load_rules


def rule(table: str, key: str) -> re.Pattern[str]:
    """Return the pattern ``key`` of one table of the rules."""
    return pattern(str(load_rules("people")[table][key]))


def rules(table: str) -> list[dict[str, Any]]:
    """Return the rules of one list, as they stand in the file."""
    listed: list[dict[str, Any]] = load_rules("people")[table]
    return listed


@cache
def pattern(text: str) -> re.Pattern[str]:
    """Return ``text`` as a pattern, with the word lists that it names filled in."""
    return re.compile(_filled(text))


def _filled(text: str) -> str:
    lists: dict[str, str] = load_rules("people")["shape"] | load_rules("people")["words"]
    named = r"(?<!\?P)<(" + "|".join(lists) + ")>"
    return re.sub(named, lambda match: _filled(lists[match[1]]), text)
