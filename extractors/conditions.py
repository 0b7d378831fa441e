"""Conditions: on what a commitment depends, in the words of the passage.

``Als de raad instemt, …``, ``… mits er geld is``; ``als eerste stap`` depends on nothing.
"""

from spacy.tokens import Doc

from extractors.passages import Passage


def condition_of(doc: Doc, passage: Passage) -> tuple[int, int] | None:
    """Return where the condition stands in the clean text (half-open), if there is one."""
    return None
