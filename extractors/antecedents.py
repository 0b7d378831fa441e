"""Antecedents: which body is meant by words that name none, such as ``de gemeente`` or ``zij``.

A role stands for the body of that kind that was named last, or that sends the document; a
pronoun for the body that the sentence before it speaks of.
"""

import re
from dataclasses import dataclass
from functools import cache, partial

from spacy.tokens import Doc

from extractors.findings import found
from extractors.organisations import FoundOrganisation
from extractors.passages import Passage
from extractors.rules import load_rules, rule_pattern
from extractors.speakers import sender_of

_REACH = 300  # characters before a pronoun in which its body is named
_subject = partial(rule_pattern, "antecedents", "subject")


@dataclass(frozen=True)
class _Role:
    words: re.Pattern[str]
    name: str
    otherwise: str | None
    """Who is meant where the document names no such body."""


def role_in(doc: Doc, passage: Passage) -> str | None:
    """Return the body whose role acts in ``passage``: ``de wethouder`` acts for the gemeente."""
    told = passage.text.lower()
    acting = [
        (place, name) for place, name in bodies_in_roles(doc, passage) if _acts(told[: place[0]])
    ]
    return min(acting)[1] if acting else None


def bodies_in_roles(doc: Doc, passage: Passage) -> list[tuple[tuple[int, int], str]]:
    """Return where roles stand in the text of ``passage``, each with the body that is meant."""
    told = passage.text.lower()
    return [
        (match.span(), name)
        for role in _roles()
        for match in role.words.finditer(told)
        if (name := _of_kind(doc, passage, role, match))
    ]


def meant_by_pronoun(doc: Doc, passage: Passage) -> str | None:
    """Return the body that ``zij`` stands for, if a sentence before it in the block names one."""
    told = passage.text.lower()
    if not (_fits("opening", told) or _fits("inverted", told)):
        return None
    return last_spoken_of(doc, passage)


def last_spoken_of(doc: Doc, passage: Passage) -> str | None:
    """Return the body that the last sentence before ``passage`` to name one speaks of, if near."""
    begin = max(passage.block.start, passage.start - _REACH)
    named = [m for m in _named_before(doc, passage) if m.start >= begin]
    return _first_of_last_sentence(doc, named) if named else None


def _first_of_last_sentence(doc: Doc, mentions: list[FoundOrganisation]) -> str:
    """The subject stands first in Dutch: of one sentence's bodies the first is meant."""
    last = mentions[-1]
    text = doc._.clean.text
    begin = max(text.rfind(". ", 0, last.start), text.rfind("\n", 0, last.start))
    return next(mention.name for mention in mentions if mention.start > begin)


def _of_kind(doc: Doc, passage: Passage, role: _Role, match: re.Match[str]) -> str | None:
    """The body of the role's kind named last before, else the sender, else the only one at all."""
    kind = match.groupdict().get("kind") or ""
    wanted = re.compile(role.name.format(kind=re.escape(kind)))
    before = [m.name for m in _named_before(doc, passage) if wanted.search(m.name.lower())]
    senders = [name for name in sender_of(doc) if wanted.search(name.lower())]
    everywhere = {m.name for m in found(doc, "organisations") if wanted.search(m.name.lower())}
    if before:
        return str(before[-1])
    if senders:
        return senders[0]
    return next(iter(everywhere)) if len(everywhere) == 1 else role.otherwise


def _named_before(doc: Doc, passage: Passage) -> list[FoundOrganisation]:
    return [mention for mention in found(doc, "organisations") if mention.end <= passage.start]


def _acts(before: str) -> bool:
    """``De gemeente neemt …`` and ``… door de gemeente``; not ``brief aan de gemeente``."""
    if _subject("agent").search(before):
        return True
    return not _subject("other").search(before)


def _fits(key: str, told: str) -> bool:
    return bool(rule_pattern("antecedents", "pronoun", key).search(told))


@cache
def _roles() -> tuple[_Role, ...]:
    return tuple(
        _Role(
            re.compile(rf"\b{rule['words']}\b(?! van (?!burgemeester))"),
            rule["name"],
            rule.get("otherwise"),
        )
        for rule in load_rules("antecedents")["role"]
    )
