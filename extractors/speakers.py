"""Speakers: whose words a passage is, and who sends the document.

"Wij" is the sender where the text tells who sends: a letterhead, an apposition (``Wij -de
minister van …- herkennen``), a signature, or the heading of a part (``Reactie NJi``).
"""

import re
from collections import Counter
from functools import cache

from spacy.tokens import Doc

from extractors.clean import CleanBlock
from extractors.findings import found
from extractors.passages import Passage, found_in
from extractors.rules import load_rules
from schemas.document import DocumentKind

_GOVERNMENT = frozenset({DocumentKind.GOVERNMENT_RESPONSE})
_OWN_NAME_IN_TITLE = frozenset({DocumentKind.OTHER, DocumentKind.MONITORING_REPORT})
_WITH_BYLINE = _OWN_NAME_IN_TITLE | {DocumentKind.ANNUAL_REPORT, DocumentKind.GOVERNMENT_RESPONSE}
_CLOSING = 700  # characters at the end in which it signs
_LETTERHEAD = 500  # characters from the top in which a sender names itself

for _name in ("sender", "answered"):
    Doc.set_extension(_name, default=None, force=True)


def sender_of(doc: Doc) -> tuple[str, ...]:
    """Return the canonical names of who sends ``doc``; none where the text does not tell."""
    if doc._.sender is None:
        told = (way(doc) for way in _WAYS)
        doc._.sender = next((names for names in map(_who_writes, told) if names), ())
    sender: tuple[str, ...] = doc._.sender
    return sender


def speaker_of(doc: Doc, passage: Passage) -> tuple[str, ...]:
    """Return who speaks in the part that ``passage`` stands in, by its heading."""
    heading = passage.section.heading
    if not re.search(_rule("sender", "heading"), heading.lower()):
        return ()
    start = doc._.clean.text.rfind(heading, 0, passage.start)
    return _names(doc, start, start + len(heading)) if start >= 0 else ()


def issuer_of(doc: Doc, passage: Passage) -> str | None:
    """Return who recommends in ``passage``: the organisation that asks, a group, or the sender.

    In a response the sender asks nothing: it is whom the response answers.
    """
    asking = _asking(doc, passage)
    if asking:
        return asking
    around = f"{passage.section.question_text}\n{passage.section.heading}\n{passage.text}".lower()
    for name, patterns in _groups():
        if any(pattern.search(around) for pattern in patterns):
            return name
    if doc._.identity.kind in _GOVERNMENT:
        return _answered_body(doc)
    speaker = speaker_of(doc, passage) or sender_of(doc)
    return speaker[0] if len(speaker) == 1 else None


def answered_issuer(doc: Doc) -> str | None:
    """Return whose recommendations a response answers: who asks most often in it."""
    senders = set(sender_of(doc))
    issuers = Counter(
        finding.issuer
        for finding in found(doc, "recommendations")
        if finding.issuer and finding.issuer not in senders
    )
    return issuers.most_common(1)[0][0] if issuers else None


def is_parliament(name: str) -> bool:
    """Tell whether a body is written to, and answers for nothing itself: parliament."""
    return bool(re.search(_rule("sender", "never"), name.lower()))


def _answered_body(doc: Doc) -> str | None:
    """Whom a response answers: who asks most often in it, else whom the letter is sent to."""
    if doc._.answered is None:
        asking = Counter(name for p in doc._.passages if (name := _asking(doc, p)))
        for sender in sender_of(doc):
            asking.pop(sender, None)
        first = [name for name, _ in asking.most_common(1)] or addressed_by(doc)
        doc._.answered = tuple(first)[:1]
    return doc._.answered[0] if doc._.answered else None


def addressed_by(doc: Doc) -> tuple[str, ...]:
    """Return the canonical names of the bodies that ``doc`` is sent to, parliament left out."""
    return _who_writes(_addressed(doc))


def _addressed(doc: Doc) -> tuple[str, ...]:
    text = doc._.clean.text
    return tuple(
        str(mention.name)
        for mention in found(doc, "organisations")
        if mention.start < _LETTERHEAD
        and re.search(_rule("sender", "addressed_before"), text[: mention.start].lower())
    )


def _who_writes(names: tuple[str, ...]) -> tuple[str, ...]:
    """Parliament is written to: a minister's letter to it is neither from it nor about it."""
    return tuple(name for name in names if not is_parliament(name))


