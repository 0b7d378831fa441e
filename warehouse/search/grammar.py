"""The language of a search: words, "phrases", AND, OR, NOT, brackets and a prefix with a star.

Words side by side are alternatives, the best fit first. The operators are capitals, in
English or Dutch: ``(opvang OF gezin*) EN NIET "gesloten jeugdhulp"``.
"""

from dataclasses import dataclass
from functools import cache, reduce
from typing import Any, TypeAlias

import pyparsing as pp

pp.ParserElement.enable_packrat()


@dataclass(frozen=True)
class Word:
    """A word in whatever form, or with ``is_prefix`` every word that begins so."""

    text: str
    is_prefix: bool = False


@dataclass(frozen=True)
class Phrase:
    """Words that stand next to each other, to the letter."""

    text: str


@dataclass(frozen=True)
class Not:
    """What a passage must not hold."""

    part: "Query"


@dataclass(frozen=True)
class And:
    """What a passage must all hold."""

    parts: tuple["Query", ...]


@dataclass(frozen=True)
class Or:
    """What a passage must hold some of; ``is_loose`` where no OR was written between them."""

    parts: tuple["Query", ...]
    is_loose: bool = False


Query: TypeAlias = Word | Phrase | Not | And | Or


class QueryError(ValueError):
    """A search that cannot be understood; says where and why."""


def parse(text: str) -> Query:
    """Return what ``text`` asks for.

    Raises ``QueryError`` where a bracket or a quotation mark is left open, or an operator
    lacks its words.
    """
    if not text.strip():
        raise QueryError("there is nothing to search for")
    try:
        query: Query = _grammar().parse_string(text, parse_all=True)[0]
    except pp.ParseBaseException as error:
        raise QueryError(_explained(text, error.loc)) from error
    return query


def _explained(text: str, place: int) -> str:
    rest = text[place:].strip()
    if text.count('"') % 2:
        return f'{text}: a quotation mark (") is not closed'
    return f"{text}: cannot be understood {f'at {rest}' if rest else 'at its end'}"


@cache
def _grammar() -> pp.ParserElement:
    conjunction, disjunction, negation = (
        pp.one_of(words, as_keyword=True).suppress() for words in ("AND EN", "OR OF", "NOT NIET")
    )
    operator = conjunction | disjunction | negation
    phrase = pp.QuotedString('"', multiline=True).set_parse_action(lambda found: Phrase(found[0]))
    # Brackets within a word belong to it: 37(f).
    word = ~operator + pp.Regex(r'[^\s"()]+(?:\([^\s"()]*\)[^\s"()]*)*')
    query = pp.Forward()
    group = pp.Suppress("(") + query + pp.Suppress(")")
    refused = pp.Forward()
    refused <<= (negation + refused).set_parse_action(lambda found: Not(found[0])) | (
        group | phrase | word.set_parse_action(_word)
    )
    loose = pp.OneOrMore(refused).set_parse_action(_loose)
    both = pp.DelimitedList(loose, conjunction).set_parse_action(_both)
    query <<= pp.DelimitedList(both, disjunction).set_parse_action(_either)
    return query


def _word(found: Any) -> Query:
    text: str = found[0]
    if text.startswith("-") and len(text) > 1:
        return Not(Word(text[1:]))
    return Word(text.rstrip("*"), is_prefix=text.endswith("*"))


def _loose(found: Any) -> Query:
    """``opvang NOT school``: what is refused narrows what is sought beside it."""
    sought = tuple(part for part in found if not isinstance(part, Not))
    refused = tuple(part for part in found if isinstance(part, Not))
    if not sought:
        return _joined(And, refused)
    one = sought[0] if len(sought) == 1 else Or(sought, is_loose=True)
    return reduce(lambda query, part: And((query, part)), refused, one)


def _both(found: Any) -> Query:
    return _joined(And, tuple(found))


def _either(found: Any) -> Query:
    return _joined(Or, tuple(found))


def _joined(kind: type[And | Or], parts: tuple[Query, ...]) -> Query:
    return parts[0] if len(parts) == 1 else kind(parts)
