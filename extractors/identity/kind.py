"""What kind of document it is: cues speak for kinds, and the kind with most weight wins."""

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib import resources
from itertools import islice

from extractors.findings import Finding
from extractors.identity.printed_text import PrintedText
from extractors.identity.rules import IdentityRule, read_rule
from extractors.rules import load_rules
from schemas.document import DocumentKind


@dataclass(frozen=True)
class KindJudgement:
    """The kind that won, what every kind scored, and the strongest cue; none where no cue spoke."""

    kind: DocumentKind
    scores: dict[DocumentKind, float]
    evidence: Finding | None


def judge_kind(printed: PrintedText) -> KindJudgement:
    """Weigh the cues of every kind; a kind that is not clearly ahead is ``other``."""
    heard = {kind: _hear(cues, printed) for kind, cues in cues_by_kind().items()}
    scores = {kind: sum(weight for weight, _ in cues) for kind, cues in heard.items()}
    kind = _winner(scores)
    total = sum(max(score, 0) for score in scores.values())
    confidence = max(scores[kind], 0) / total if total else 0.0
    return KindJudgement(kind, scores, _strongest(kind, heard[kind], confidence))


@cache
def cues_by_kind() -> dict[DocumentKind, tuple[IdentityRule, ...]]:
    """Return the cues of every kind, as they stand in ``kinds/<kind>.toml``."""
    folder = resources.files("extractors.kinds")
    return {
        kind: tuple(
            read_rule(cue)
            for cue in tomllib.loads(folder.joinpath(f"{kind}.toml").read_text("utf-8"))["cue"]
        )
        for kind in DocumentKind
    }


_Heard = list[tuple[float, Finding]]


def _hear(cues: tuple[IdentityRule, ...], printed: PrintedText) -> _Heard:
    return [
        (cue.weight, Finding(start=match.start(), end=match.end(), rule=cue.id))
        for cue in cues
        for match in islice(cue.matches(printed), cue.most)
    ]


def _winner(scores: dict[DocumentKind, float]) -> DocumentKind:
    decision = load_rules("identity")["decision"]
    best, second = sorted(scores, key=lambda kind: -scores[kind])[:2]
    is_clear = scores[best] - scores[second] >= decision["margin"]
    return best if is_clear and scores[best] >= decision["least"] else DocumentKind.OTHER


def _strongest(kind: DocumentKind, heard: _Heard, confidence: float) -> Finding | None:
    if not heard:
        return None
    _, cue = max(heard, key=lambda pair: pair[0])
    return Finding(
        start=cue.start, end=cue.end, rule=f"{kind}.{cue.rule}", confidence=round(confidence, 2)
    )
