"""Apparatus: what stands around a text and says nothing itself, such as contents and sources.

``2 Wij gaan alle scholen bezoeken ........ 5`` announces a chapter, and *Zorg dat elk kind
gehoord wordt* below ``Bronnen`` is a book.
"""

from functools import partial

from extractors.rules import rule_patterns

_patterns = partial(rule_patterns, "apparatus", "apparatus")


def is_apparatus(line: str, heading: str) -> bool:
    """Tell whether a block, under that heading, is a line of contents or a source."""
    if any(pattern.search(line) for pattern in _patterns("lines")):
        return True
    above = heading.lower()
    if any(pattern.search(above) for pattern in _patterns("sources")):
        return True
    is_short = not line.rstrip().endswith((".", "!", "?"))
    return is_short and any(pattern.search(above) for pattern in _patterns("contents"))
