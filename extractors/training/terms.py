"""How many of the training documents hold each term: ``model/term_documents.csv`` anew.

``python -m extractors.training.terms``; run it after the sentences or the bare form changed.
"""

import csv
import json
from collections import Counter
from pathlib import Path

from spacy.language import Language

from extractors.compounds import parts_of
from extractors.follow_up.terms import DOCUMENTS, bare_form, word_of
from extractors.nlp import load_model

_SENTENCES = Path(__file__).parent / "sentences"
_TARGET = Path(__file__).parents[1] / "model" / "term_documents.csv"
_FEWEST = 3  # documents; what fewer hold is rare, and the lexicon tells how rare


def main() -> None:
    """Count, and write what several documents hold, the most common first."""
    nlp = load_model()
    files = sorted(_SENTENCES.glob("*.jsonl"))
    counts = Counter(term for file in files for term in _terms(file, nlp))
    common = sorted((-count, term) for term, count in counts.items() if count >= _FEWEST)
    with _TARGET.open("w", encoding="utf-8", newline="") as target:
        writer = csv.writer(target, lineterminator="\n")
        writer.writerow(("term", "documents"))
        writer.writerow((DOCUMENTS, len(files)))
        writer.writerows((term, -count) for count, term in common)


def _terms(file: Path, nlp: Language) -> set[str]:
    lines = file.read_text(encoding="utf-8").splitlines()
    texts = [line["text"] for line in map(json.loads, lines) if "text" in line]
    words = {word_of(token) for text in texts for token in nlp(text) if token.is_alpha}
    return {bare_form(form) for word in words for form in (word, *parts_of(word))}


if __name__ == "__main__":
    main()
