"""Evidence that a citation is meant: not all that looks like 25F is a recommendation.

The word *aanbeveling* is evidence, the register, the theme of the section, the question
above, the sentence. Labels of a list, items of a questionnaire and plain enumerations
speak against it.
"""

import re
from collections.abc import Callable, Set
from dataclasses import dataclass
from functools import cache, cached_property
from itertools import pairwise

from extractors.references.citations import Chain, Citation, series_numbers
from extractors.references.register import RecommendationRegister
from extractors.rules import load_rules
from extractors.themes import theme_of_heading
from schemas.document import DocumentKind
from schemas.records import Theme

_UNMISTAKABLE = ("bracketed", "worded", "inverted")
_ITEM_LETTERS = ("marked_letter", "listed_letter")
_OWN_LIST = (DocumentKind.CONCLUDING_OBSERVATIONS, DocumentKind.OTHER)
_LONGEST_SENTENCE = 1_000  # characters


@dataclass(frozen=True)
class Setting:
    """A text, what kind of document it is, and what is known of its places."""

    text: str
    kind: DocumentKind | None
    theme_at: Callable[[int], Theme | None]
    chosen_at: Callable[[int], bool]
    register: RecommendationRegister
    """What is known of the Committee's lists."""
    cycle: str | None
    """The list that is meant where the text does not tell."""
    numbered_at: Callable[[int], str | None]
    """The noun right before an offset, which its number may belong to: ``afrit 17b``."""

    @cached_property
    def series(self) -> frozenset[str]:
        """Numbers that the text uses to count something else."""
        return series_numbers(self.text)

    @cached_property
    def is_about_recommendations(self) -> bool:
        """Whether the text has anything to do with the Committee or its recommendations."""
        return bool(_words("about").search(self.text))


def is_label(chain: Chain, setting: Setting) -> bool:
    """Tell a label: ``37(a)`` in the Committee's list, ``Aanbeveling 3`` in an adviser's."""
    if setting.kind not in _OWN_LIST or not _opens_line(chain, setting.text):
        return False
    by_number = chain.spelling == "numbered"
    return by_number or setting.kind is DocumentKind.CONCLUDING_OBSERVATIONS


def evidence_for(chain: Chain, spelled: list[Chain], setting: Setting) -> str | None:
    """Return the first kind of evidence that speaks for the chain, the strongest first."""
    if chain.citations[0].number is None:
        return "letter" if _letter_is_cited(chain, spelled, setting) else None
    if chain.citations[0].letter is None:
        own = setting.kind is DocumentKind.CONCLUDING_OBSERVATIONS
        meant = chain.spelling == "numbered" or own or _speaks_of_committee(chain, setting.text)
        return "numbered" if meant else None
    kinds = _KINDS if _is_plausible(chain, setting) else ("led", "chosen")
    return next((kind for kind in kinds if _KINDS[kind](chain, setting)), None)


def _is_plausible(chain: Chain, setting: Setting) -> bool:
    """Not in a document on other matters, nor where 25f is an item of a questionnaire."""
    in_series = chain.citations[0].number in setting.series
    return setting.is_about_recommendations and not in_series


def _is_led(chain: Chain, setting: Setting) -> bool:
    """``Paragraaf 4 a`` may be one of the report itself; ``aanbeveling 99Z`` is not."""
    in_list = _has_paragraph(chain, setting)
    return chain.led and (in_list or _speaks_of_committee(chain, setting.text))


def _is_known(chain: Chain, setting: Setting) -> bool:
    noun = setting.numbered_at(chain.start)
    if noun and not _words("numbered_by").fullmatch(noun) and not theme_of_heading(noun):
        return False
    return any(setting.register.is_known(citation.code) for citation in chain.citations)


def _is_unmistakable(chain: Chain, setting: Setting) -> bool:
    """``36(e)`` of a paragraph with a theme; ``12(b)`` only where the context helps."""
    helps = setting.theme_at(chain.start) or _speaks_of_committee(chain, setting.text)
    return chain.spelling in _UNMISTAKABLE and bool(
        _cluster_theme(chain, setting) or (helps and _has_paragraph(chain, setting))
    )


