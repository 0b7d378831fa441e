"""Findings: what a rule found in the clean text, before it becomes a record.

Every extractor keeps its findings under its own noun, in two forms: the findings
themselves, with exact character offsets, and a span group of the same name for rules
that think in tokens (a span is widened to whole tokens: ``27b/c`` is one token, two codes).
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from spacy.tokens import Doc, Span

Doc.set_extension("findings", default=None, force=True)


@dataclass(frozen=True, kw_only=True)
class Finding:
    """A passage of the clean text that a rule found; offsets are half-open, in characters."""

    start: int
    end: int
    rule: str
    confidence: float = 1.0


def keep(doc: Doc, noun: str, findings: Iterable[Finding]) -> Doc:
    """Keep the findings of one noun on ``doc``, in the order of the text."""
    ordered = sorted(findings, key=lambda finding: (finding.start, finding.end))
    if doc._.findings is None:
        doc._.findings = {}
    doc._.findings[noun] = ordered
    doc.spans[noun] = [span for finding in ordered if (span := _span(doc, finding))]
    return doc


def found(doc: Doc, noun: str) -> Sequence[Any]:
    """Return the findings of one noun, in the order of the text; none before its turn."""
    findings: dict[str, list[Any]] = doc._.findings or {}
    return findings.get(noun, [])


def _span(doc: Doc, finding: Finding) -> Span | None:
    return doc.char_span(finding.start, finding.end, label=finding.rule, alignment_mode="expand")
