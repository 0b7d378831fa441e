"""Sentences: where each begins, by the blocks of the document and Dutch punctuation.

The model's own sentence ends are right three times in four; in reports full of lists and
headings the layout knows better. No sentence runs over the end of a block.
"""

import re
from functools import cache
from typing import Any

import numpy as np
from spacy.language import Language
from spacy.tokens import Doc

from extractors.rules import load_rules

_END = re.compile(
    r"(?P<word>[^\s.!?…]*(?:\.[^\s.!?…]+)*)(?P<stop>[.!?…]+)"
    r"[\"'”’)\]¹²³⁴⁵⁶⁷⁸⁹⁰]*\s+(?=[\"'“‘(\[–-]?\s?(?P<next>\w))"
)
_LABEL = re.compile(r"\d{0,3}\W?[a-z]?\W?")  # 15B. Kindvriendelijke voorziening; 3. Armoede
_INITIALS = re.compile(r"[A-Z](?:\.[A-Z])*")


def sentence_starts(text: str) -> list[int]:
    """Return where the sentences of one block begin, in characters from its start."""
    starts = [0] if text.strip() else []
    for match in _END.finditer(text):
        if _ends(match):
            starts.append(match.end())
    return starts


def _ends(match: re.Match[str]) -> bool:
    following = match["next"]
    if following.islower():
        return False
    if match["stop"] != ".":
        return True
    word = match["word"].lower().lstrip("('\"[")
    is_initial = bool(_INITIALS.fullmatch(match["word"].lstrip("('\"[")))
    is_label = match.start("word") == 0 and bool(_LABEL.fullmatch(word))
    return not (word in _abbreviations() or is_initial or is_label)


@cache
def _abbreviations() -> frozenset[str]:
    return frozenset(load_rules("sentences")["abbreviations"])


@Language.component("sentences")
def sentences(doc: Doc) -> Doc:
    """Mark the tokens of ``doc`` that begin a sentence; every block begins one."""
    text = doc._.clean.text  # spaCy would join all words anew
    starts = [
        block.start + start
        for block in doc._.clean.blocks
        for start in sentence_starts(text[block.start : block.end])
    ]
    opens = np.isin(doc.to_array("IDX"), starts)
    opens[:1] = True
    column: Any = np.where(opens, 1, -1).astype("uint64").reshape(-1, 1)
    return doc.from_array(["SENT_START"], column)
