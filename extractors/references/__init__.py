"""References: the numbered recommendations that a text cites, each time it cites one.

``citations`` finds what is spelled like one, ``citation_evidence`` tells whether one is
meant, ``cycles`` from which of the Committee's lists it is; here it gets its code and theme.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from spacy.language import Language
from spacy.tokens import Doc

from extractors.findings import Finding, found, keep
from extractors.provenance import passage
from extractors.references.citation_evidence import (
    Setting,
    evidence_for,
    is_label,
    repeated,
    sentence_around,
)
from extractors.references.citations import Citation, chains
from extractors.references.cycles import cycle_of_year, cycle_told
from extractors.references.register import RecommendationRegister, code_of, committee_register
from extractors.rules import load_rules
from extractors.sections import Question, Section
from schemas.document import DocumentKind
from schemas.records import DocumentIdentity, Reference, Theme

_NOUNS = ("NOUN", "PROPN")
_LONGEST_LINE = 200  # characters; of a longer block the sentence is quoted


@dataclass(frozen=True, kw_only=True)
class FoundReference(Finding):
    """A citation; ``start`` and ``end`` are those of what names the recommendation (``25F``)."""

    code: str
    theme: Theme | None
    known: bool | None
    """Whether the register has the code; None for a number without a letter."""
    cycle: str | None = None
    """The Committee's list that is cited; None for a report's own numbers."""


def find(
    text: str,
    *,
    kind: DocumentKind | None = None,
    theme_at: Callable[[int], Theme | None] = lambda _offset: None,
    chosen_at: Callable[[int], bool] = lambda _offset: False,
    numbered_at: Callable[[int], str | None] = lambda _offset: None,
    register: RecommendationRegister | None = None,
    year: int | None = None,
) -> list[FoundReference]:
    """Return the citations of the clean ``text`` in their order, with offsets into it.

    ``theme_at`` tells the theme of the section that an offset stands in, ``chosen_at``
    whether it stands under the question which recommendation has the best chance,
    ``numbered_at`` the noun right before it (``afrit`` of ``afrit 17b``).
    The labels of the Committee's own list are no citations, so ``kind`` matters. Without
    another telling, the newest list of ``year`` is meant, by the ``register`` of Oogst.
    """
    known = register or committee_register()
    setting = Setting(text, kind, theme_at, chosen_at, known, cycle_of_year(year), numbered_at)
    spelled = [chain for chain in chains(text) if not is_label(chain, setting)]
    judged = [(chain, evidence_for(chain, spelled, setting)) for chain in spelled]
    cited = {
        citation.number
        for chain, evidence in judged
        for citation in chain.citations
        if evidence and citation.letter and citation.number
    }
    return [
        _found(citation, evidence, _cycle(citation, chain.spelling, setting), setting)
        for chain, first_look in judged
        if (evidence := first_look or repeated(chain, cited - setting.series))
        for citation in chain.citations
    ]


@Language.factory("references", default_config={"imported": ""})
def create(nlp: Language, name: str, imported: str) -> Callable[[Doc], Doc]:  # noqa: ARG001
    """Return the component; ``imported`` rows, as CSV, go over the register of Oogst."""
    return partial(_annotate, committee_register(imported))


def records(doc: Doc) -> tuple[Reference, ...]:
    """Return the citations of ``doc`` as records; each quotes the sentence that it stands in."""
    return tuple(_record(doc, citation) for citation in found(doc, "references"))


def _annotate(register: RecommendationRegister, doc: Doc) -> Doc:
    """Find the citations of ``doc``, with the theme and question of the section they stand in."""
    places = _Places(doc)
    cited = find(
        doc._.clean.text,
        kind=doc._.identity.kind,
        theme_at=places.theme_at,
        chosen_at=places.chosen_at,
        numbered_at=places.noun_before,
        register=register,
        year=_latest_year(doc._.identity),
    )
    return keep(doc, "references", cited)


def _record(doc: Doc, citation: FoundReference) -> Reference:
    text_start, text_end = doc._.clean.source(citation.start, citation.end)
    return Reference(
        **passage(doc, *_sentence(doc, citation)),
        rule=citation.rule,
        confidence=citation.confidence,
        code=citation.code,
        text=doc._.document.text[text_start:text_end],
        text_start=text_start,
        text_end=text_end,
        theme=citation.theme,
        known=citation.known,
        cycle=citation.cycle,
    )


def _sentence(doc: Doc, citation: FoundReference) -> tuple[int, int]:
    """The line that a citation stands in: a short block as a whole, else the sentence."""
    place = doc._.clean.place_at(citation.start)
    block = None if place is None else doc._.clean.blocks[place]
    if block and block.end - block.start <= _LONGEST_LINE:
        return block.start, block.end
    span = doc.char_span(citation.start, citation.end, alignment_mode="expand")
    if span is None:
        return citation.start, citation.end
    sentence = span.sent
    return sentence.start_char, sentence.start_char + len(sentence.text.rstrip())


class _Places:
    """What stands at an offset of the clean text: its section, and the noun before it."""

    def __init__(self, doc: Doc) -> None:
        self._doc = doc
        self._clean = doc._.clean
        self._sections = doc._.sections

    def theme_at(self, offset: int) -> Theme | None:
        section = self._at(offset)
        return section.theme if section else None

    def chosen_at(self, offset: int) -> bool:
        section = self._at(offset)
        return section is not None and section.question is Question.CHOSEN

    def noun_before(self, offset: int) -> str | None:
        span = self._doc.char_span(offset, offset + 1, alignment_mode="expand")
        if not span or span.start == 0:
            return None
        before = self._doc[span.start - 1]
        return before.text if before.pos_ in _NOUNS and before.is_alpha else None

    def _at(self, offset: int) -> Section | None:
        place = self._clean.place_at(offset)
        return None if place is None else self._sections[place]


def _cycle(citation: Citation, spelling: str, setting: Setting) -> str | None:
    """Which list is cited; none by ``aanbeveling 3``, which is the report's own."""
    if spelling == "numbered":
        return None
    start, end = sentence_around(citation, setting.text)
    return cycle_told(setting.text[start:end], citation.start - start, setting.cycle)


def _found(
    citation: Citation, evidence: str, cycle: str | None, setting: Setting
) -> FoundReference:
    register, section = setting.register.of(cycle), setting.theme_at(citation.start)
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
        cycle=cycle,
    )


def _latest_year(identity: DocumentIdentity) -> int | None:
    """A report on 2021 that came out in 2022 may cite the list of 2022."""
    told = (identity.year, identity.published and int(identity.published[:4]))
    return max((year for year in told if year), default=None)
