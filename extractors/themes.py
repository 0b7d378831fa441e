"""Themes: which of the ten themes of the dialogue a heading names or a passage is about.

Both are a matter of words (``rules/themes.toml``). A heading must name its theme; a
passage must speak of one theme more clearly than of any other, and the heading above it
has a say in that.
"""

import csv
import re
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

from pydantic import Field

from extractors.rules import load_rules
from schemas.document import Frozen
from schemas.records import Theme

# In capitals an OCR engine mixes up I, 1, l and |, O and 0: ONDERW|JS, DlSCRIMINATIE, ARM0EDE.
_CAPITALS = re.compile(r"[A-Z01l|]*[A-Z][A-Z01l|]*[A-Z][A-Z01l|]*")
_MISREAD = str.maketrans("01l|", "OIII")
_WORD_END_DASH = re.compile(r"(?<=\w)-\s+(?=\w)")


class ThemeEntry(Frozen):
    """One theme of the register: how it is called, and where it stands in a list."""

    theme: Theme
    label: str = Field(min_length=1, description="As the dialogue calls it.")
    order: int = Field(ge=1, description="Place in a list, from 1.")


@cache
def theme_register() -> tuple[ThemeEntry, ...]:
    """Return the themes in their order, as ``register/themes.csv`` has them."""
    with (files("extractors") / "register" / "themes.csv").open(encoding="utf-8") as lines:
        entries = [ThemeEntry.model_validate(row) for row in csv.DictReader(lines)]
    return tuple(sorted(entries, key=lambda entry: entry.order))


def theme_of_heading(heading: str) -> Theme | None:
    """Return the theme that a heading names (``TAFEL 3 ONDERW|JS``).

    None where it names none, or several (``Armoede en onderwijs``).
    """
    folded = _folded(heading)
    for strength in ("heading", "otherwise"):
        named = [theme for theme, words in _words(strength).items() if words.search(folded)]
        if named:
            return named[0] if len(named) == 1 else None
    return None


def theme_of_passage(passage: str, heading_theme: Theme | None = None) -> Theme | None:
    """Return the theme that a passage is about, with the theme of the heading above as a start.

    The heading's theme stands where the passage has no clear theme of its own; without
    it, a passage that speaks of two themes alike has none.
    """
    weights = load_rules("themes")["passage"]
    points = _points(_folded(passage))
    if heading_theme:
        points[heading_theme] += weights["heading_above"]
    first, second = _ranked(points)[:2]
    is_clear = points[first] >= weights["least"]
    return (
        first if is_clear and points[first] - points[second] >= weights["lead"] else heading_theme
    )


def theme_of_document(text: str) -> Theme | None:
    """Return the one theme that a whole document is about, such as a letter on school absence.

    Its opening, with title and subject, counts most. None for a document on several
    themes. A start for passages that no heading governs.
    """
    weights = load_rules("themes")["document"]
    counts = _counts(text)
    for theme, count in _counts(text[: weights["opening"]]).items():
        counts[theme] += count * (weights["opening_weight"] - 1)
    first = _ranked(counts)[0]
    is_clear = counts[first] >= max(weights["least"], weights["share"] * sum(counts.values()))
    return first if is_clear else None


def _counts(text: str) -> dict[Theme, float]:
    folded = _folded(text)
    return {theme: len(words.findall(folded)) for theme, words in _words("strong").items()}


def _points(folded: str) -> dict[Theme, float]:
    """A word counts once, however often the passage says it."""
    weights = load_rules("themes")["passage"]
    return {
        theme: sum(
            weights[strength] * len(set(_words(strength)[theme].findall(folded)))
            for strength in ("strong", "weak")
        )
        for theme in Theme
    }


def _ranked(points: Mapping[Theme, float]) -> list[Theme]:
    return sorted(points, key=lambda theme: points[theme], reverse=True)


def _folded(text: str) -> str:
    whole = _WORD_END_DASH.sub("", " ".join(text.split()))
    return _CAPITALS.sub(lambda word: word[0].translate(_MISREAD), whole).lower()


@cache
def _words(strength: str) -> dict[Theme, re.Pattern[str]]:
    """Heading words are strong words too."""
    rules = load_rules("themes")["theme"]
    lists = ("heading", "strong") if strength == "strong" else (strength,)
    return {
        Theme(rule["theme"]): _any_of([word for name in lists for word in rule.get(name, ())])
        for rule in rules
    }


def _any_of(words: list[str]) -> re.Pattern[str]:
    if not words:
        return re.compile(r"(?!)")
    patterns = (re.escape(word).replace(r"\*", r"\w*") for word in sorted(words, key=len)[::-1])
    return re.compile(rf"(?<!\w)(?:{'|'.join(patterns)})(?!\w)")
