"""Grades: how far a text can be trusted by its look, whatever format it came from."""

import re
from collections.abc import Callable, Iterator

from extractors.rules import load_rules
from schemas.document import Document, Grade

BROKEN = "\N{REPLACEMENT CHARACTER}"
"""What stands for bytes that are no character."""

_ADDRESS = re.compile(r"[/@\\]")
_WORST_LAST = (Grade.GOOD, Grade.FAIR, Grade.POOR)


def graded(document: Document) -> Document:
    """Return ``document`` with the grade that its text deserves, never a better one than it had.

    Broken characters, words without spaces and nothing but capitals lower it, each with a
    reason that tells how much of the text it is.
    """
    found = list(_faults(document.text))
    if not found:
        return document
    grade = max(document.grade, *(grade for grade, _ in found), key=_WORST_LAST.index)
    reasons = (*document.grade_reasons, *(reason for _, reason in found))
    return document.model_copy(update={"grade": grade, "grade_reasons": reasons})


def _faults(text: str) -> Iterator[tuple[Grade, str]]:
    rules = load_rules("grades")
    if _letters(text) + text.count(BROKEN) < rules["least_letters"]:
        return
    for fault in rules["fault"]:
        share = _SHARES[fault["id"]](text)
        if share >= fault["fair"]:
            grade = Grade.POOR if share >= fault["poor"] else Grade.FAIR
            yield grade, fault["says"].format(share=share)


def _broken_characters(text: str) -> float:
    return text.count(BROKEN) / len("".join(text.split()))


def _no_spaces(text: str) -> float:
    longest = load_rules("grades")["longest_word"]
    words = [word for word in text.split() if not _ADDRESS.search(word)]
    too_long = (word for word in words if len(word) > longest)
    return sum(map(_letters, too_long)) / (sum(map(_letters, words)) or 1)


def _letters(word: str) -> int:
    return sum(map(str.isalpha, word))


def _all_capitals(text: str) -> float:
    cased = [char for char in text if char.isupper() or char.islower()]
    return sum(map(str.isupper, cased)) / (len(cased) or 1)


_SHARES: dict[str, Callable[[str], float]] = {
    "broken_characters": _broken_characters,
    "no_spaces": _no_spaces,
    "all_capitals": _all_capitals,
}
