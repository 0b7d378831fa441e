"""Large initials: the ``H`` of ``Het`` that is as high as two or three lines of its text."""

from collections.abc import Sequence

from extractors.read.columns import Word

_TIMES = 1.8  # the size of the text beside it, at least
_ROWS = 2  # that begin beside it, at least
_APART = 0.5  # of its size that the first row may stand off


def join_initials(words: Sequence[Word]) -> list[Word]:
    """Return ``words`` with each large initial joined to the word that it begins."""
    joined = list(words)
    for initial in words:
        if len(initial.text) == 1 and initial.text.isupper():
            beside = sorted((w for w in joined if _stands_by(initial, w)), key=lambda w: w.top)
            if len({round(word.top) for word in beside}) >= _ROWS:
                joined[joined.index(beside[0])] = _whole(initial, beside[0])
                joined.remove(initial)
    return joined


def _stands_by(initial: Word, word: Word) -> bool:
    """Tell whether a row of smaller text begins with ``word`` right behind ``initial``."""
    height = min(initial.bottom, word.bottom) - max(initial.top, word.top)
    near = 0 <= word.x0 - initial.x1 + 1 <= initial.size * _APART
    return near and height > 0 and initial.size >= word.size * _TIMES > 0


def _whole(initial: Word, word: Word) -> Word:
    return word._replace(text=initial.text + word.text, x0=initial.x0)
