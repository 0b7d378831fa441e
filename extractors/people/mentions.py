"""Mentions: every place in a text where a known name stands, however it is written there.

``Isabel`` is also ISABEL, Isabels and the isabel of an e-mail address. A name that is an
ordinary word too (April, Roos) counts only as it is written, and never beside a number.
"""

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

from extractors.people.first_names import is_also_ordinary, is_first_name
from extractors.people.patterns import rule

_NEAR = 40
_SHORTEST_IN_SMALL = 4  # letters; "bo" and "mo" are syllables


def mentions_of(words: Iterable[str], text: str) -> Iterator[tuple[int, int]]:
    """Yield start and end of each place in ``text`` where one of the name's ``words`` stands."""
    for word in words:
        is_word = is_also_ordinary(word) or bool(_as_word(word).search(text))
        for match in _spelled(word, is_word).finditer(text):
            if not (_is_other(match, text) or (is_word and _is_ordinary(match, text))):
                yield match.span()


def _is_other(match: re.Match[str], text: str) -> bool:
    """``Sint Maarten`` and the ``Emma Kinderziekenhuis`` are no people."""
    before = text[max(0, match.start() - _NEAR) : match.start()]
    after = text[match.end() : match.end() + _NEAR]
    return bool(rule("none", "before").search(before) or rule("none", "after").search(after))


def _is_ordinary(match: re.Match[str], text: str) -> bool:
    before = text[max(0, match.start() - _NEAR) : match.start()]
    after = text[match.end() : match.end() + _NEAR]
    return bool(
        rule("none", "not_alone_before").search(before)
        or rule("none", "not_alone_after").search(after)
    )


@lru_cache(maxsize=2000)
def _spelled(word: str, is_word: bool) -> re.Pattern[str]:
    """All spellings; small letters only for first names, and for others in an address."""
    forms = [word, word.upper(), word[0].upper() + word[1:]]
    small = f"|{re.escape(word.lower())}(?=[\\w.-]*@)"
    if is_first_name(word) and not is_word and len(word) >= _SHORTEST_IN_SMALL:
        forms.append(word.lower())
    any_form = "|".join(re.escape(form) for form in dict.fromkeys(forms)) + small
    return re.compile(rf"(?<![^\W\d_])(?:{any_form})(?:['’]?[sS])?(?![^\W\d_])")


@lru_cache(maxsize=2000)
def _as_word(word: str) -> re.Pattern[str]:
    """Written small in running text, not in an address."""
    return re.compile(rf"(?<![\w@./-]){re.escape(word.lower())}(?![\w@]|\.\w)")