def _asking(doc: Doc, passage: Passage) -> str | None:
    asks = re.search(_rule("issuer", "asks"), passage.text.lower())
    text = doc._.clean.text
    mentions = [
        mention
        for mention in found_in(doc, "organisations", passage)
        if not re.search(_rule("issuer", "asked"), text[mention.end : passage.end].lower())
    ]
    if not asks or not mentions:
        return None
    verb = passage.start + asks.start()
    nearest = min(mentions, key=lambda mention: abs(mention.start - verb))
    return str(nearest.name)


def _apposition(doc: Doc) -> tuple[str, ...]:
    match = re.search(_rule("sender", "apposition"), doc._.clean.text)
    return _names(doc, match.start("bodies"), match.end("bodies")) if match else ()


def _publisher(doc: Doc) -> tuple[str, ...]:
    """Who published it, unless the line that tells so holds but a date (``Verschenen: april``)."""
    printed = doc._.identity.publisher or ""
    name = re.sub(_rule("sender", "tail"), "", printed)
    return (name,) if name and not re.search(_rule("sender", "no_publisher"), name.lower()) else ()


def _introduction(doc: Doc) -> tuple[str, ...]:
    """``Wij zijn Jongerencollectief …``: who opens so speaks."""
    return _named_behind(doc, "introduction", range(_LETTERHEAD))


def _signature(doc: Doc) -> tuple[str, ...]:
    """``Met vriendelijke groet, namens de Jongerenraad …`` at the end."""
    length = len(doc._.clean.text)
    return _named_behind(doc, "signature", range(max(0, length - _CLOSING), length))


def _byline(doc: Doc) -> tuple[str, ...]:
    """``CoMensha, 18 oktober 2029``: the one line at the top of but names, or names and a date."""
    if doc._.identity.kind not in _WITH_BYLINE:
        return ()
    top = [block for block in doc._.clean.blocks if block.end < _LETTERHEAD]
    lines = [names for block in top if (names := _names_alone(doc, block))]
    return lines[0] if len(lines) == 1 else ()


def _names_alone(doc: Doc, block: CleanBlock) -> tuple[str, ...]:
    names = [m for m in found(doc, "organisations") if block.start <= m.start < block.end]
    rest = doc._.clean.text[block.start : block.end]
    for mention in names:
        rest = rest.replace(doc._.clean.text[mention.start : mention.end], " ")
    is_more = re.search(_rule("sender", "more"), rest.lower())
    return () if is_more else tuple(dict.fromkeys(mention.name for mention in names))


def _named_behind(doc: Doc, key: str, within: range) -> tuple[str, ...]:
    text = doc._.clean.text
    return tuple(
        str(mention.name)
        for mention in found(doc, "organisations")
        if mention.start in within and re.search(_rule("sender", key), text[: mention.start][-40:])
    )[:1]


def _letterhead(doc: Doc) -> tuple[str, ...]:
    """A government letter begins with the name of the ministry or council that writes it."""
    if doc._.identity.kind not in _GOVERNMENT:
        return ()
    return _names(doc, 0, min(len(doc._.clean.text), _LETTERHEAD))[:1]


def _title(doc: Doc) -> tuple[str, ...]:
    """``Nieuwsbrief Jeugdombudsman Amstelland``: who is named in a title of its own speaks."""
    evidence = doc._.identity_evidence.get("title")
    if evidence is None or doc._.identity.kind not in _OWN_NAME_IN_TITLE:
        return ()
    return _names(doc, evidence.start, evidence.end)[:1]


_WAYS = (_apposition, _publisher, _introduction, _letterhead, _title, _signature, _byline)


def _names(doc: Doc, start: int, end: int) -> tuple[str, ...]:
    names = (m.name for m in found(doc, "organisations") if start <= m.start and m.end <= end)
    return tuple(dict.fromkeys(names))


def _rule(table: str, key: str) -> str:
    return str(load_rules("speakers")[table][key])


@cache
def _groups() -> list[tuple[str, list[re.Pattern[str]]]]:
    return [
        (rule["name"], [re.compile(pattern) for pattern in rule["patterns"]])
        for rule in load_rules("recommendations")["issuer"]
    ]
