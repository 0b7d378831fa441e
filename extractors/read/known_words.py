"""How far a text is made of words, or of what is left of them."""

import re

from extractors.compounds import is_compound
from extractors.lexicon import commonness

_WORD = re.compile(r"(?<![\w(])[A-Za-zÀ-ÿ]{3,}(?![\w)])")
_FEWEST = 8  # words that tell something


def known_share(text: str) -> float | None:
    """Return which share of the words of ``text`` are known; None where there are too few.

    Dutch prose lies above 0.9, prose in English about 0.6, letters in a cipher near 0.
    """
    words = _WORD.findall(text)
    if len(words) < _FEWEST:
        return None
    return sum(bool(commonness(word)) or is_compound(word) for word in words) / len(words)
