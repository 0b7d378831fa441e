"""Plain names: those that a list, initials or a title give away.

``Isabel``, ``Anna van der Loo``, ``R. Janga-Winklaar``, ``mevrouw Croes``, ``minister Faber``.
"""

import re
from collections.abc import Iterator

from spacy.tokens import Doc

from extractors.people.first_names import is_also_ordinary, is_first_name
from extractors.people.names import Name
from extractors.people.patterns import pattern, rule
from extractors.people.refusals import Refusals

_OWNED = frozenset({"NOUN", "ADJ", "NUM", "PROPN"})
_LEAST_CAPITALS = 3  # letters; "BO" is an abbreviation


def plain(refusals: Refusals) -> Iterator[Name]:
    """Yield the plain names of the document; where two cover the same words the first is meant."""
    yield from _courteous(refusals)
    yield from _initialled(refusals)
    yield from _listed(refusals)
    yield from _shouted(refusals)
    yield from _in_office(refusals)


def whole_name(text: str, start: int, end: int, refusals: Refusals, kind: str) -> Name:
    """Return the name that begins with the first name at ``start``, as far as it goes."""
    chunks = list(_chunks(text, end, refusals))
    while len(chunks) > 1 and is_first_name(chunks[0][0]):
        end = chunks.pop(0)[1]
    family, family_end = chunks[0] if chunks else ("", end)
    return Name(start, family_end, text[start:end], family, kind)


def _chunks(text: str, end: int, refusals: Refusals) -> Iterator[tuple[str, int]]:
    """The names behind a first name with their ends: ``Anna Maria van der Loo`` has two."""
    while match := pattern(" (?P<family><family>)").match(text, end):
        if not refusals.is_family(*match.span("family")):
            return
        yield match["family"], match.end()
        end = match.end()


def _courteous(refusals: Refusals) -> Iterator[Name]:
    text = refusals.text
    for match in rule("courtesy", "pattern").finditer(text):
        if not refusals.is_taken(*match.span("name")):
            yield Name(*match.span("name"), "", match["name"], "courtesy")


def _initialled(refusals: Refusals) -> Iterator[Name]:
    text = refusals.text
    shape = pattern(r"(?<![\w.])(?P<given><initials>)(?P<family><family>)")
    for match in shape.finditer(text):
        is_label = match["given"].count(".") == 1 and refusals.is_label(match)
        if not is_label and refusals.is_family(*match.span("family")):
            yield Name(*match.span(), match["given"].strip(), match["family"], "initials")


def _listed(refusals: Refusals) -> Iterator[Name]:
    text = refusals.text
    for match in pattern(r"(?<![\w@./-])<word>(?!@)").finditer(text):
        given = _without_genitive(refusals.doc, match)
        if not is_first_name(given) or refusals.is_named_after(*match.span()):
            continue
        end = match.start() + len(given)
        name = whole_name(text, match.start(), end, refusals, "first_name")
        is_whole = name.family and not is_first_name(name.family)  # unlike "Storm Corrie"
        is_clear = is_whole or not is_also_ordinary(given)
        if is_clear or refusals.stands_out(name.start, name.end):
            yield name


def _shouted(refusals: Refusals) -> Iterator[Name]:
    """``ISABEL BELT HET MINISTERIE``: a name among capitals, where no case tells it."""
    text = refusals.text
    for match in pattern(r"(?<![\w-])[<upper>]+(?=[ ,:] ?[<upper>]{2})").finditer(text):
        given = match[0].title()
        is_long = len(given) >= _LEAST_CAPITALS
        if not is_long or not is_first_name(given) or is_also_ordinary(given):
            continue
        if not refusals.is_named_after(*match.span()):
            yield Name(*match.span(), given, "", "capitals")


def _in_office(refusals: Refusals) -> Iterator[Name]:
    text = refusals.text
    shape = pattern("(?i:<office>) (?:<title> )*(?P<name><family>)")
    for match in shape.finditer(text):
        if refusals.is_family(*match.span("name")):
            yield Name(*match.span("name"), "", match["name"], "office")


def _without_genitive(doc: Doc, match: re.Match[str]) -> str:
    """``Isabels fiets`` is Isabel's; ``Wijnands mikt`` is a family name."""
    stripped = re.sub("['’]?s$", "", match[0])
    if is_first_name(match[0]) or not is_first_name(stripped):
        return match[0]
    owned = doc.char_span(match.end(), match.end() + 2, alignment_mode="expand") or ()
    is_owner = any(token.pos_ in _OWNED for token in owned if not token.is_space)
    return stripped if is_owner else match[0]
