"""The whole pipeline: words a second on one core beside the bare model, and where the time goes."""

from collections import defaultdict
from collections.abc import Callable, Iterator
from time import process_time
from typing import Any

import spacy
from spacy.language import Language

from benchmarks.figures import Figure, seconds
from extractors.clean import clean
from extractors.extraction import records_of
from extractors.nlp import COMPONENTS, load, load_model, tagged
from extractors.training.documents import labelled_documents
from schemas.document import Document

TITLE = "The whole pipeline"
METHOD = """\
The labelled documents that the passage classifier learns from (recaps, letters, reports, minutes;
`extractors/training/sentences`) go through the model alone and through the whole pipeline, from
document to records, in one run on one core; a word is a token that is not white space. What is
loaded or filled once per process (model, registers, word lists) is so before. The goal is 8,000
words a second on a core on which the model, as spaCy loads it, makes 13,100: 0.61 of its speed,
which holds on a slower or busier machine too."""

AT_LEAST = 0.61
"""How fast the whole pipeline is against the model as spaCy loads it: 8,000 to 13,100."""

WARM_UP = 10
"""Documents that go first and are not counted."""


def figures() -> list[Figure]:
    """Measure the model, the pipeline, and the share of each part."""
    nlp = load()
    documents = [labelled.document for labelled in labelled_documents()]
    for document in documents[:WARM_UP]:
        _spend(document, nlp, defaultdict(float))
    spent: dict[str, float] = defaultdict(float)
    for document in documents:
        _spend(document, nlp, spent)
    spent["model"] = spent.pop("cleaning and model") - spent["cleaning"]
    texts = [clean(document).text for document in documents]
    words = sum(not token.is_space for text in texts for token in nlp.make_doc(text))
    return [*_speed(words, texts, sum(spent.values())), *_shares(spent)]


def _speed(words: int, texts: list[str], whole: float) -> Iterator[Figure]:
    ours = load_model()
    ours.disable_pipe("parser")
    bare = _reading(ours, texts)
    blis = spacy.load(ours.path or "", exclude=["parser"])
    yield Figure("words", words, "")
    usual = _reading(blis, texts)
    yield Figure("the model as spaCy loads it", words / usual, "words/s")
    yield Figure("the model as Oogst loads it", words / bare, "words/s")
    yield Figure("the whole pipeline", words / whole, "words/s")
    yield Figure("the same against the first", usual / whole, "times the speed", at_least=AT_LEAST)


def _reading(nlp: Language, texts: list[str]) -> float:
    nlp(texts[0])
    return seconds(lambda: [nlp(text) for text in texts])


def _spend(document: Document, nlp: Language, spent: dict[str, float]) -> None:
    """Take ``document`` through every part, and add to ``spent`` the seconds that each takes."""
    doc = nlp.make_doc("")
    for name, part in _parts(nlp):
        begin = process_time()
        doc = part(doc if name in COMPONENTS or name == "records" else document)
        spent[name] += process_time() - begin


def _parts(nlp: Language) -> Iterator[tuple[str, Callable[[Any], Any]]]:
    yield "cleaning", clean
    yield "cleaning and model", lambda document: tagged(document, nlp)
    yield from ((name, nlp.get_pipe(name)) for name in COMPONENTS)
    yield "records", records_of


def _shares(spent: dict[str, float]) -> Iterator[Figure]:
    for name, part in sorted(spent.items(), key=lambda item: -item[1]):
        yield Figure(f"share of {name}", 100 * part / sum(spent.values()), "%")
