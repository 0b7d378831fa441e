"""Characters that came to pieces on their way: wrong encodings, accents apart from letters."""

import re
import unicodedata
from collections.abc import Iterator

import ftfy

from extractors.edits import Edit

_WRONGLY_DECODED = re.compile(r"\S*(?:[ÃÂ][\u0080-\u00BF\u0152-\u2122]|â€)\S*")
_COMBINING = re.compile(r"\w[\u0300-\u036F]+")
_LOOSE = re.compile(r"(?<=[^\W\d_])(?P<accent>[¨´`ˆ])\s?(?P<letter>[aeiouAEIOU])")
_ACCENTS = {"¨": "\u0308", "´": "\u0301", "`": "\u0300", "ˆ": "\u0302"}


def mended(text: str) -> Iterator[Edit]:
    """Yield an edit for each character of ``text`` that is in pieces.

    ``financiÃ«le`` was decoded wrongly, ``coo¨rdinatie`` has its accent beside its letter.
    """
    if text.isascii():
        return
    for match in _WRONGLY_DECODED.finditer(text):
        yield Edit(match.start(), match.end(), ftfy.fix_encoding(match[0]))
    for match in _COMBINING.finditer(text):
        yield Edit(match.start(), match.end(), unicodedata.normalize("NFC", match[0]))
    for match in _LOOSE.finditer(text):
        letter = unicodedata.normalize("NFC", match["letter"] + _ACCENTS[match["accent"]])
        yield Edit(match.start(), match.end(), letter)
