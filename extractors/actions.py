"""Actions: the clause of a commitment that tells what will be done, in its own words.

Of ``Als de raad instemt, gaat de gemeente twaalf ouders bellen, aldus de wethouder.`` it is
``twaalf ouders bellen``.
"""

from functools import partial

from spacy.tokens import Doc

from extractors.action_tables import Column
from extractors.findings import found
from extractors.passages import Passage
from extractors.rules import rule_patterns

_FEWEST_WORDS = 2
_Stretch = tuple[int, int]
_patterns = partial(rule_patterns, "actions", "frame")


def action_of(doc: Doc, passage: Passage, condition: _Stretch | None) -> _Stretch:
    """Return where the action stands in the clean text (half-open); the ``condition`` is none.

    Where nothing that surrounds it can be told apart, the action is the whole passage.
    """
    cell = passage.cell(Column.ACTION)
    if cell and cell[0] < cell[1]:
        return cell
    start, end = _without_condition(passage, condition)
    start = _behind(doc, start, end, "front")
    start = _behind_actor(doc, start, end)
    return start, _before_tail(doc, start, end)


def _without_condition(passage: Passage, condition: _Stretch | None) -> _Stretch:
    """What stands behind a condition in front, or before one at the end."""
    if condition is None:
        return passage.start, passage.end
    before, behind = condition[0] - passage.start, passage.end - condition[1]
    return (condition[1], passage.end) if before < behind else (passage.start, condition[0])


def _behind(doc: Doc, start: int, end: int, key: str) -> int:
    for pattern in _patterns(key):
        match = pattern.search(doc._.clean.text[start:end].lower())
        if match and _is_enough(doc, start + match.end(), end):
            start += match.end()
    return start


def _behind_actor(doc: Doc, start: int, end: int) -> int:
    """``SZW levert de cijfers`` does ``levert de cijfers``."""
    named = [m for m in found(doc, "organisations") if m.start == start]
    for mention in named:
        following = doc.char_span(mention.end, end, alignment_mode="contract")
        first = next((token for token in following or () if not token.is_space), None)
        if first is not None and first.tag_.startswith("WW|pv") and _is_enough(doc, first.idx, end):
            return int(first.idx)
    return start


def _before_tail(doc: Doc, start: int, end: int) -> int:
    for pattern in _patterns("end"):
        match = pattern.search(doc._.clean.text[start:end].lower())
        if match and _is_enough(doc, start, start + match.start()):
            end = start + match.start()
    return end


def _is_enough(doc: Doc, start: int, end: int) -> bool:
    return len(doc._.clean.text[start:end].split()) >= _FEWEST_WORDS
