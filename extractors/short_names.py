"""Short names: which body is meant by a part of its name, such as ``Delft`` or ``Kompas``.

Where a document names *gemeente Delft*, ``Delft zoekt een zaal`` is that municipality; a
word that stands in two names is neither.
"""

import re
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Protocol

from spacy.tokens import Doc

from extractors.findings import found
from extractors.passages import Passage, found_in
from extractors.rules import load_rules

_WORD = re.compile(r"\b[A-Z][\w-]{3,}")

Doc.set_extension("short_names", default=None, force=True)


class Mention(Protocol):
    """Where a body is named in the clean text (half-open), and which it is."""

    @property
    def start(self) -> int:
        """Its first character."""

    @property
    def end(self) -> int:
        """One past its last character."""

    @property
    def name(self) -> str:
        """The canonical name."""


@dataclass(frozen=True)
class ShortName:
    """A part of a name that stands for the whole of it."""

    start: int
    end: int
    name: str


def short_names_in(doc: Doc, passage: Passage) -> list[ShortName]:
    """Return where a part of a name stands in ``passage`` for the whole of it."""
    inside = [range(m.start, m.end) for m in found_in(doc, "organisations", passage)]
    known = _short_names(doc)
    return [
        ShortName(passage.start + match.start(), passage.start + match.end(), known[match[0]])
        for match in _WORD.finditer(passage.text)
        if match[0] in known and not any(passage.start + match.start() in one for one in inside)
    ]


def _short_names(doc: Doc) -> Mapping[str, str]:
    """The words that stand in the name of one body only, each with that name."""
    if doc._.short_names is None:
        names = defaultdict(set)
        for mention in found(doc, "organisations"):
            for word in _WORD.findall(mention.name) if " " in mention.name else ():
                names[word].add(mention.name)
        doc._.short_names = {
            word: bodies.pop()
            for word, bodies in names.items()
            if len(bodies) == 1 and not _is_common().fullmatch(word.lower())
        }
    short_names: Mapping[str, str] = doc._.short_names
    return short_names


@cache
def _is_common() -> re.Pattern[str]:
    return re.compile(load_rules("actors")["short_name"]["common"])
