"""Footnotes of a web page: the marks in its text, and the notes further down."""

from dataclasses import dataclass

from lxml.html import HtmlElement

_LINKED_MARKS = (
    ".//sup[.//a[starts-with(@href, '#')]]"
    " | .//a[starts-with(@href, '#')][sup or @role='doc-noteref']"
)
_BACK_SIGNS = "↩↑^\ufe0e "


@dataclass(frozen=True)
class Notes:
    """Where the footnotes of a page and the marks that lead to them stand."""

    marks: frozenset[HtmlElement]
    texts: frozenset[HtmlElement]


def find_notes(page: HtmlElement, blocks: frozenset[str]) -> Notes:
    """Return the notes of ``page``: blocks further down to which a raised mark leads.

    A mark that leads back, from the note to the text, is none.
    """
    order = {element: place for place, element in enumerate(page.iter())}
    targets = {name: e for e in order for name in (e.get("name"), e.get("id")) if name}
    marks, texts = set(), set()
    for mark in page.xpath(_LINKED_MARKS):
        link = mark if mark.tag == "a" else next(mark.iter("a"))
        target = targets.get(link.get("href", "").lstrip("#"))
        if target is not None and order[target] > order[mark]:
            marks.add(mark)
            texts.add(_block_of(target, blocks))
    return Notes(frozenset(marks), frozenset(texts))


def drop_back_links(note: HtmlElement) -> None:
    """Take out of a note the arrow that leads back to the text."""
    for link in list(note.iter("a")):
        if not link.text_content().strip(_BACK_SIGNS) and link.getparent() is not None:
            link.drop_tree()


def _block_of(element: HtmlElement, blocks: frozenset[str]) -> HtmlElement:
    around = (ancestor for ancestor in element.iterancestors() if ancestor.tag in blocks)
    return element if element.tag in blocks else next(around, element)
