"""Themes: which of the ten themes of the dialogue a heading names or a passage is about.

Both are a matter of words (``rules/themes.toml``). A heading must name its theme; a
passage must speak of one theme more clearly than of any other, and the heading above it
has a say in that.
"""

import csv
import re
from collections import defaultdict
from collections.abc import Mapping
from functools import cache, lru_cache
from importlib.resources import files

from pydantic import Field

from extractors.rules import load_rules
from schemas.document import Frozen
from schemas.records import Theme

# In capitals an OCR engine mixes up I, 1, l and |, O and 0: ONDERW|JS, DlSCRIMINATIE, ARM0EDE.
_CAPITALS = re.compile(r"[A-Z01l|]*[A-Z][A-Z01l|]*[A-Z][A-Z01l|]*")
_MISREAD = str.maketrans("01l|", "OIII")
_WORD = re.compile(r"\w+")
_NO_WORD = re.compile(r"[^\w*]")
_Voice = tuple[str, Theme]
"""How strongly a word speaks, and for which theme."""
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
    points = theme_points(passage)
    if heading_theme:
        points[heading_theme] += load_rules("themes")["passage"]["heading_above"]
    return clear_theme(points) or heading_theme


def theme_points(passage: str) -> dict[Theme, float]:
    """Return how clearly a passage speaks of each theme; a word counts once however often said."""
    weights = load_rules("themes")["passage"]
    points: dict[Theme, float] = dict.fromkeys(Theme, 0)
    for (strength, theme), said in _said(_folded(passage), "strong", "weak").items():
        points[theme] += weights[strength] * min(weights["most"], len(set(said)))
    return points


def clear_theme(points: Mapping[Theme, float]) -> Theme | None:
    """Return the theme with most points; none where they are few or another has nearly as many."""
    weights = load_rules("themes")["passage"]
    first, second = _ranked(points)[:2]
    is_ahead = points[first] - points[second] >= weights["lead"]
    return first if is_ahead and points[first] >= weights["least"] else None


@lru_cache(maxsize=1)
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
    counts: dict[Theme, float] = dict.fromkeys(Theme, 0)
    counts.update((theme, len(said)) for (_, theme), said in _said(_folded(text), "strong").items())
    return counts


def _said(folded: str, *strengths: str) -> dict[_Voice, list[str]]:
    """What ``folded`` says of a theme, looked for only where a theme's word may begin."""
    said: defaultdict[_Voice, list[str]] = defaultdict(list)
    ends: dict[_Voice, int] = {}
    for word in _WORD.finditer(folded):
        for voice in _opened_by(word[0], strengths):
            match = _words(voice[0])[voice[1]].match(folded, word.start())
            if match and match.start() >= ends.get(voice, 0):
                said[voice].append(match[0])
                ends[voice] = match.end()
    return said


def _ranked(points: Mapping[Theme, float]) -> list[Theme]:
    return sorted(points, key=lambda theme: points[theme], reverse=True)


def _folded(text: str) -> str:
    whole = _WORD_END_DASH.sub("", " ".join(text.split()))
    return _CAPITALS.sub(lambda word: word[0].translate(_MISREAD), whole).lower()


@lru_cache(maxsize=50_000)
def _opened_by(word: str, strengths: tuple[str, ...]) -> tuple[_Voice, ...]:
    """The themes of which ``word`` is a word, or opens one (``uit`` of ``uit huis geplaatst``)."""
    openings = [(strength, *_openings(strength)) for strength in strengths]
    return tuple(
        (strength, theme)
        for strength, of_any, of_each in openings
        if of_any.fullmatch(word)
        for theme, words in of_each.items()
        if words.fullmatch(word)
    )


@cache
def _openings(strength: str) -> tuple[re.Pattern[str], dict[Theme, re.Pattern[str]]]:
    of_each = {
        theme: [_NO_WORD.split(word)[0] for word in words]
        for theme, words in _word_lists(strength).items()
    }
    of_any = _any_of([word for words in of_each.values() for word in words])
    return of_any, {theme: _any_of(words) for theme, words in of_each.items()}


@cache
def _words(strength: str) -> dict[Theme, re.Pattern[str]]:
    return {theme: _any_of(words) for theme, words in _word_lists(strength).items()}


def _word_lists(strength: str) -> dict[Theme, list[str]]:
    """Heading words are strong words too."""
    lists = ("heading", "strong") if strength == "strong" else (strength,)
    return {
        Theme(rule["theme"]): [word for name in lists for word in rule.get(name, ())]
        for rule in load_rules("themes")["theme"]
    }


def _any_of(words: list[str]) -> re.Pattern[str]:
    if not words:
        return re.compile(r"(?!)")
    patterns = (re.escape(word).replace(r"\*", r"\w*") for word in sorted(words, key=len)[::-1])
    return re.compile(rf"(?<!\w)(?:{'|'.join(patterns)})(?!\w)")
