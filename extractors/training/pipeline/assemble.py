"""Putting the two trained parts together: one for grammar, one for names."""

from pathlib import Path
from typing import Any

import spacy
import srsly
from spacy.language import Language
from spacy.strings import StringStore

PIPELINE = ("tok2vec", "tagger", "morphologizer", "parser", "lemmatizer", "ner")
"""The parts of the model, in the order in which they run."""


def assemble(grammar: Language, names: Language) -> Language:
    """Return one pipeline of what was trained with ``ud.cfg`` and with ``ner.cfg``.

    The names keep the vectors that they were trained on: what the ner listens to becomes
    a part of it. Changes both.
    """
    names.replace_listeners("tok2vec", "ner", ["model.tok2vec"])
    grammar.add_pipe("ner", source=names)
    grammar.rename_pipe("trainable_lemmatizer", "lemmatizer")
    for name in grammar.pipe_names:
        if name not in PIPELINE:
            grammar.remove_pipe(name)
    return grammar


def write(nlp: Language, folder: Path, source: Path) -> None:
    """Write ``nlp`` to ``folder``, with what ``source`` (a ``meta.json``) says of it.

    Words of the training texts that the model does not need to run are left out.
    """
    kept = srsly.read_json(source)
    told = ("name", "version", "description", "author", "license", "sources")
    nlp.meta.update({key: kept[key] for key in told})
    nlp.to_disk(folder)
    StringStore(_needed(nlp)).to_disk(folder / "vocab" / "strings.json")


def _needed(nlp: Language) -> list[str]:
    """Labels, their features, and the letters that the lemmatizer takes off and puts on."""
    parts: list[Any] = [nlp.get_pipe(name) for name in nlp.pipe_names]
    labels = {str(label) for part in parts for label in part.labels}
    features = {part for label in labels for part in (label, *label.split("|"))}
    values = {side for feature in features for side in (feature, *feature.split("=", 1))}
    return sorted(values | _letters(nlp))


def _letters(nlp: Language) -> set[str]:
    lemmatizer: Any = nlp.get_pipe("lemmatizer")
    trees = srsly.msgpack_loads(lemmatizer.trees.to_bytes())["trees"]
    hashes = {tree[side] for tree in trees for side in ("orig", "subst") if side in tree}
    return {nlp.vocab.strings[number] for number in hashes}


def load_parts(folder: Path) -> tuple[Language, Language]:
    """Return the best grammar and the best names that ``spacy train`` left under ``folder``."""
    grammar, names = (spacy.load(folder / part / "model-best") for part in ("ud", "ner"))
    return grammar, names
