"""A search as alternatives: each says what a passage must hold, and what it must not."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import product

from warehouse.search.grammar import And, Not, Or, Phrase, Query, QueryError, Word
from warehouse.search.words import is_function_word

Sought = Word | Phrase

_MOST = 500  # alternatives; brackets within brackets multiply them


@dataclass(frozen=True)
class Clause:
    """One alternative: all that is required, and nothing of what is refused."""

    required: frozenset[Sought] = frozenset()
    refused: frozenset[Sought] = frozenset()


def clauses_of(query: Query) -> list[Clause]:
    """Return the alternatives of ``query``: ``a AND (b OR c)`` has two.

    Raises ``QueryError`` where there are too many of them.
    """
    return list(dict.fromkeys(_clauses(query)))


def _clauses(query: Query) -> Iterable[Clause]:
    match query:
        case Not(part):
            return _refusing(part)
        case And(parts):
            return _all_of(_clauses(part) for part in parts)
        case Or(parts, is_loose):
            return [clause for part in _telling(parts, is_loose) for clause in _clauses(part)]
        case _:
            return [Clause(required=frozenset({query}))]


def _refusing(query: Query) -> Iterable[Clause]:
    """Who refuses ``a OR b`` refuses both; who refuses ``a AND b`` lacks either."""
    match query:
        case Not(part):
            return _clauses(part)
        case And(parts):
            return [clause for part in parts for clause in _refusing(part)]
        case Or(parts):
            return _all_of(_refusing(part) for part in parts)
        case _:
            return [Clause(refused=frozenset({query}))]


def _all_of(parts: Iterator[Iterable[Clause]]) -> list[Clause]:
    joined = [Clause()]
    for part in parts:
        joined = [
            Clause(one.required | other.required, one.refused | other.refused)
            for one, other in product(joined, part)
        ]
        if len(joined) > _MOST:
            raise QueryError(f"the search has more than {_MOST} alternatives")
    return joined


def _telling(parts: tuple[Query, ...], is_loose: bool) -> tuple[Query, ...]:
    """Of words side by side, those that tell something: not the *van* of ``lid van de raad``."""
    if not is_loose:
        return parts
    told = (part for part in parts if not (isinstance(part, Word) and is_function_word(part.text)))
    return tuple(told) or parts
