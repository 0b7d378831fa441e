"""Measure a Dutch model: ``python -m extractors.training.pipeline.evaluate DATA [--model M]``.

DATA holds spaCy DocBins: ``ud/test_*.spacy`` with grammar, ``ner/dev.spacy`` with names. The
figures go to ``extractors/model/scores.md``; those of another model are only printed.
"""

import argparse
import datetime as dt
import platform
import sys
from collections.abc import Iterable
from importlib import resources
from importlib.metadata import version
from pathlib import Path
from time import process_time
from typing import Any

from spacy.language import Language
from spacy.training import Corpus

from extractors.nlp import EMBEDDED, load_model

GRAMMAR = {
    "pos_acc": "UPOS",
    "tag_acc": "tags",
    "morph_acc": "morphology",
    "lemma_acc": "lemmas",
    "dep_uas": "UAS",
    "dep_las": "LAS",
    "sents_f": "sentences, F",
}
"""What is measured of grammar: spaCy's name of the score, and ours."""

Rows = list[list[str]]


def grammar(nlp: Language, test: Path) -> dict[str, float]:
    """Return the scores of ``nlp`` on the treebank in ``test``, by our names."""
    scores = nlp.evaluate(list(Corpus(test)(nlp)))
    return {ours: scores[theirs] for theirs, ours in GRAMMAR.items()}


def names(nlp: Language, test: Path) -> dict[str, dict[str, float]]:
    """Return precision, recall, F and number of the names in ``test`` by label, and of all."""
    examples = list(Corpus(test)(nlp))
    scores = nlp.evaluate(examples)
    labels = [entity.label_ for example in examples for entity in example.reference.ents]
    every = {key: scores[f"ents_{key}"] for key in ("p", "r", "f")} | {"n": len(labels)}
    by_label = scores["ents_per_type"]
    return {label: by_label[label] | {"n": labels.count(label)} for label in sorted(by_label)} | {
        "all": every
    }


def words_per_second(nlp: Language, texts: Iterable[str]) -> float:
    """Return how many words of ``texts`` the model reads in a second of one core."""
    read = list(texts)
    begin = process_time()
    words = sum(not token.is_space for text in read for token in nlp(text))
    return words / (process_time() - begin)


def report(nlp: Language, data: Path) -> str:
    """Return all figures of ``nlp`` on ``data`` as Markdown."""
    tests = sorted((data / "ud").glob("test_*.spacy"))
    by_test = [grammar(nlp, test) for test in tests]
    rows = [[name, *(f"{scores[name]:.3f}" for scores in by_test)] for name in GRAMMAR.values()]
    parts = [
        table(["grammar", *(test.stem.removeprefix("test_") for test in tests)], rows),
        table(["names", "precision", "recall", "F", "names in the text"], _name_rows(nlp, data)),
        table(["words per second of one core", ""], _speed_rows(nlp, tests)),
    ]
    return "\n".join(parts)


def table(head: list[str], rows: Rows) -> str:
    """Return a Markdown table with numbers to the right."""
    lines = [head, [":--", *["--:"] * (len(head) - 1)], *rows]
    return "".join(f"| {' | '.join(line)} |\n" for line in lines)


def _name_rows(nlp: Language, data: Path) -> Rows:
    scores = names(nlp, data / "ner" / "dev.spacy")
    return [
        [label, *(f"{score[key]:.3f}" for key in ("p", "r", "f")), str(score["n"])]
        for label, score in scores.items()
    ]


def _speed_rows(nlp: Language, tests: list[Path]) -> Rows:
    texts = [example.text for test in tests for example in Corpus(test)(nlp)]
    with_parser = words_per_second(nlp, texts)
    with nlp.select_pipes(disable="parser"):
        without = words_per_second(nlp, texts)
    return [
        ["with the parser", f"{with_parser:,.0f}"],
        ["as Oogst runs it, without", f"{without:,.0f}"],
    ]


def _head(nlp: Language) -> str:
    meta: Any = nlp.meta
    return (
        f"# {meta['lang']}_{meta['name']} {meta['version']}, measured\n\n"
        f"`python -m extractors.training.pipeline.evaluate {' '.join(sys.argv[1:])}`, "
        f"{dt.date.today()}, spaCy {version('spacy')}, Python {platform.python_version()}.\n\n"
    )


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path, help="folder with ud/ and ner/")
    parser.add_argument("--model", default=EMBEDDED, help="a folder, or an installed model")
    return parser.parse_args()


if __name__ == "__main__":
    given = _arguments()
    model = load_model(given.model)
    page = _head(model) + report(model, given.data)
    print(page)
    if given.model == EMBEDDED:
        scores = resources.files("extractors") / "model" / "scores.md"
        Path(str(scores)).write_text(page, encoding="utf-8")
