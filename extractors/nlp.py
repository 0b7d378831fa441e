"""The pipeline in one ordered list: from a document to a spaCy Doc with findings.

The embedded model gives tags, lemmas and names; the components of Oogst follow it, each
under its own noun. Long documents pass through the model in stretches of whole blocks,
so memory stays flat; the components see the document as one.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib import import_module, resources
from typing import Protocol

import spacy
from spacy.language import Language
from spacy.tokens import Doc
from thinc.api import use_ops
from threadpoolctl import threadpool_limits

from extractors.clean import CleanText, clean
from extractors.embeddings import remember_embeddings
from extractors.entities import recognise
from extractors.lemmas import lemmatise
from schemas.document import Document, DocumentKind

EMBEDDED = "embedded"
"""The name of the setting for the model that is part of Oogst."""

COMPONENTS = (
    "sentences",
    "identity",
    "sections",
    "dates",
    "organisations",
    "people",
    "references",
    "passages",
    "recommendations",
    "inferred_references",
    "commitments",
    "responses",
    "theme_tables",
    "discrepancies",
)
"""The components of Oogst in their order; each is a module of the same name."""

_READ = ("tagger", "morphologizer", "lemmatizer", "ner")  # what the rules read of a model
_NEEDED = ("tok2vec", "attribute_ruler", *_READ)
_FASTER = {"lemmatizer": lemmatise, "ner": recognise}  # what they find, found sooner
_IMPORTED = "oogst_imported"
# Components that ask what the Committee recommends.
_READ_REGISTER = ("references", "inferred_references")
_STRETCH = 50_000  # characters; the model needs about 1 GB for each 100,000 at once

for _name in ("document", "clean", "given"):
    Doc.set_extension(_name, default=None, force=True)


@dataclass(frozen=True)
class Model:
    """The Dutch model that runs: its name and version."""

    name: str
    version: str


class ModelError(ValueError):
    """A model that the rules cannot stand on; says what it lacks."""


@cache
def load(model: str = EMBEDDED, imported: str = "") -> Language:
    """Load the Dutch model with the components of Oogst behind it, once per process.

    ``model`` is ``embedded`` or the name of an installed spaCy model such as
    ``nl_core_news_sm``; ``imported`` holds rows of the Committee's recommendations, as CSV,
    that go over those of Oogst. Raises ``OSError`` where that model is not installed and
    ``ModelError`` where it is not Dutch, or lacks a part that the rules read.
    """
    nlp = load_model(model)
    _refuse_unfit(nlp)
    nlp.max_length = 10**9  # what spaCy warns of is met by stretches
    for name in nlp.pipe_names:
        if name not in _NEEDED:
            nlp.remove_pipe(name)
    remember_embeddings(nlp)
    for name in COMPONENTS:
        import_module(f"extractors.{name}")
        nlp.add_pipe(name, config={"imported": imported} if name in _READ_REGISTER else {})
    nlp.meta[_IMPORTED] = imported
    return nlp


def load_model(model: str = EMBEDDED) -> Language:
    """Load the Dutch model alone, with all its parts; raises ``OSError`` as ``load`` does."""
    threadpool_limits(1, user_api="blas")  # for so few words at once, threads only wait
    with use_ops("numpy", use_blis=False):  # numpy multiplies nearly twice as fast as BLIS
        return spacy.load(_model_path(model))


def model_of(nlp: Language) -> Model:
    """Return which model ``nlp`` runs on."""
    return Model(f"{nlp.meta['lang']}_{nlp.meta['name']}", nlp.meta["version"])


def imported_of(nlp: Language) -> str:
    """Return the rows, as CSV, that go over the register of the Committee's recommendations."""
    return str(nlp.meta.get(_IMPORTED, ""))


class Given(Protocol):
    """What people know of a document beyond its text; null where they do not say."""

    @property
    def kind(self) -> DocumentKind | None:
        """What sort of document it is."""

    @property
    def year(self) -> int | None:
        """The year that it is about."""

    @property
    def publisher(self) -> str | None:
        """Who published it."""

    @property
    def url(self) -> str | None:
        """Where it was found."""


def annotate(document: Document, nlp: Language, given: Given | None = None) -> Doc:
    """Return the Doc of ``document`` with every component's findings on it."""
    doc = tagged(document, nlp, given)
    for name, component in nlp.pipeline:
        if name in COMPONENTS:
            doc = component(doc)
    return doc


def tagged(document: Document, nlp: Language, given: Given | None = None) -> Doc:
    """Return the Doc of ``document`` as the model alone reads it, before the components."""
    clean_text = clean(document)
    docs = [_read(stretch, nlp) for stretch in _stretches(clean_text)] or [nlp.make_doc("")]
    doc = docs[0] if len(docs) == 1 else Doc.from_docs(docs, ensure_whitespace=False) or docs[0]
    doc._.document = document
    doc._.given = given
    doc._.clean = clean_text
    return doc


def _read(text: str, nlp: Language) -> Doc:
    doc = nlp.make_doc(text)
    for name, part in nlp.pipeline:
        if name not in COMPONENTS:
            doc = _FASTER[name](doc, part) if name in _FASTER else part(doc)
    return doc


def _refuse_unfit(nlp: Language) -> None:
    lacking = [name for name in _READ if name not in nlp.pipe_names]
    if lacking:
        raise ModelError(f"{model_of(nlp).name} has no {', no '.join(lacking)}")
    if nlp.lang != "nl":
        raise ModelError(f"{model_of(nlp).name} is a model of the language {nlp.lang!r}, not Dutch")


def _stretches(clean_text: CleanText) -> Iterator[str]:
    start = 0
    for block in clean_text.blocks:
        if block.end - start > _STRETCH and block.start > start:
            yield clean_text.text[start : block.start]
            start = block.start
    if start < len(clean_text.text):
        yield clean_text.text[start:]


def _model_path(model: str) -> str:
    if model != EMBEDDED:
        return model
    return str(resources.files("extractors") / "model" / "nl_oogst_sm")
