"""What a reviewer types may name a child: such names are masked before they are kept."""

from typing import Any

from spacy.language import Language

from extractors.extraction import records_of
from extractors.masking import mask
from extractors.nlp import annotate
from extractors.people import private_people
from flows.model import dutch_model
from flows.settings import Settings
from schemas.document import Block, BlockKind, Document, Page
from schemas.reviews import Decision, Review
from warehouse.reviews.fields import choices

_NO_PROSE = frozenset({"quote", "text", "code", "codes", "cycle", "due", "edtf", "step", "basis"})


def without_names(reviews: list[Review], settings: Settings) -> list[Review]:
    """Return ``reviews`` with the names of private people masked in all that was typed freely.

    Quotes are cut from the text, as it is masked already. The model is loaded only where
    something was typed. Raises ``SettingsError`` where it is missing.
    """
    if settings.keep_names or not any(_has_typed(review) for review in reviews):
        return reviews
    nlp = dutch_model(settings.model)
    return [_masked(review, nlp) for review in reviews]


def _has_typed(review: Review) -> bool:
    return bool(review.why or review.changes or review.decision is Decision.ADD)


def _masked(review: Review, nlp: Language) -> Review:
    masked: dict[str, Any] = {
        "why": review.why and _without(review.why, nlp),
        "changes": _fields(review.changes, nlp),
    }
    if review.decision is Decision.ADD:
        values = _fields(review.record.values, nlp)
        masked["record"] = review.record.model_copy(update={"values": values})
    return review.model_copy(update=masked)


def _fields(told: dict[str, Any], nlp: Language) -> dict[str, Any]:
    return {name: _field(name, value, nlp) for name, value in told.items()}


def _field(name: str, value: Any, nlp: Language) -> Any:
    if name in _NO_PROSE or choices(name):
        return value
    if isinstance(value, list):
        return [_without(one, nlp) for one in value]
    return _without(value, nlp) if isinstance(value, str) else value


def _without(text: str, nlp: Language) -> str:
    block = Block(kind=BlockKind.PARAGRAPH, start=0, end=len(text))
    page = Page(number=1, start=0, end=len(text))
    document = Document(document_id="", path="", text=text, pages=(page,), blocks=(block,))
    doc = annotate(document, nlp)
    return mask(document, records_of(doc), private_people(doc))[0].text
