"""How a heading reads: short, without a final stop, large, bold or in capitals."""

import re
from functools import cache

from extractors.read.markers import BULLETS, HEADING
from extractors.read.pieces import Piece
from extractors.read.wrapping import is_capitals, is_lower
from extractors.rules import load_rules

_LONGEST = 95  # characters
_MOST_WORDS = 14
_MOST_LINES = 3
_LEAD_IN_WORDS = 7  # "Wat er volgens ons nodig is:"; a longer one is a sentence
LARGE = 1.14
"""Size of the letters of a heading against the body's, at least."""

_NO_TITLE = re.compile(r"€|@|https?://|www\.")
_NO_CAPITALS = re.compile(r"^\d{4} ?[A-Z]{2}\b|^\W*\w{1,4}\W*$")  # a postcode, a short name
_BEGINNINGS = "“„‘\"'(§*_[#"
_FEWEST = 3  # letters
_REMARK = re.compile(r"\s*\([^()]*\)$")
_INNER_STOP = re.compile(r"\w{3,}[.!?] +[A-ZÀ-Ý]")


def looks_like_heading(piece: Piece) -> bool:
    """Tell whether ``piece`` is a heading by its letters or its markup alone."""
    if piece.kind is not None:
        return False
    if piece.first.style == HEADING:
        return True
    short = len(piece.text) <= _LONGEST and len(piece.lines) <= _MOST_LINES
    if not short or piece.first.style in BULLETS or piece.text.endswith((",", ";")):
        return False
    return (is_capitals(piece.text) and not _NO_CAPITALS.search(piece.text)) or _stands_out(piece)


def reads_as_title(piece: Piece) -> bool:
    """Tell whether ``piece`` could be a heading: short, and no sentence that ends in a stop."""
    text = wording(piece)
    if piece.kind is not None or piece.first.style in BULLETS or not text:
        return False
    begins = bool(piece.first.marker) or not is_lower(piece.first)
    signed = any(line.text.endswith(",") for line in piece.lines[:-1])  # "De minister, / R. Bos"
    return (
        begins and not signed and _is_short(text) and _is_open(text) and not _NO_TITLE.search(text)
    )


def wording(piece: Piece) -> str:
    """Return what ``piece`` says without its number and without a remark in brackets behind."""
    text = piece.text.removeprefix(piece.first.marker).strip()
    return _REMARK.sub("", text)


def _is_short(text: str) -> bool:
    """A question may be longer than a title."""
    room = 2 if text.endswith(("?", ":")) else 1
    return len(text) <= _LONGEST * room and len(text.split()) <= _MOST_WORDS * room


def _is_open(text: str) -> bool:
    """A title ends in no stop and has none within."""
    bare = text.rstrip("”’\"')*_ ")
    closed = bare.endswith((".", "!", ",", ";")) and not text.endswith((" ...", " . . ."))
    begins = text[0].isalnum() or text[0] in _BEGINNINGS
    letters = sum(c.isalpha() for c in text)
    return begins and not closed and letters >= _FEWEST and not _INNER_STOP.search(text)


def is_lead_in(piece: Piece) -> bool:
    """Tell whether ``piece`` is a sentence that leads into a list: ``Het college besluit:``."""
    long = len(piece.text.split()) > _LEAD_IN_WORDS
    return piece.text.endswith(":") and (long or not piece.first.gap or is_numbered(piece))


def is_numbered(piece: Piece) -> bool:
    """Tell whether ``piece`` begins with a number or letter of its own."""
    return piece.kind is None and bool(piece.first.marker) and piece.first.style not in BULLETS


def is_label(piece: Piece) -> bool:
    """Tell whether ``piece`` names a part of a text: ``Artikel 3 Stem van jongeren``."""
    return reads_as_title(piece) and _pattern("labelled").fullmatch(piece.text) is not None


def is_bare_label(piece: Piece) -> bool:
    """Tell whether ``piece`` is the number of a part and no more: ``Antwoord 3``."""
    return piece.kind is None and _pattern("numbered").fullmatch(piece.text) is not None


def _stands_out(piece: Piece) -> bool:
    """Large letters alone are no sign: on a slide the text is larger than the notes."""
    large = min(line.size for line in piece.lines) >= LARGE
    bold = all(line.bold for line in piece.lines)
    return (large or bold) and reads_as_title(piece) and not is_lead_in(piece)


@cache
def _pattern(name: str) -> re.Pattern[str]:
    return re.compile(load_rules("reading")["headings"][name], re.I)
