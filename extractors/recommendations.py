"""Recommendations: passages that say what someone should do, and who says so.

Under the question which recommendation has the best chance every item is one; in a list
of advice every item that asks nothing back; elsewhere the classifier decides.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial

from spacy.language import Language
from spacy.tokens import Doc

from extractors.addressees import addressees_of
from extractors.confidence import confidence
from extractors.findings import Finding, found, keep
from extractors.passages import Passage, found_in, has_verb
from extractors.provenance import evidence
from extractors.rules import rule_pattern, rule_patterns
from extractors.sections import THEME_TABLE, Question, is_empty_answer
from extractors.speakers import issuer_of
from schemas.records import Recommendation, Theme

COMMITTEE = "VN-Kinderrechtencomité"
"""The canonical name of the UN Committee on the Rights of the Child."""

_IN_ADVICE = 0.25  # in a list of advice, hardly likely is likely enough
_LIKELY = 0.5  # more likely than not
_OUTRIGHT = 0.05  # for what asks by its very words, unless all else speaks against it
_WITHOUT_VERB = 0.6  # ``Jeugdhulp en -bescherming`` names, and asks nothing
_IN_TABLE = 0.7  # under another question of a theme table, for what asks outright ...
_NEVER = 1.1  # ... and for what does not
_SILENT = frozenset({Question.AGREED, Question.OUTCOME})
_patterns = partial(rule_patterns, "recommendations")
_motion = partial(rule_pattern, "recommendations", "motion", "pattern")


@dataclass(frozen=True, kw_only=True)
class FoundRecommendation(Finding):
    """A recommendation in the clean text, with who issues it and the codes it cites."""

    issuer: str | None
    addressees: tuple[str, ...]
    codes: tuple[str, ...]
    theme: Theme | None


@Language.component("recommendations")
def recommendations(doc: Doc) -> Doc:
    """Find the recommendations of ``doc`` among its passages."""
    findings = (
        _found(doc, passage, rule, confidence("recommendations", rule, likelihood))
        for passage, rule, likelihood in judged(doc)
    )
    return keep(doc, "recommendations", findings)


def judged(doc: Doc) -> Iterator[tuple[Passage, str, float]]:
    """Yield each passage that recommends, with its rule and the likelihood of the classifier."""
    coded_tables = _coded_tables(doc)
    for passage in doc._.passages:
        rule = _rule(doc, passage, coded_tables)
        if rule:
            yield passage, rule, passage.judgement.recommendation


def records(doc: Doc) -> tuple[Recommendation, ...]:
    """Return the recommendations of ``doc`` as records with evidence."""
    return tuple(
        Recommendation(
            **evidence(doc, finding),
            issuer=finding.issuer,
            addressees=finding.addressees,
            codes=finding.codes,
            theme=finding.theme,
        )
        for finding in found(doc, "recommendations")
    )


def _rule(doc: Doc, passage: Passage, coded_tables: set[str]) -> str | None:
    """The rule that makes ``passage`` a recommendation, if one does."""
    if passage.question in _SILENT or is_empty_answer(passage.text) or passage.is_lead_in:
        return None
    if passage.question is Question.CHOSEN and passage.is_answer:
        return "theme_table.chosen" if _is_chosen(doc, passage, coded_tables) else None
    if passage.question is Question.ADVICE and passage.is_answer:
        return "advice_table"
    if is_motion(passage.text):
        return "motion"
    likelihood = passage.judgement.recommendation
    if passage.question is Question.ADVICE and not _is_remark(passage.text):
        return "advice_list" if likelihood >= _IN_ADVICE else None
    if likelihood >= _threshold(doc, passage):
        return "classifier"
    return "said_outright" if _is_said_outright(passage) else None


def _is_said_outright(passage: Passage) -> bool:
    """``Wij pleiten ervoor dat gemeenten …``: the words themselves ask."""
    free = passage.question is None and passage.judgement.recommendation >= _OUTRIGHT
    return free and any(p.search(passage.text.lower()) for p in _patterns("said", "patterns"))


def _threshold(doc: Doc, passage: Passage) -> float:
    if passage.question in THEME_TABLE | {Question.TARGET} or passage.section.columns:
        return _IN_TABLE if _asks_outright(passage.text) else _NEVER
    return _LIKELY if has_verb(doc, passage) else _WITHOUT_VERB


def is_motion(text: str) -> bool:
    """Tell whether a passage asks as a motion does: ``verzoekt de regering om …``."""
    return bool(_motion().search(text.lower()))


def _is_chosen(doc: Doc, passage: Passage, coded_tables: set[str]) -> bool:
    """Where items cite a number, those without one explain (``VOG beperking kan … niet``)."""
    if any(pattern.search(passage.text.lower()) for pattern in _patterns("chosen", "refused")):
        return False
    cites = bool(found_in(doc, "references", passage))
    return cites or _table(passage) not in coded_tables


def _coded_tables(doc: Doc) -> set[str]:
    return {
        _table(passage)
        for passage in doc._.passages
        if passage.question is Question.CHOSEN and found_in(doc, "references", passage)
    }


def _table(passage: Passage) -> str:
    return f"{passage.section.heading}\n{passage.section.theme}"


def _asks_outright(text: str) -> bool:
    return any(pattern.search(text.lower()) for pattern in _patterns("outright", "patterns"))


def _is_remark(text: str) -> bool:
    return any(pattern.search(text) for pattern in _patterns("advice", "remarks"))


def _found(doc: Doc, passage: Passage, rule: str, sure: float) -> FoundRecommendation:
    codes = tuple(dict.fromkeys(ref.code for ref in found_in(doc, "references", passage)))
    is_committee = bool(codes) or passage.question is Question.CHOSEN
    issuer = COMMITTEE if is_committee else issuer_of(doc, passage)
    return FoundRecommendation(
        start=passage.start,
        end=passage.end,
        rule=rule,
        confidence=sure,
        issuer=issuer,
        addressees=addressees_of(doc, passage, issuer),
        codes=codes,
        theme=passage.theme,
    )
