"""Why the text does not tell a field: only deadlines are named, no date at all, and so on."""

import re
from dataclasses import dataclass
from functools import cache
from itertools import islice

from extractors.identity.printed_text import PrintedText
from extractors.identity.rules import IdentityRule, claimed, read_rule
from extractors.rules import load_rules
from schemas.document import DocumentKind

_MOST_NAMED = 3
_ALWAYS = {"id": "silence", "where": "text", "pattern": r"\A"}
"""A reason that names nothing holds of every text, once."""


@dataclass(frozen=True)
class _Silence:
    """A reason for silence: when it holds, and its words."""

    rule: IdentityRule
    says: str
    unclaimed_by: tuple[str, ...]

    def named(self, printed: PrintedText) -> list[re.Match[str]]:
        """What the reason rests on: what its pattern finds and no other rule explains."""
        others = [span for group in self.unclaimed_by for span in claimed(group, "year", printed)]
        return [
            match
            for match in self.rule.matches(printed)
            if not any(match.start() <= start < match.end() for start, _ in others)
        ]


def reason_for(field: str, printed: PrintedText, kind: DocumentKind) -> str:
    """Return in words why nothing in the text is quoted for ``field``."""
    for silence in _silences(field):
        if kind in silence.rule.kinds and (matches := silence.named(printed)):
            names = (" ".join(match.groupdict().get("named", "").split()) for match in matches)
            told = ", ".join(islice(dict.fromkeys(names), _MOST_NAMED))
            return silence.says.format(named=told)
    raise KeyError(field)


@cache
def _silences(field: str) -> tuple[_Silence, ...]:
    rows = load_rules("identity_silence")["reason"]
    return tuple(
        _Silence(read_rule(_ALWAYS | row), row["says"], tuple(row.get("not", ())))
        for row in rows
        if row["field"] == field
    )
