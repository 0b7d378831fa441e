"""Inferred references: passages that speak of a recommendation without citing its number.

``Haal kinderen in asielprocedures uit noodopvanglocaties`` is 37(f). ``concepts`` finds
whose words it uses; here it is scored. What is inferred is likely, not sure, and is kept
apart from what is cited.
"""

import math
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial

from spacy.language import Language
from spacy.tokens import Doc

from extractors.findings import Finding, found, keep
from extractors.inferred_references.concepts import Concepts, Matter, Reader, Vocabulary, matters
from extractors.passages import Passage
from extractors.provenance import evidence
from extractors.references.register import committee_register
from extractors.rules import load_rules
from schemas.document import BlockKind
from schemas.records import InferredReference, Theme

CYCLE = "5-6"
"""The Committee's list that the rules put in other words."""

_FEWEST_WORDS = 3
_MOST_THEMES = 3
_NO_PROSE = (BlockKind.HEADING, BlockKind.CAPTION, BlockKind.FOOTNOTE)


@dataclass(frozen=True, kw_only=True)
class FoundInferredReference(Finding):
    """A passage that speaks of a recommendation; its confidence is a likeness of meaning."""

    code: str
    theme: Theme


@Language.factory("inferred_references", default_config={"imported": ""})
def create(nlp: Language, name: str, imported: str) -> Callable[[Doc], Doc]:  # noqa: ARG001
    """Return the component; ``imported`` rows, as CSV, go over the register of Oogst."""
    return partial(_annotate, matters(committee_register(imported).of(CYCLE)), Vocabulary())


def records(doc: Doc) -> tuple[InferredReference, ...]:
    """Return the recommendations that passages of ``doc`` speak of in other words."""
    return tuple(
        InferredReference(
            **evidence(doc, finding), code=finding.code, cycle=CYCLE, theme=finding.theme
        )
        for finding in found(doc, "inferred_references")
    )


def features(matter: Matter, concepts: Concepts, theme: Theme | None) -> list[float]:
    """Return what speaks for a passage being about ``matter``, in the order of the weights."""
    return [
        1.0,
        concepts.get("key", 0.0),
        concepts.get("what", 0.0),
        float("what" in concepts),
        float("whom" in concepts),
        float({"what", "whom"} <= concepts.keys()),
        float(theme is matter.theme),
        float(theme not in (None, matter.theme)),
        float("not" in concepts),
    ]


def score(told: list[float]) -> float:
    """Return how likely a passage with these features is about the matter, from 0 to 1."""
    weights = load_rules("inferred_references")["weights"].values()
    return 1 / (1 + math.exp(-sum(w * f for w, f in zip(weights, told, strict=True))))


def candidates(
    doc: Doc, reader: Reader, passage: Passage, known: tuple[Matter, ...]
) -> Iterator[tuple[Matter, list[float]]]:
    """Yield each recommendation whose key concept ``passage`` meets, with its features."""
    span = doc.char_span(passage.start, passage.end, alignment_mode="expand")
    if span is None or len(span) < _FEWEST_WORDS:
        return
    concepts = reader.met(span)
    about = [matter for matter in known if "key" in concepts.get(matter.place, ())]
    if len({matter.theme for matter in about}) > _MOST_THEMES:
        return  # "onze tafels: geweld, jeugdhulp, armoede, …" lists, and speaks of none
    theme = passage.theme if about else None
    for matter in about:
        yield matter, features(matter, concepts[matter.place], theme)


def _annotate(known: tuple[Matter, ...], vocabulary: Vocabulary, doc: Doc) -> Doc:
    cited, reader = _cited(doc), Reader(doc, vocabulary)
    inferred = [
        one
        for passage in doc._.passages
        if passage.block.kind not in _NO_PROSE and not passage.text.rstrip().endswith("?")
        for one in _inferred(doc, reader, passage, known)
        if one.code not in cited.get(passage.place, ())
    ]
    return keep(doc, "inferred_references", inferred)


def _inferred(
    doc: Doc, reader: Reader, passage: Passage, known: tuple[Matter, ...]
) -> Iterator[FoundInferredReference]:
    scored = [(score(told), matter) for matter, told in candidates(doc, reader, passage, known)]
    likely, matter = max(scored, key=lambda one: one[0], default=(0.0, None))
    if matter and likely >= load_rules("inferred_references")["threshold"]["score"]:
        yield FoundInferredReference(
            start=passage.start,
            end=passage.end,
            rule="inferred_references.concepts",
            confidence=round(likely, 2),
            code=matter.code,
            theme=matter.theme,
        )


def _cited(doc: Doc) -> dict[int | None, set[str]]:
    """The codes that each block cites: what is cited needs no inferring."""
    cited: dict[int | None, set[str]] = {}
    for reference in found(doc, "references"):
        cited.setdefault(doc._.clean.place_at(reference.start), set()).add(reference.code)
    return cited
