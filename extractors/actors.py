"""Actors: which organisations will act in a commitment.

The one that a verb belongs to (``VWS gaat contact zoeken met OCW``), that stands before a
colon or alone in brackets (``lijst met verhuizingen (COA)``), whose role acts (``de
wethouder``), or that speaks as "wij".
"""

import re
from functools import partial
from itertools import pairwise

from spacy.tokens import Doc, Span

from extractors.action_tables import Column
from extractors.antecedents import bodies_in_roles, last_spoken_of, meant_by_pronoun, role_in
from extractors.findings import found
from extractors.passages import Passage, found_in
from extractors.rules import load_rules, rule_pattern
from extractors.short_names import Mention, short_names_in
from extractors.speakers import is_parliament, sender_of, speaker_of
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
_pattern = partial(rule_pattern, "actors", "actor")


def actors_of(doc: Doc, passage: Passage) -> tuple[str, ...]:
    """Return the canonical names of the organisations that will act, in the order of the text."""
    mentions = _mentions(doc, passage)
    cell = passage.cell(Column.ACTOR)
    if cell:
        return _in_cell(doc, passage, cell, mentions)
    acting = [mention for mention in mentions if _acts(doc, passage, mention)]
    partners = _partners(doc, passage, mentions)
    names = [mention.name for mention in _with_joined(doc, mentions, acting)]
    if partners and set(names) <= set(partners) and _has_speaker(doc, passage):
        names = [*_speakers(doc, passage), *partners]
    elif partners and set(names) <= set(partners):
        names = [*_in_heading(doc, passage), *partners]
    return tuple(dict.fromkeys(names)) or _unnamed(doc, passage)


def says_who_acts(doc: Doc, passage: Passage) -> bool:
    """Tell whether the passage itself says who acts: by name, by role or as "wij"."""
    named = _mentions(doc, passage) or role_in(doc, passage)
    return bool(named) or _speaks("patterns", passage)


def _mentions(doc: Doc, passage: Passage) -> list[Mention]:
    named = [*found_in(doc, "organisations", passage), *short_names_in(doc, passage)]
    return sorted(named, key=lambda mention: mention.start)


def _in_cell(
    doc: Doc, passage: Passage, cell: tuple[int, int], mentions: list[Mention]
) -> tuple[str, ...]:
    """Who stands in the column for it, by name, by role (``wethouder Smit``) or as "wij"."""
    told = doc._.clean.text[cell[0] : cell[1]].lower()
    placed = [(m.start, m.name) for m in mentions if cell[0] <= m.start < cell[1]]
    placed += [
        (passage.start + place[0], name)
        for place, name in bodies_in_roles(doc, passage)
        if cell[0] <= passage.start + place[0] < cell[1]
    ]
    names = tuple(dict.fromkeys(name for _, name in sorted(placed)))
    is_speaker = any(
        re.search(one, told) for one in load_rules("actors")["first_person"]["speaker"]
    )
    return names or (_speakers(doc, passage) if is_speaker else ())


def _unnamed(doc: Doc, passage: Passage) -> tuple[str, ...]:
    """Who acts where no one is named: "wij", a role, a pronoun, the sender, the heading."""
    speakers = _speakers(doc, passage) if _has_speaker(doc, passage) else ()
    if speakers and _speaks("speaker", passage):
        return speakers
    meant = role_in(doc, passage) or meant_by_pronoun(doc, passage)
    if meant:
        return (meant,)
    return speakers or _in_heading(doc, passage) or _beside(doc, passage)


def _beside(doc: Doc, passage: Passage) -> tuple[str, ...]:
    """``De regio's krijgen bezoek van het NJi``; else whom the sentence before it spoke of."""
    text = doc._.clean.text
    others = [m for m in _mentions(doc, passage) if not is_parliament(m.name)]
    with_them = [m for m in others if _fits("held_before", text[passage.start : m.start])]
    last = last_spoken_of(doc, passage)
    if with_them:
        return (with_them[0].name,)
    return (last,) if last and not is_parliament(last) else ()


def _has_speaker(doc: Doc, passage: Passage) -> bool:
    return _speaks("patterns", passage) or _is_of_one_voice(doc)


def _is_of_one_voice(doc: Doc) -> bool:
    """A government that sends a document tells what it does itself, whatever the kind."""
    governs = any(_fits("governing", name) for name in sender_of(doc))
    return governs or doc._.identity.kind in _OF_ONE_VOICE


def _speakers(doc: Doc, passage: Passage) -> tuple[str, ...]:
    return speaker_of(doc, passage) or sender_of(doc)


def _partners(doc: Doc, passage: Passage, mentions: list[Mention]) -> list[str]:
    """``Samen met de VNG maak ik …``: who acts with the speaker."""
    text = doc._.clean.text
    first = [m for m in mentions if _fits("partner_before", text[passage.start : m.start])]
    return [mention.name for mention in _with_joined(doc, mentions, first)]


def _in_heading(doc: Doc, passage: Passage) -> tuple[str, ...]:
    """``T-03 IND – 14 juni``: a heading that is a name, but for its number and date."""
    heading = passage.section.heading
    start = doc._.clean.text.rfind(heading, 0, passage.start) if heading else -1
    if start < 0:
        return ()
    span = range(start, start + len(heading))
    named = [m for m in found(doc, "organisations") if m.start in span and m.end - 1 in span]
    rest = heading
    for mention in named:
        rest = rest.replace(doc._.clean.text[mention.start : mention.end], "")
    is_name = not _pattern("heading_rest").search(rest.lower())
    is_told = is_name or _fits("heading_asks", heading)
    return (named[0].name,) if len(named) == 1 and is_told else ()


def _acts(doc: Doc, passage: Passage, mention: Mention) -> bool:
    before = doc._.clean.text[passage.start : mention.start]
    after = doc._.clean.text[mention.end : passage.end]
    if _stands_alone(before, after) or _fits("active_before", before):
        return True
    span = doc.char_span(mention.start, mention.end, alignment_mode="expand")
    if span is None:
        return False
    if _fits("owned_before", before):
        return True
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
    if _verb_follows(span) or not _pattern("opening").sub("", before.lower()):
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


def _with_joined(doc: Doc, mentions: list[Mention], acting: list[Mention]) -> list[Mention]:
    """``Het Kinderrechtencollectief, BZK, OCW gaan …``: who is joined to an actor acts too."""
    chosen = set(acting)
    pairs = list(pairwise(mentions))
    for left, right in [*pairs, *reversed(pairs)]:
        if _JOINED.match(doc._.clean.text[left.end : right.start].lower()) and (
            left in chosen or right in chosen
        ):
            chosen |= {left, right}
    return [mention for mention in mentions if mention in chosen]


def _speaks(key: str, passage: Passage) -> bool:
    patterns = load_rules("actors")["first_person"][key]
    return any(re.search(pattern, passage.text.lower()) for pattern in patterns)


def _fits(key: str, text: str) -> bool:
    return bool(_pattern(key).search(text.lower()))
