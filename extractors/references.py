"""References: the numbered recommendations that a text cites, each time it cites one.

``citations`` finds what is spelled like one; here we ask for evidence that one is meant:
the word *aanbeveling*, the register, the theme of the section, the question above.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from extractors.citations import Chain, Citation, chains
from extractors.findings import Finding
from extractors.recommendation_register import code_of, committee_register
from extractors.rules import load_rules
from schemas.document import DocumentKind
from schemas.records import Theme

_UNMISTAKABLE = ("bracketed", "worded", "inverted")
_ITEM_LETTERS = ("marked_letter", "listed_letter")
_OWN_LIST = (DocumentKind.CONCLUDING_OBSERVATIONS, DocumentKind.OTHER)


@dataclass(frozen=True, kw_only=True)
class FoundReference(Finding):
    """A citation; ``start`` and ``end`` are those of what names the recommendation (``25F``)."""

    code: str
    theme: Theme | None
    known: bool | None
    """Whether the register has the code; None for a number without a letter."""


@dataclass(frozen=True)
class _Setting:
    """What is known of the places of the text."""

    text: str
    kind: DocumentKind | None
    theme_at: Callable[[int], Theme | None]
    chosen_at: Callable[[int], bool]


def find(
    text: str,
    *,
    kind: DocumentKind | None = None,
    theme_at: Callable[[int], Theme | None] = lambda _offset: None,
    chosen_at: Callable[[int], bool] = lambda _offset: False,
) -> list[FoundReference]:
    """Return the citations of the clean ``text`` in their order, with offsets into it.

    ``theme_at`` tells the theme of the section that an offset stands in, ``chosen_at``
    whether it stands under the question which recommendation has the best chance.
    The labels of the Committee's own list are no citations, so ``kind`` matters.
    """
    setting = _Setting(text, kind, theme_at, chosen_at)
    spelled = [chain for chain in chains(text) if not _is_label(chain, setting)]
    judged = [(chain, _evidence(chain, spelled, setting)) for chain in spelled]
    cited = {
        citation.number
        for chain, evidence in judged
        for citation in chain.citations
        if evidence and citation.letter and citation.number
    }
    return [
        _found(citation, evidence, setting)
        for chain, first_look in judged
        if (evidence := first_look or _repeated(chain, cited))
        for citation in chain.citations
    ]


def _is_label(chain: Chain, setting: _Setting) -> bool:
    """``37(a)`` opens a line of the Committee's own list; ``Aanbeveling 3`` one of an adviser's."""
    if setting.kind not in _OWN_LIST or not _opens_line(chain, setting.text):
        return False
    by_number = chain.spelling == "numbered"
    return by_number or setting.kind is DocumentKind.CONCLUDING_OBSERVATIONS


def _evidence(chain: Chain, spelled: list[Chain], setting: _Setting) -> str | None:
    """The first kind of evidence that speaks for the chain, strongest first."""
    if chain.citations[0].number is None:
        return "letter" if _letter_is_cited(chain, spelled, setting) else None
    if chain.citations[0].letter is None:
        meant = chain.spelling == "numbered" or _speaks_of_committee(chain, setting.text)
        return "numbered" if meant else None
    return next((kind for kind, speaks in _KINDS.items() if speaks(chain, setting)), None)


def _is_known(chain: Chain, _setting: _Setting) -> bool:
    return any(committee_register().is_known(citation.code) for citation in chain.citations)


def _is_unmistakable(chain: Chain, setting: _Setting) -> bool:
    """``36(e)`` of a paragraph with a theme; ``12(b)`` only where the context helps."""
    helps = setting.theme_at(chain.start) or _speaks_of_committee(chain, setting.text)
    return chain.spelling in _UNMISTAKABLE and bool(
        _cluster_theme(chain) or (helps and _has_paragraph(chain))
    )


def _fits_section(chain: Chain, setting: _Setting) -> bool:
    theme = setting.theme_at(chain.start)
    return theme is not None and theme == _cluster_theme(chain)


def _is_chosen(chain: Chain, setting: _Setting) -> bool:
    return setting.chosen_at(chain.start) and (
        _has_paragraph(chain) or _opens_line(chain, setting.text)
    )


def _fits_sentence(chain: Chain, setting: _Setting) -> bool:
    return _has_paragraph(chain) and _speaks_of_committee(chain, setting.text)


_KINDS: dict[str, Callable[[Chain, _Setting], bool]] = {
    "led": lambda chain, _setting: chain.led,
    "chosen": _is_chosen,
    "known": _is_known,
    "spelled": _is_unmistakable,
    "theme": _fits_section,
    "cue": _fits_sentence,
}


def _repeated(chain: Chain, cited: set[str]) -> str | None:
    return "repeated" if any(citation.number in cited for citation in chain.citations) else None


def _letter_is_cited(chain: Chain, spelled: list[Chain], setting: _Setting) -> bool:
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


def _cluster_theme(chain: Chain) -> Theme | None:
    return committee_register().theme_of(chain.citations[0].number or "")


def _has_paragraph(chain: Chain) -> bool:
    return committee_register().has_paragraph(chain.citations[0].number or "")


def _speaks_of_committee(chain: Chain, text: str) -> bool:
    start = max(text.rfind(mark, 0, chain.start) for mark in (". ", "? ", "! ", "\n")) + 1
    ends = [text.find(mark, chain.end) for mark in (". ", "? ", "! ", "\n")]
    end = min((found for found in ends if found >= 0), default=len(text))
    return bool(_cue().search(text, start, end))


def _opens_line(chain: Chain, text: str) -> bool:
    line = text[: chain.start].rpartition("\n")[2].rpartition("\t")[2]
    return not re.sub(r"(?i)^\W*(?:aanbeveling(?:en)?)?\W*$", "", line)


def _found(citation: Citation, evidence: str, setting: _Setting) -> FoundReference:
    register, section = committee_register(), setting.theme_at(citation.start)
    number, letter = citation.number, citation.letter
    if number is None and letter:
        paragraph = register.paragraph_for(letter, section)
        number = str(paragraph) if paragraph else None
    code = code_of(number, letter)
    theme = register.theme_of(code) if register.is_known(code) else None
    return FoundReference(
        start=citation.start,
        end=citation.end,
        rule=f"references.{evidence}",
        confidence=load_rules("references")["confidence"][evidence],
        code=code,
        theme=theme or section or register.theme_of(code),
        known=register.is_known(code) if letter else None,
    )


@cache
def _cue() -> re.Pattern[str]:
    return re.compile(load_rules("references")["cue"]["words"], re.IGNORECASE)
