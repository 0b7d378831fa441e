"""The rules that tell a document's identity: patterns as data, with the zone they look at."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from itertools import chain
from typing import Any

from extractors.identity.printed_text import PrintedText, Stretch
from extractors.quick_patterns import QuickPattern, quick
from extractors.rules import load_rules
from schemas.document import DocumentKind


@dataclass(frozen=True)
class IdentityRule:
    """A pattern that speaks for a kind, a year, a date or a name, and how strongly."""

    id: str
    where: tuple[str, ...]
    pattern: QuickPattern
    weight: float
    most: int
    kinds: frozenset[DocumentKind]
    prefix: str
    registered: bool

    def matches(self, printed: PrintedText) -> Iterator[re.Match[str]]:
        """Yield the matches in the rule's zones, in the order of the text."""
        zones = (printed.zones[name] for name in self.where)
        return chain.from_iterable(self.pattern.finditer(printed.text, *zone) for zone in zones)


@cache
def rules_for(field: str) -> tuple[IdentityRule, ...]:
    """Return the rules of one field, such as ``year`` or ``published``, strongest first."""
    rules = [read_rule(row) for row in _rules()[field]]
    return tuple(sorted(rules, key=lambda rule: -rule.weight))


def claimed(field: str, group: str, printed: PrintedText) -> list[Stretch]:
    """Return where the rules of ``field`` say that a year, number or day is another's."""
    return [match.span(group) for rule in rules_for(field) for match in rule.matches(printed)]


def read_rule(row: Mapping[str, Any]) -> IdentityRule:
    """Return the rule of one TOML table; raises ``KeyError`` where it lacks a field."""
    kinds = frozenset(DocumentKind(kind) for kind in row.get("kinds", DocumentKind))
    excluded = frozenset(DocumentKind(kind) for kind in row.get("not_kinds", ()))
    where = row["where"]
    return IdentityRule(
        id=row["id"],
        where=(where,) if isinstance(where, str) else tuple(where),
        pattern=quick(compile_pattern(row["pattern"])),
        weight=row.get("weight", 0),
        most=row.get("most", 1),
        kinds=kinds - excluded,
        prefix=row.get("prefix", ""),
        registered=row.get("registered", False),
    )


def compile_pattern(pattern: str) -> re.Pattern[str]:
    """Compile ``pattern`` with the fragments it names, such as ``{date}``."""
    fragments = _rules()["fragments"]
    while filled := [name for name in fragments if "{" + name + "}" in pattern]:
        for name in filled:
            pattern = pattern.replace("{" + name + "}", fragments[name])
    return re.compile(pattern, re.MULTILINE)


@cache
def _rules() -> dict[str, Any]:
    """The rules on the document, and those on its event, whose fragments are for both."""
    document, event = load_rules("identity"), load_rules("identity_event")
    return document | event | {"fragments": document["fragments"] | event["fragments"]}
