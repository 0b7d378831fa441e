"""The training samples: every sentence of the labelled documents with features and labels."""

from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Doc

from extractors.passages.features import Features, features
from extractors.passages.unit import Unit, units
from extractors.sections import Question
from extractors.training.documents import (
    LabelledDocument,
    Row,
    annotated,
    labelled_documents,
    load_tagger,
)

_ANSWERED = frozenset({Question.CHOSEN, Question.GOAL, Question.FIRST_STEP, Question.TARGET})


@dataclass(frozen=True)
class Sample:
    """A sentence: its document, features and labels."""

    stem: str
    kind: str
    origin: str
    text: str
    features: Features
    asks: bool
    answers: bool
    recommendation: bool
    commitment: bool
    status: str
    stance: str


def samples() -> list[Sample]:
    """Return every sentence of the training documents, in the order of the documents."""
    nlp = load_tagger()
    return [
        sample
        for labelled in labelled_documents()
        for sample in _samples(labelled, annotated(labelled.document, nlp))
    ]


def _samples(labelled: LabelledDocument, doc: Doc) -> Iterator[Sample]:
    found = units(doc)
    for unit, of_unit in zip(found, features(found), strict=True):
        rows = _rows(labelled, doc, unit)
        labels = {row.label for row in rows}
        yield Sample(
            stem=labelled.stem,
            kind=labelled.kind,
            origin=labelled.origin,
            text=unit.text.strip(),
            features=of_unit,
            asks=unit.asks,
            answers=unit.section.question in _ANSWERED,
            recommendation=bool(labels & {"recommendation", "both"}),
            commitment=bool(labels & {"commitment", "both"}),
            status=next((row.status for row in rows if row.status), ""),
            stance=next((row.stance for row in rows if row.stance), ""),
        )


def _rows(labelled: LabelledDocument, doc: Doc, unit: Unit) -> list[Row]:
    first, last = doc._.clean.source(unit.start, unit.end)
    return [row for row in labelled.rows if row.start < last and first < row.end]
