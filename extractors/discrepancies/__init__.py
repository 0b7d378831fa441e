"""Discrepancies: where a document contradicts its own numbers.

``Acht thema's:`` and a list of seven; a row ``Totaal`` that is not the sum of the rows
above it. Flagged only where both surely count the same.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from spacy.language import Language
from spacy.tokens import Doc

from extractors.clean import CleanBlock
from extractors.discrepancies.contradiction import Contradiction
from extractors.discrepancies.enumerations import misnamed
from extractors.discrepancies.headings import misnumbered
from extractors.discrepancies.lists import miscounted
from extractors.discrepancies.sums import missummed
from extractors.findings import Finding, found, keep
from extractors.provenance import evidence
from extractors.rules import load_rules
from schemas.records import Discrepancy

_CHECKS: dict[str, Callable[[str, Sequence[CleanBlock]], Iterator[Contradiction]]] = {
    "counted": miscounted,
    "named": misnamed,
    "numbered": misnumbered,
    "summed": missummed,
}


@dataclass(frozen=True, kw_only=True)
class FoundDiscrepancy(Finding):
    """What is stated, and where what was counted or added up stands."""

    contradiction: Contradiction


@Language.component("discrepancies")
def discrepancies(doc: Doc) -> Doc:
    """Find where ``doc`` contradicts its own numbers."""
    return keep(doc, "discrepancies", _found(doc))


def records(doc: Doc) -> tuple[Discrepancy, ...]:
    """Return the contradictions of ``doc`` as records, each with both its places."""
    return tuple(_record(doc, finding) for finding in found(doc, "discrepancies"))


def _found(doc: Doc) -> Iterator[FoundDiscrepancy]:
    text, blocks = doc._.clean.text, doc._.clean.blocks
    for kind, check in _CHECKS.items():
        for one in check(text, blocks):
            yield FoundDiscrepancy(
                start=one.start,
                end=one.end,
                rule=f"discrepancies.{kind}",
                confidence=load_rules("discrepancies")["confidence"][kind],
                contradiction=one,
            )


def _record(doc: Doc, finding: FoundDiscrepancy) -> Discrepancy:
    told = finding.contradiction
    other_start, other_end = doc._.clean.source(told.other_start, told.other_end)
    return Discrepancy(
        **evidence(doc, finding),
        subject=told.subject,
        stated=told.stated,
        found=told.found,
        other_start=other_start,
        other_end=other_end,
        other_quote=doc._.document.text[other_start:other_end],
    )