def _fits_section(chain: Chain, setting: Setting) -> bool:
    theme = setting.theme_at(chain.start)
    return theme is not None and theme == _cluster_theme(chain, setting)


def _is_chosen(chain: Chain, setting: Setting) -> bool:
    return setting.chosen_at(chain.start) and (
        _has_paragraph(chain, setting) or _opens_line(chain, setting.text)
    )


def _fits_sentence(chain: Chain, setting: Setting) -> bool:
    return _has_paragraph(chain, setting) and _speaks_of_committee(chain, setting.text)


_KINDS: dict[str, Callable[[Chain, Setting], bool]] = {
    "led": _is_led,
    "chosen": _is_chosen,
    "known": _is_known,
    "spelled": _is_unmistakable,
    "theme": _fits_section,
    "cue": _fits_sentence,
}


def repeated(chain: Chain, cited: Set[str | None]) -> str | None:
    """The weakest evidence: ``40c`` where 40(i) is cited elsewhere in the text."""
    return "repeated" if any(citation.number in cited for citation in chain.citations) else None


def _letter_is_cited(chain: Chain, spelled: list[Chain], setting: Setting) -> bool:
    """A letter alone needs a theme above it, and must not be one of a plain a, b, c."""
    if setting.kind is DocumentKind.CONCLUDING_OBSERVATIONS:
        return False
    chosen, theme = setting.chosen_at(chain.start), setting.theme_at(chain.start)
    if chain.spelling == "listed_letter":
        return chosen and not _is_enumerated(chain, spelled)
    if chain.spelling == "marked_letter":
        return chosen or (theme is not None and not _is_enumerated(chain, spelled))
    return theme is not None or _speaks_of_committee(chain, setting.text)


def _is_enumerated(chain: Chain, spelled: list[Chain]) -> bool:
    """Whether the item before or after it goes on with the next letter."""
    letters = [other for other in spelled if other.spelling in _ITEM_LETTERS]
    at = letters.index(chain)
    around = letters[max(0, at - 1) : at + 2]
    return any(_ordinal(second) - _ordinal(first) == 1 for first, second in pairwise(around))


def _ordinal(chain: Chain) -> int:
    return ord(chain.citations[0].letter or " ")


def _cluster_theme(chain: Chain, setting: Setting) -> Theme | None:
    return setting.register.theme_of(chain.citations[0].number or "")


def _has_paragraph(chain: Chain, setting: Setting) -> bool:
    return setting.register.has_paragraph(chain.citations[0].number or "")


def sentence_around(place: Chain | Citation, text: str) -> tuple[int, int]:
    """Return where the sentence with a citation begins and ends; ``par. 37`` ends none."""
    ends, first = _sentence_ends(), max(0, place.start - _LONGEST_SENTENCE)
    start = max((end.end() for end in ends.finditer(text, first, place.start)), default=first)
    after = ends.search(text, place.end, place.end + _LONGEST_SENTENCE)
    return start, after.start() if after else min(len(text), place.end + _LONGEST_SENTENCE)


def _speaks_of_committee(chain: Chain, text: str) -> bool:
    return bool(_words("cue").search(text, *sentence_around(chain, text)))


def _opens_line(chain: Chain, text: str) -> bool:
    line = text[: chain.start].rpartition("\n")[2].rpartition("\t")[2]
    return not re.sub(r"(?i)^\W*(?:aanbeveling(?:en)?)?\W*$", "", line)


@cache
def _words(purpose: str) -> re.Pattern[str]:
    return re.compile(load_rules("references")[purpose]["words"], re.IGNORECASE)


@cache
def _sentence_ends() -> re.Pattern[str]:
    rules = load_rules("references")
    pattern = rules["cue"]["sentence_end"].replace("{space}", rules["pieces"]["space"])
    return re.compile(pattern, re.IGNORECASE)
