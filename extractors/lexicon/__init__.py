"""The lexicon: Dutch words as they are spelt, and how common each of them is.

It tells a damaged word from a sound one; built by ``extractors.training.lexicon``.
"""

import lzma
import unicodedata
from enum import IntEnum
from functools import cache
from importlib import resources


class Commonness(IntEnum):
    """How often a word is met; ``LISTED`` is one that is only spelt, never met."""

    UNKNOWN = 0
    LISTED = 1
    RARE = 2
    USUAL = 3
    COMMON = 4


def commonness(word: str) -> Commonness:
    """Return how common ``word`` is, with its capitals as a sentence or a heading may set them.

    ``Jeugd`` and ``JEUGD`` are as common as ``jeugd``; ``belgië`` is unknown beside ``België``.
    """
    words = _words()
    found = words.get(word, Commonness.UNKNOWN)
    if word[:1].isupper():
        found = max(found, words.get(word.lower(), Commonness.UNKNOWN))
        if len(word) > 1 and word.isupper():
            found = max(found, words.get(word.capitalize(), Commonness.UNKNOWN))
    return found


def bare(word: str) -> str:
    """Return ``word`` in lower case and without its accents: ``coordinatie``."""
    letters = unicodedata.normalize("NFD", word.lower())
    return "".join(letter for letter in letters if not unicodedata.combining(letter))


@cache
def _words() -> dict[str, Commonness]:
    data = resources.files(__name__).joinpath("words.txt.xz").read_bytes()
    ranks = lzma.decompress(data).decode().split("\n\n")
    return {
        word: rank
        for rank, words in zip(sorted(Commonness, reverse=True), ranks, strict=False)
        for word in words.split()
    }
