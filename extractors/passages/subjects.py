"""Subjects: which theme each passage is about, given what stands around it.

``Die uitkomst volgt in mei`` says little itself: it is about what the sentences before it,
its heading and the whole document are about. What is asked for at the end of a report is
about the table that speaks of the same things.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from spacy.tokens import Doc

from extractors.findings import found
from extractors.passages.passage import Passage
from extractors.rules import load_rules
from extractors.sections import Question
from extractors.themes import clear_theme, theme_of_document, theme_of_heading, theme_points
from schemas.records import Theme

_LABEL = re.compile(r"(?P<label>[^:.]{3,40}):\s")  # Armoede: tien gemeenten zonder formulier
_STEM = 7  # letters by which modelbepaling and modelbepalingen are one word
_NOUN = 4  # letters of a noun that may tell of a table again ...
_LONG = 6  # ... and of any other word
_NOUNS = ("NOUN", "PROPN")

_Points = Counter[Theme]


def with_themes(doc: Doc, passages: Sequence[Passage]) -> tuple[Passage, ...]:
    """Return ``passages``, which stand in the order of the text, each with its theme."""
    return tuple(
        replace(passage, theme=_labelled(passage) or clear_theme(points) or _above(passage))
        for passage, points in zip(passages, _points(doc, passages), strict=True)
    )


def _labelled(passage: Passage) -> Theme | None:
    label = _LABEL.match(passage.text)
    return theme_of_heading(label["label"]) if label else None


def _above(passage: Passage) -> Theme | None:
    return passage.section.theme or _likely(passage)


def _likely(passage: Passage) -> Theme | None:
    """What the words under a heading that names no theme are about."""
    is_free = passage.section.theme is None and not _stands_alone(passage)
    return passage.section.likely_theme if is_free else None


def _points(doc: Doc, passages: Sequence[Passage]) -> Iterator[_Points]:
    own = [Counter(theme_points(passage.text)) for passage in passages]
    of_document = theme_of_document(doc._.clean.text)
    words, headings = _words_by_theme(doc), _cited_in_headings(doc)
    for passage, said, before in zip(passages, own, _said_before(passages, own), strict=True):
        above = passage.section.theme or headings.get(passage.section.heading)
        by_place = _by_place(passage, above, of_document)
        yield _sum(said, before, by_place, _echoes(doc, passage, words), _cited(doc, passage))


def _said_before(passages: Sequence[Passage], own: Sequence[_Points]) -> Iterator[_Points]:
    """What the sentences before a passage say, under the same heading; the nearest says most."""
    weights = load_rules("themes")["surroundings"]
    said: _Points = Counter()
    last: Passage | None = None
    for passage, points in zip(passages, own, strict=True):
        if last is None or _heading(last) != _heading(passage) or _stands_alone(passage):
            said = Counter()
        elif last.place != passage.place:
            said = _times(said, weights["other_block"])
        yield _times(said, weights["before"])
        said = _sum(points, _times(said, weights["decay"]))
        last = passage


def _heading(passage: Passage) -> tuple[str, Theme | None]:
    return passage.section.heading, passage.section.theme


def _by_place(passage: Passage, above: Theme | None, of_document: Theme | None) -> _Points:
    """What the heading above, the words under it and the document are about."""
    weights = load_rules("themes")["surroundings"]
    heading = "table" if passage.section.columns else "heading"
    places = {heading: above, "section": _likely(passage), "document": of_document}
    points: _Points = Counter()
    for place, theme in places.items():
        if theme:
            points[theme] += weights[place]
    return points


def _cited_in_headings(doc: Doc) -> dict[str, Theme]:
    """``17.C Meten en vergelijken``: the theme of the one recommendation that a heading cites."""
    themes: dict[str, Theme] = {}
    text, cited = doc._.clean.text, found(doc, "references")
    pairs = zip(doc._.clean.blocks, doc._.sections, strict=True)
    for block in [block for block, section in pairs if section.asks]:
        within = {c.theme for c in cited if block.start <= c.start < block.end and c.theme}
        if len(within) == 1:
            themes[text[block.start : block.end]] = within.pop()
    return themes


def _cited(doc: Doc, passage: Passage) -> _Points:
    """What the recommendations are about that a passage cites."""
    weight = load_rules("themes")["surroundings"]["cited"]
    cited = {c.theme for c in passage.among(found(doc, "references")) if c.theme}
    return Counter(dict.fromkeys(cited, weight))


def _stands_alone(passage: Passage) -> bool:
    """In a list of what each table wants to have reached no item tells of another."""
    return passage.question is Question.TARGET and passage.is_answer


def _words_by_theme(doc: Doc) -> dict[str, set[Theme]]:
    """The long words that stand under headings of themes, each with those themes."""
    words: dict[str, set[Theme]] = defaultdict(set)
    for block, section in zip(doc._.clean.blocks, doc._.sections, strict=True):
        for word in _stems(doc, block.start, block.end) if section.theme else ():
            words[word].add(section.theme)
    return words


def _echoes(doc: Doc, passage: Passage, words: Mapping[str, set[Theme]]) -> _Points:
    """Under no theme, ``doorverbinden`` tells which: the one table that spoke of it."""
    weights = load_rules("themes")["surroundings"]
    points: _Points = Counter()
    is_free = passage.section.theme is None
    for word in _stems(doc, passage.start, passage.end) if is_free else ():
        themes = words.get(word, ())
        if len(themes) == 1:
            points.update(dict.fromkeys(themes, weights["echo"]))
    return points


def _stems(doc: Doc, start: int, end: int) -> set[str]:
    """The nouns between two places of the clean text, and whatever word is long."""
    words = doc.char_span(start, end, alignment_mode="expand") or ()
    return {
        token.lower_[:_STEM]
        for token in words
        if token.is_alpha and len(token) >= (_NOUN if token.pos_ in _NOUNS else _LONG)
    }


def _times(points: Mapping[Theme, float], weight: float) -> _Points:
    return Counter({theme: weight * count for theme, count in points.items()})


def _sum(*counted: Iterable[Theme] | Mapping[Theme, float]) -> _Points:
    total: _Points = Counter()
    for points in counted:
        total.update(points)
    return total
