"""What is the main text of a web page, and what stands around it."""

import re
from collections.abc import Iterator
from functools import cache
from typing import Any

from lxml.html import HtmlElement

from extractors.rules import load_rules

_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.I)
_WORD = re.compile(r"[a-z]+")
_MAIN_SHARE = 0.4  # of the text of the page that its main part holds at least
_TOO_MUCH = 0.5  # of the text: so much is no menu, whatever its class says
_FEWEST_LINKS = 3
_LINKED = 0.8  # of the letters of a menu


def main_text(page: HtmlElement) -> tuple[HtmlElement | None, HtmlElement]:
    """Return the element with the main text of ``page``, stripped of what is not read.

    With it comes the page's title where that stands outside the element.
    """
    body = page.body
    _drop(_unread(page))
    whole = _length(body)
    _drop(element for element in list(body.iterdescendants()) if _is_around(element, whole))
    main = next(_mains(page, _length(body)), None)
    if main is None:
        _drop(element for element in list(body.iter("ul", "ol")) if _is_menu(element))
        return None, body
    titles = [title for title in body.iter("h1") if main not in title.iterancestors()]
    inner = next(main.iter("h1"), None)
    return (titles[0] if titles and inner is None else None), main


def _unread(page: HtmlElement) -> Iterator[HtmlElement]:
    for element in list(page.body.iterdescendants()):
        hidden = element.get("hidden") is not None or element.get("aria-hidden") == "true"
        if hidden or element.tag in _rules()["unread"] or _HIDDEN.search(element.get("style", "")):
            yield element


def _drop(elements: Iterator[HtmlElement]) -> None:
    """Take ``elements`` out of the page, but not the text behind them."""
    for element in elements:
        if element.getparent() is not None:
            element.drop_tree()


def _mains(page: HtmlElement, whole: int) -> Iterator[HtmlElement]:
    for path in _rules()["main"]:
        longest = max(page.xpath(path), key=_length, default=None)
        if longest is not None and _length(longest) >= whole * _MAIN_SHARE:
            yield longest


def _is_around(element: HtmlElement, whole: int) -> bool:
    """A head within the article, with its title, is no head of the page."""
    rules = _rules()
    within = any(ancestor.tag in ("main", "article") for ancestor in element.iterancestors())
    if within and element.tag in ("header", "footer", "aside", "form"):
        return False
    marked = element.tag in rules["around"] or element.get("role", "") in rules["around_roles"]
    if not (marked or _is_named_so(element)) or element.tag in ("main", "article"):
        return False
    return _length(element) <= whole * _TOO_MUCH


def _is_named_so(element: HtmlElement) -> bool:
    names = f"{element.get('class', '')} {element.get('id', '')}".lower()
    return not _rules()["around_names"].isdisjoint(_WORD.findall(names))


def _is_menu(element: HtmlElement) -> bool:
    """A list of nothing but links, as pages have it that mark no menu."""
    links = list(element.iter("a"))
    linked = sum(_length(link) for link in links)
    return len(links) >= _FEWEST_LINKS and linked >= _length(element) * _LINKED


def _length(element: HtmlElement) -> int:
    return sum(len(text.strip()) for text in element.itertext())


@cache
def _rules() -> dict[str, Any]:
    rules: dict[str, Any] = load_rules("formats")["html"]
    return rules | {"around_names": frozenset(rules["around_names"])}
