"""Constructions: what the grammar of a sentence says about asking, promising and answering.

Few and weighty features, beside the n-grams: how the sentence stands on the page, which
cues it holds, how it ends, what its verbs say, and how its years relate to the document's.
"""

import re
from collections.abc import Iterator

from extractors.passages.cues import cue_names, word_list
from extractors.passages.unit import Unit
from extractors.passages.verbs import imperatives, verbs

_DATE = re.compile(r"\b(?:20\d\d|\d{1,2}[-/]\d{1,2}(?:[-/]\d{2,4})?|q[1-4])\b")
_CODE = re.compile(r"\b\d{1,2}\s?[.,]?\s?\(?[a-i]\)?(?!\w)", re.I)
_QUOTE = re.compile(r"[\"“”„‘]|(?<!\w)'|,,")
_LENGTHS = (3, 6, 10, 16, 25, 40)


def constructions(unit: Unit, year: int | None) -> Iterator[str]:
    """Yield the constructions of ``unit``; ``year`` is the first year the document names."""
    yield from _layout(unit)
    yield from (f"cue={cue}" for cue in unit.cues)
    yield from _ends(unit)
    yield from (f"imperative={where}" for where in sorted(set(imperatives(unit))))
    yield from verbs(unit)
    yield from _years(unit, year)


def _layout(unit: Unit) -> Iterator[str]:
    text = unit.text.strip()
    lowered = text.lower()
    yield "bias"
    yield f"block={unit.block_kind}"
    yield f"question={unit.section.question}"
    yield f"question={unit.section.question} {unit.block_kind}"
    yield f"place={min(unit.position, 2)}/{min(unit.siblings, 3)}"
    yield f"length={sum(len(unit.words) > length for length in _LENGTHS)}"
    yield f"ends={text[-1] if text[-1] in '.?!:;…' else 'none'}"
    if unit.asks:
        yield "asks"
    if text[0].islower():
        yield "starts=lower"
    if text.isupper():
        yield "shape=upper"
    for name, pattern in (("date", _DATE), ("code", _CODE), ("quote", _QUOTE)):
        if pattern.search(lowered):
            yield f"has={name}"


def _ends(unit: Unit) -> Iterator[str]:
    """``beveelt aan:`` leads in, ``moet dat?`` asks; ``Haar advies: zet …`` says it after all."""
    if unit.words[-1] in ("?", ":"):
        yield from (f"{unit.words[-1]}+{cue}" for cue in unit.cues)
    elif ":" in unit.words:
        before = unit.words[: unit.words.index(":")]
        if any(cue_names(word).intersection(word_list("asked")) for word in before):
            yield "asked:colon"
        elif len(before) < 8:
            yield "label:colon"


def _years(unit: Unit, year: int | None) -> Iterator[str]:
    if year is None:
        return
    for word in unit.words:
        if len(word) == 4 and word.isdigit() and word.startswith("20"):
            distance = int(word) - year
            yield f"year={'later' if distance > 0 else 'earlier' if distance < 0 else 'same'}"
