"""The language of a text, by the small words that no sentence can do without.

A document in another language is kept but not read by rules made for Dutch; so is an
English annex in a Dutch report. A short line tells no language, and none is guessed.
"""

import re
import unicodedata
from collections import Counter
from functools import cache

from extractors.rules import load_rules

DUTCH = "nl"
"""The language that the rules read."""

_WORD = re.compile(r"[^\W\d_]+")
_LONGEST = 20_000  # characters; more of a document tells no more


def language_of(text: str) -> str | None:
    """Return the language of ``text`` as a BCP 47 tag; null where it has too little to tell.

    A script that several languages share is as far as it goes: ``und-Arab``.
    """
    words = _WORD.findall(text[:_LONGEST].casefold())
    hits = Counter(language for word in words for language in _languages().get(word, ()))
    ranked = [*hits.most_common(2), ("", 0), ("", 0)]
    (first, most), (_, second) = ranked[0], ranked[1]
    enough = most >= _limit("least_hits") and most >= _limit("least_share") * len(words)
    if enough and most >= _limit("least_lead") * second:
        return first
    return _script(words)


def is_dutch(text: str) -> bool:
    """Tell whether ``text`` can be read as Dutch: it is, or it is too short to be anything."""
    return language_of(text) in (DUTCH, None)


def _script(words: list[str]) -> str | None:
    """The language of a script without small words of ours, where most letters are of it."""
    letters = "".join(words)
    counted = Counter(_script_of(letter) for letter in letters)
    script, count = counted.most_common(1)[0] if counted else ("", 0)
    tag: str | None = load_rules("language")["scripts"].get(script)
    return tag if count >= _limit("least_letters") and 2 * count > len(letters) else None


def _script_of(letter: str) -> str:
    return unicodedata.name(letter, "UNNAMED").split()[0]


@cache
def _languages() -> dict[str, tuple[str, ...]]:
    """The languages of each small word: ``de`` is Dutch, French, Frisian and Spanish."""
    found: dict[str, tuple[str, ...]] = {}
    for language, words in load_rules("language")["words"].items():
        for word in dict.fromkeys(words.split()):
            found[word] = (*found.get(word, ()), language)
    return found


def _limit(name: str) -> float:
    return float(load_rules("language")[name])
