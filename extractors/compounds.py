"""Compounds: words that no lexicon lists, made of words that it does."""

from functools import lru_cache

from extractors.lexicon import Commonness, commonness

_LINK = "s"  # beleid-s-vrijheid; the plural in kinder- and boeken- is a word of its own
_FIRST = 3  # letters that the first part has at least
_LAST = 4
_LONG = 7  # letters from which a rare word may be a part


@lru_cache(maxsize=2**16)
def is_compound(word: str) -> bool:
    """Tell whether ``word`` is put together from known words: jeugd-hulp-verlening."""
    word = word.lower()
    return any(
        _is_part(word[cut:]) and _is_beginning(word[:cut])
        for cut in range(len(word) - _LAST, _FIRST - 1, -1)
    )


def _is_beginning(word: str) -> bool:
    if _is_part(word) or is_compound(word):
        return True
    bare = word.removesuffix(_LINK)
    return bare != word and len(bare) > _FIRST and (_is_part(bare) or is_compound(bare))


def _is_part(word: str) -> bool:
    rank = commonness(word)
    return rank >= Commonness.USUAL or (rank is Commonness.RARE and len(word) >= _LONG)
