"""The labels that OpenDocument prints before items and headings: ``1.``, ``(f)``, ``•``."""

from collections import defaultdict
from typing import Any

from extractors.read.numerals import BULLET, numeral, symbol
from extractors.read.odt_names import name_of

_LEVELS = 10


class ListStyles:
    """The list styles of a document, and the numbers that its lists have come to."""

    def __init__(self, roots: list[Any]) -> None:
        self.levels: dict[str, dict[int, Any]] = {}
        self.counts: dict[str, list[int | None]] = defaultdict(lambda: [None] * (_LEVELS + 1))
        for root in roots:
            for style in root.iter(name_of("text:list-style"), name_of("text:outline-style")):
                levels = {int(e.get(name_of("text:level"), 1)): e for e in style if _is_level(e)}
                self.levels[style.get(name_of("style:name"), "")] = levels
                if style.tag == name_of("text:outline-style"):
                    self.levels[OUTLINE] = levels

    def begin(self, style: str, level: int) -> None:
        """Start a list anew at ``level``, counted from 1."""
        self.counts[style][level:] = [None] * (_LEVELS + 1 - level)

    def label(self, style: str, level: int, start: str | None = None) -> str:
        """Return the label of the next item at ``level``; ``start`` is the item's own number."""
        properties = self.levels.get(style, {}).get(level)
        if properties is None:
            return "" if style == OUTLINE else BULLET
        count = self.counts[style]
        before = count[level]
        first = int(properties.get(name_of("text:start-value"), 1))
        count[level] = int(start) if start else first if before is None else before + 1
        count[level + 1 :] = [None] * (_LEVELS - level)
        if bullet := properties.get(name_of("text:bullet-char")):
            return symbol(bullet)
        return self._print(style, level, properties)

    def _print(self, style: str, level: int, properties: Any) -> str:
        if not properties.get(name_of("style:num-format")):
            return ""
        shown = int(properties.get(name_of("text:display-levels"), 1))
        numbers = [self._number(style, place) for place in range(level - shown + 1, level + 1)]
        label = ".".join(number for number in numbers if number)
        prefix, suffix = (properties.get(name_of(f"style:num-{x}"), "") for x in _AROUND)
        return f"{prefix}{label}{suffix}".strip()

    def _number(self, style: str, level: int) -> str:
        properties = self.levels[style].get(level)
        if properties is None:
            return ""
        return numeral(self.counts[style][level] or 1, properties.get(_FORMAT) or "1")


OUTLINE = "outline"
"""The style by which headings are numbered."""

_AROUND = ("prefix", "suffix")
_FORMAT = name_of("style:num-format")


def _is_level(element: Any) -> bool:
    return isinstance(element.tag, str) and element.get(name_of("text:level")) is not None
