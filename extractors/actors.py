"""Actors: which of the organisations in a commitment will act.

The one that a verb belongs to (``VWS gaat contact zoeken met OCW``), that stands before a
colon or alone in brackets (``lijst met verhuizingen (COA)``), or that speaks as "wij".
"""

import re
from functools import cache
from itertools import pairwise

from spacy.tokens import Doc, Span

from extractors.action_tables import Column
from extractors.organisations import FoundOrganisation
from extractors.passages import Passage, found_in
from extractors.rules import load_rules
from extractors.speakers import sender_of, speaker_of
from schemas.document import DocumentKind

_LABEL_AFTER = re.compile(r"^\s*(?:\([^)]*\))?\s*[:–—]")
_ALONE_BEFORE = re.compile(r"(?:[:–—|(;]|\s-|^\W*)\s*(?:de|het)?\s*$")
_ALONE_AFTER = re.compile(r"^\s*(?:[).;|]|,|$)")
_JOINED = re.compile(r"^\s*(?:,|\+|/|&|en|alsmede|, en)\s*(?:de|het|de gemeente)?\s*$")
_CLAUSE_BORDER = re.compile(r"[.;:!?]\s")
_LABEL_ROOM = 60  # characters before a label: ``Campagne: VWS: …`` is still one
_VERB = "WW|pv"
_PLURAL = "WW|inf"
_VERB_WITHIN = 8  # words between an organisation and its verb
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
    before = doc._.clean.text[passage.start : mention.start]
    after = doc._.clean.text[mention.end : passage.end]
    if _stands_alone(before, after) or _fits("active_before", before):
        return True
    span = doc.char_span(mention.start, mention.end, alignment_mode="expand")
    if span is None:
        return False
    if _fits("place_before", before) or _pattern("people_before").search(before):
        return _verb_follows(span)
    return not _fits("passive_before", before) and _is_subject(span, before)


def _stands_alone(before: str, after: str) -> bool:
    """A label (``NJi: meelezen``) or a name on its own (``meelezen (NJi, juni)``)."""
    if _LABEL_AFTER.match(after) and len(before) < _LABEL_ROOM:
        return True
    return bool(before and _ALONE_BEFORE.search(before) and _ALONE_AFTER.match(after))


def _is_subject(span: Span, before: str) -> bool:
    """A finite verb follows the name, or stands right before it (``Wel komen AenM en …``)."""
    if _verb_follows(span) or not before.strip(" \"'-–•("):
        return True
    clause = _CLAUSE_BORDER.split(before)[-1]
    if _fits("other_subject", clause):
        return False
    preceding = span.doc[max(0, span.start - 3) : span.start]
    words = [token for token in preceding if token.pos_ != "DET"]
    return bool(words) and words[-1].tag_.startswith(_VERB)


def _verb_follows(span: Span) -> bool:
    following = span.doc[span.end : span.end + _VERB_WITHIN]
    for token in following:
        if token.tag_.startswith((_VERB, _PLURAL)):  # the tagger takes "gaan" for either
            return token.tag_.startswith(_VERB) or token.nbor(-1).lower_ != "te"
        stops = token.text in {".", ";", ":", "!", "?"}
        if stops or token.tag_.startswith(("WW|vd", "VZ", "N|soort")):
            return False
    return False


def _with_joined(
    doc: Doc, mentions: list[FoundOrganisation], acting: list[FoundOrganisation]
) -> list[FoundOrganisation]:
    """``Het Kinderrechtencollectief, BZK, OCW gaan …``: who is joined to an actor acts too."""
    chosen = set(acting)
    pairs = list(pairwise(mentions))
    for left, right in [*pairs, *reversed(pairs)]:
        if _JOINED.match(doc._.clean.text[left.end : right.start].lower()) and (
            left in chosen or right in chosen
        ):
            chosen |= {left, right}
    return [mention for mention in mentions if mention in chosen]


def _speaks(passage: Passage) -> bool:
    patterns = load_rules("commitments")["first_person"]["patterns"]
    return any(re.search(pattern, passage.text.lower()) for pattern in patterns)


def _fits(key: str, text: str) -> bool:
    return bool(_pattern(key).search(text.lower()))


@cache
def _pattern(key: str) -> re.Pattern[str]:
    return re.compile(load_rules("commitments")["actor"][key])
