"""Which edition a document is of: rules speak for numbers, and the one with most weight wins."""

from collections import defaultdict
from collections.abc import Iterator
from itertools import islice

from extractors.findings import Finding
from extractors.identity.printed_text import PrintedText
from extractors.identity.rules import claimed, rules_for
from extractors.rules import load_rules
from schemas.document import DocumentKind

_ROMAN = {"ii": 2, "iii": 3, "iv": 4, "vi": 6, "vii": 7, "viii": 8, "ix": 9, "xi": 11, "xii": 12}


def find_edition(printed: PrintedText, kind: DocumentKind) -> tuple[int, Finding] | None:
    """Return the number of the edition and its strongest evidence; none where none is named.

    ``tweede editie``, ``2e editie`` and ``editie 2`` are edition 2; an earlier or later
    one that a recap looks at (``bij de eerste editie``) is not its own.
    """
    heard: dict[int, list[tuple[float, Finding]]] = defaultdict(list)
    for weight, number, finding in _voices(printed, kind):
        heard[number].append((weight, finding))
    if not heard:
        return None
    edition = max(heard, key=lambda number: sum(weight for weight, _ in heard[number]))
    return edition, max(heard[edition], key=lambda voice: voice[0])[1]


def _voices(printed: PrintedText, kind: DocumentKind) -> Iterator[tuple[float, int, Finding]]:
    others = claimed("not_the_edition", "edition", printed)
    for rule in rules_for("edition"):
        matches = rule.matches(printed) if kind in rule.kinds else ()
        for match in islice(matches, rule.most):
            number = _number(match["edition"])
            if number and match.span("edition") not in others:
                finding = Finding(start=match.start(), end=match.end(), rule=f"edition.{rule.id}")
                yield rule.weight, number, finding


def _number(word: str) -> int | None:
    """``tweede``, ``2e`` and ``ii`` are 2."""
    digits = word.rstrip("desti")
    if digits.isdigit():
        return int(digits) or None
    written: dict[str, int] = load_rules("dates")["ordinals"]
    return written.get(word) or _ROMAN.get(word)
