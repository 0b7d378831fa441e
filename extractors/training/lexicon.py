"""How the lexicon is made: ``python -m extractors.training.lexicon [WORD_LIST]``.

Spelling is OpenTaal's (``/usr/share/dict/dutch`` of Debian's ``wdutch``), how common a word
is tells the package ``wordfreq``. Words that only wordfreq knows are names and loans; one
that differs from OpenTaal's by its accents alone (``financiele``) is a slip, and left out.
"""

import lzma
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

from wordfreq import get_frequency_dict

from extractors.lexicon import Commonness, bare

WORD_LIST = Path("/usr/share/dict/dutch")
TARGET = Path(__file__).parents[1] / "lexicon" / "words.txt.xz"

_COMMON = 10**-4.8  # of all words: about 3,500 are more frequent
_USUAL = 10**-6.2
_NAMES = 10**-6.4  # rarer words that OpenTaal does not know are mostly slips
_LONGEST = 24  # letters; longer words are found by their parts
_LISTED = 13  # ... and so are most long words that nobody uses


def main() -> None:
    """Write the lexicon beside the module that reads it."""
    path = Path(sys.argv[1]) if len(sys.argv) > 1 else WORD_LIST
    ranks = ranked(path.read_text(encoding="utf-8").split("\n"), get_frequency_dict("nl", "large"))
    text = "\n\n".join("\n".join(sorted(words)) for words in ranks)
    TARGET.write_bytes(lzma.compress(text.encode(), preset=9 | lzma.PRESET_EXTREME))
    print(f"{sum(map(len, ranks))} words, {TARGET.stat().st_size} bytes")


def ranked(spelt: Iterable[str], frequency: dict[str, float]) -> list[set[str]]:
    """Return the words of the lexicon, the common ones first, then the usual, then the rare."""
    ranks: dict[Commonness, set[str]] = {rank: set() for rank in sorted(Commonness)[:0:-1]}
    known = {word for word in spelt if word.isalpha() and 1 < len(word) <= _LONGEST}
    letters = {bare(word) for word in known}
    for word in known:
        share = frequency.get(word.lower(), 0)
        if share or len(word) <= _LISTED:
            ranks[_rank(share)].add(word)
    for word in _names(frequency, letters):
        ranks[Commonness.RARE].add(word)
    return list(ranks.values())


def _names(frequency: dict[str, float], letters: set[str]) -> Iterator[str]:
    for word, share in frequency.items():
        if share >= _NAMES and len(word) > 2 and word.isalpha() and bare(word) not in letters:
            yield word


def _rank(share: float) -> Commonness:
    if share >= _COMMON:
        return Commonness.COMMON
    if share >= _USUAL:
        return Commonness.USUAL
    return Commonness.RARE if share else Commonness.LISTED


if __name__ == "__main__":
    main()
