"""The weights of inferred references anew: ``python -m extractors.training.inferred_references``.

Writes them into ``rules/inferred_references.toml`` and prints how well they do on what they
were learnt from; ``tests/test_inferred_references.py`` measures them on other passages.
"""

import re
import tomllib
from collections.abc import Iterable, Iterator
from importlib import resources
from pathlib import Path

import numpy as np
from sklearn.linear_model import LogisticRegression
from spacy.language import Language

from extractors.inferred_references import CYCLE, candidates
from extractors.inferred_references.concepts import Reader, Vocabulary, matters
from extractors.nlp import annotate, load
from extractors.references.register import committee_register
from extractors.rules import load_rules
from schemas.document import Block, BlockKind, Document, Page

_PAIRS = Path(__file__).with_name("inferred_references.toml")
_STRENGTH = 1.0


def labelled(path: Path) -> Iterator[tuple[str, str, str]]:
    """Yield the passages of a file of cases: the code that is meant, the heading, the text."""
    for group in tomllib.loads(path.read_text(encoding="utf-8"))["group"]:
        for case in group["cases"]:
            code, text = case.split(" | ", maxsplit=1)
            yield code, group.get("theme", ""), text


def main() -> None:
    """Fit the weights on the labelled passages and write them into the rules."""
    nlp = load()
    samples = [one for case in labelled(_PAIRS) for one in _samples(*case, nlp)]
    rows = np.array([told[1:] for told, _ in samples])
    truth = [is_meant for _, is_meant in samples]
    model = LogisticRegression(C=_STRENGTH).fit(rows, truth)
    weights = [model.intercept_[0], *model.coef_[0]]
    rules = Path(str(resources.files("extractors.rules") / "inferred_references.toml"))
    rules.write_text(reweighted(rules.read_text(encoding="utf-8"), weights), encoding="utf-8")
    print(f"{model.score(rows, truth):.3f} of {len(truth)} candidates are judged right")


def reweighted(rules: str, weights: Iterable[float]) -> str:
    """Return the ``rules`` with new weights, in their order; all else stays as it is."""
    names = load_rules("inferred_references")["weights"]
    for name, weight in zip(names, weights, strict=True):
        rules = re.sub(rf"(?m)^{name} = [-.\d]+", f"{name} = {weight:.2f}", rules)
    return rules


def _samples(
    code: str, heading: str, text: str, nlp: Language
) -> Iterator[tuple[list[float], bool]]:
    """The features of each recommendation that a passage may mean, and whether it does."""
    known = matters(committee_register().of(CYCLE))
    doc = annotate(_document(heading, text), nlp)
    for passage in doc._.passages:
        for matter, told in candidates(doc, Reader(doc, Vocabulary()), passage, known):
            yield told, code in (matter.code, f"{matter.code} {matter.theme}")


def _document(heading: str, text: str) -> Document:
    whole = f"{heading or 'Verslag'}\n\n{text}"
    start = len(whole) - len(text)
    blocks = (
        Block(kind=BlockKind.HEADING, start=0, end=start - 2),
        Block(kind=BlockKind.PARAGRAPH, start=start, end=len(whole)),
    )
    pages = (Page(number=1, start=0, end=len(whole)),)
    return Document(document_id="0" * 16, path="case.txt", text=whole, pages=pages, blocks=blocks)


if __name__ == "__main__":
    main()
