"""Commitments: passages that say what someone will do, or what must have been reached.

Under the questions for a goal, a first step and a target every answer is one; elsewhere
the classifier decides. Who acts and by when is read from the passage itself.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from spacy.language import Language
from spacy.tokens import Doc

from extractors.action_tables import is_open
from extractors.actions import action_of
from extractors.actors import actors_of, says_who_acts
from extractors.conditions import condition_of
from extractors.confidence import confidence
from extractors.deadlines import due_of
from extractors.findings import Finding, found, keep
from extractors.passages import Passage, found_in
from extractors.provenance import evidence, words_at
from extractors.recommendations import is_motion
from extractors.rules import rule_patterns
from extractors.sections import Question, is_empty_answer
from extractors.stances import cue_in
from extractors.statuses import status_of
from schemas.records import Commitment, CommitmentKind, CommitmentStatus, Stance, Theme

_KINDS = {
    Question.GOAL: CommitmentKind.GOAL,
    Question.FIRST_STEP: CommitmentKind.STEP,
    Question.TARGET: CommitmentKind.TARGET,
}
_SILENT = frozenset({Question.AGREED})
_NEVER = 1.1  # what was chosen is asked of someone else
_LIKELY = 0.5  # more likely than not
_NAMELESS = 0.8  # who promises mostly says who will act, or by when
_OUTRIGHT = 0.15  # for what the words themselves promise, unless all else speaks against it
_HARDLY = 0.05  # below this the classifier overrules the place of an answer
_ADVISED = 0.9  # above this an answer under "first step" is advice to someone else


@dataclass(frozen=True, kw_only=True)
class FoundCommitment(Finding):
    """A commitment in the clean text: its kind, who acts, by when, and how it stands."""

    kind: CommitmentKind
    actors: tuple[str, ...]
    action: tuple[int, int]
    condition: tuple[int, int] | None
    due: str | None
    theme: Theme | None
    codes: tuple[str, ...]
    status: CommitmentStatus


@Language.component("commitments")
def commitments(doc: Doc) -> Doc:
    """Find the commitments of ``doc`` among its passages."""
    findings = (
        _found(doc, passage, rule, confidence("commitments", rule, likelihood))
        for passage, rule, likelihood in judged(doc)
    )
    return keep(doc, "commitments", findings)


def judged(doc: Doc) -> Iterator[tuple[Passage, str, float]]:
    """Yield each passage that promises, with its rule and the likelihood of the classifier."""
    for passage in doc._.passages:
        rule = _rule(doc, passage)
        if rule:
            yield passage, rule, passage.judgement.commitment


def records(doc: Doc) -> tuple[Commitment, ...]:
    """Return the commitments of ``doc`` as records with evidence."""
    return tuple(
        Commitment(
            **evidence(doc, finding),
            kind=finding.kind,
            actors=finding.actors,
            action=words_at(doc, finding.action),
            condition=words_at(doc, finding.condition),
            due=finding.due,
            theme=finding.theme,
            codes=finding.codes,
            status=finding.status,
        )
        for finding in found(doc, "commitments")
    )


def _rule(doc: Doc, passage: Passage) -> str | None:
    """The rule that makes ``passage`` a commitment, if one does."""
    if passage.question in _SILENT or is_empty_answer(passage.text) or passage.is_lead_in:
        return None
    if passage.section.columns:
        return "action_table" if is_open(passage.text, passage.section.columns) else None
    if passage.is_answer and passage.question in _KINDS:
        return None if _is_refused(passage) else f"theme_table.{passage.question}"
    if is_motion(passage.text) or _is_refusal(passage.text) or _fits("told", passage):
        return None
    if _LIKELY <= passage.judgement.commitment >= _threshold(doc, passage):
        return "classifier"
    return "said_outright" if _is_said_outright(passage) else None


def _threshold(doc: Doc, passage: Passage) -> float:
    if passage.question is Question.CHOSEN and passage.is_answer:
        return _NEVER
    if passage.question in _KINDS or says_who_acts(doc, passage) or due_of(doc, passage):
        return _LIKELY
    return _NAMELESS


def _is_said_outright(passage: Passage) -> bool:
    """``SZW heeft aangekondigd de grens gelijk te trekken``: the words themselves promise."""
    free = passage.question is None and passage.judgement.commitment >= _OUTRIGHT
    return free and _fits("outright", passage)


def _is_refusal(text: str) -> bool:
    """``Dit advies leggen we naast ons neer`` promises nothing."""
    cue = cue_in(text)
    return cue is not None and cue.is_strong and cue.stance is Stance.REJECTED


def _is_refused(passage: Passage) -> bool:
    judgement = passage.judgement
    advises = judgement.recommendation > max(_ADVISED, judgement.commitment)
    is_step = passage.question is Question.FIRST_STEP
    unlikely = is_step and judgement.commitment < _HARDLY
    return unlikely or (is_step and advises) or _fits("refused", passage)


def _fits(key: str, passage: Passage) -> bool:
    patterns = rule_patterns("commitments", key, "patterns")
    return any(pattern.search(passage.text.lower()) for pattern in patterns)


def _found(doc: Doc, passage: Passage, rule: str, sure: float) -> FoundCommitment:
    kind, condition = _kind(passage), condition_of(passage)
    return FoundCommitment(
        start=passage.start,
        end=passage.end,
        rule=rule,
        confidence=sure,
        kind=kind,
        actors=actors_of(doc, passage),
        action=action_of(doc, passage, condition),
        condition=condition,
        due=due_of(doc, passage),
        theme=passage.theme,
        codes=tuple(dict.fromkeys(ref.code for ref in found_in(doc, "references", passage))),
        status=status_of(passage, kind),
    )


def _kind(passage: Passage) -> CommitmentKind:
    if passage.section.columns:
        return CommitmentKind.STEP
    return _KINDS.get(passage.question or Question.ADVICE, CommitmentKind.PLEDGE)
