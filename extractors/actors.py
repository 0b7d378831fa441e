"""Actors: which of the organisations in a commitment will act.

The one that a verb belongs to (``VWS gaat contact zoeken met OCW``), that stands before a
colon or alone in brackets (``lijst met verhuizingen (COA)``), or that speaks as "wij".
"""

import re
from functools import cache
from itertools import pairwise

from spacy.tokens import Doc

from extractors.action_tables import Column
from extractors.organisations import FoundOrganisation
from extractors.passages import Passage, found_in
from extractors.rules import load_rules
from extractors.speakers import sender_of, speaker_of
from schemas.document import DocumentKind

_LABEL_AFTER = re.compile(r"^\s*(?:\([^)]*\))?\s*[:–—]")
_ALONE_BEFORE = re.compile(r"(?:[:–—|(;]|\s-)\s*(?:de|het)?\s*$")
_ALONE_AFTER = re.compile(r"^\s*(?:[).;|]|,?\s*(?:uiterlijk|vóór|voor|per|in|Q\d|\d)|$)")
_JOINED = re.compile(r"^\s*(?:,|\+|/|&|en|alsmede|, en|samen met)\s*(?:de|het|de gemeente)?\s*$")
_VERB_TAGS = ("WW|pv",)
_OF_ONE_VOICE = (DocumentKind.ANNUAL_REPORT, DocumentKind.GOVERNMENT_RESPONSE)


def actors_of(doc: Doc, passage: Passage) -> tuple[str, ...]:
    """Return the canonical names of the organisations that will act, in the order of the text."""
    mentions: list[FoundOrganisation] = found_in(doc, "organisations", passage)
    cell = passage.cell(Column.ACTOR)
    if cell:
        return tuple(dict.fromkeys(m.name for m in mentions if cell[0] <= m.start < cell[1]))
    acting = [mention for mention in mentions if _acts(doc, passage, mention)]
    names = [mention.name for mention in _with_joined(doc, mentions, acting)]
    if not names and (_speaks(passage) or doc._.identity.kind in _OF_ONE_VOICE):
        names = list(speaker_of(doc, passage) or sender_of(doc))
    return tuple(dict.fromkeys(names))


def _acts(doc: Doc, passage: Passage, mention: FoundOrganisation) -> bool:
    before = doc.text[passage.start : mention.start]
    after = doc.text[mention.end : passage.end]
    if _pattern("active_before").search(before.lower()):
        return True
    if _LABEL_AFTER.match(after) and len(before) < 60:
        return True
    if _ALONE_BEFORE.search(before) and _ALONE_AFTER.match(after):
        return True
    if _pattern("passive_before").search(before.lower()):
        return False
    return _is_subject(doc, mention, before)


def _is_subject(doc: Doc, mention: FoundOrganisation, before: str) -> bool:
    """A finite verb follows the name, or stands right before it (``Wel komen AenM en …``)."""
    span = doc.char_span(mention.start, mention.end, alignment_mode="expand")
    if span is None:
        return False
    following = [token for token in doc[span.end : span.end + 12] if not token.is_space]
    if following and _finite_soon(following):
        return True
    preceding = [token for token in doc[max(0, span.start - 3) : span.start] if token.pos_ != "DET"]
    inverted = bool(preceding) and preceding[-1].tag_.startswith(_VERB_TAGS)
    return inverted or not before.strip(" \"'-–•(")


def _finite_soon(tokens: list[object]) -> bool:
    for token in tokens[:8]:
        tag, text = token.tag_, token.text  # type: ignore[attr-defined]
        if tag.startswith(_VERB_TAGS):
            return True
        if text in {".", ";", ":", "!", "?"} or tag.startswith(("WW|inf", "WW|vd")):
            return False
        if tag.startswith(("VZ", "N|soort")) and text.lower() not in {"op", "zelf"}:
            return False
    return False


def _with_joined(
    doc: Doc, mentions: list[FoundOrganisation], acting: list[FoundOrganisation]
) -> list[FoundOrganisation]:
    """``Het Kinderrechtencollectief, BZK, OCW gaan …``: who is joined to an actor acts too."""
    chosen = set(acting)
    pairs = list(pairwise(mentions))
    for left, right in [*pairs, *reversed(pairs)]:
        if _JOINED.match(doc.text[left.end : right.start].lower()) and (
            left in chosen or right in chosen
        ):
            chosen |= {left, right}
    return [mention for mention in mentions if mention in chosen]


def _speaks(passage: Passage) -> bool:
    patterns = load_rules("commitments")["first_person"]["patterns"]
    return any(re.search(pattern, passage.text.lower()) for pattern in patterns)


@cache
def _pattern(key: str) -> re.Pattern[str]:
    return re.compile(load_rules("commitments")["actor"][key])
