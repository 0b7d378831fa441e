"""Search in Dutch over the passages, ranked by BM25, with the records that stand in them.

Scores follow Robertson and Zaragoza, *The Probabilistic Relevance Framework: BM25 and
Beyond* (2009), with k1 = 1.2 and b = 0.75. DuckDB's own full-text index would have to be
made anew at every build; here a document's words are loaded and deleted with it.
"""

from dataclasses import dataclass

import pyarrow as pa

from warehouse.answers import Hit
from warehouse.asking import ask
from warehouse.connection import Connection
from warehouse.search.clauses import Clause, Sought, clauses_of
from warehouse.search.grammar import parse
from warehouse.search.index import prepare
from warehouse.search.words import forms_of


@dataclass(frozen=True)
class Filters:
    """Which passages are searched; null is all of them.

    ``theme`` and ``record_type`` keep passages that hold a record of that theme or type,
    ``organisation`` those that name it, by its canonical name or any other that it has.
    """

    year: int | None = None
    kind: str | None = None
    theme: str | None = None
    organisation: str | None = None
    record_type: str | None = None


def search(
    connection: Connection,
    query: str,
    filters: Filters | None = None,
    *,
    within_compounds: bool = False,
    limit: int = 20,
) -> list[Hit]:
    """Return the passages that fit ``query`` best, accents and inflection apart.

    With ``within_compounds`` jeugdhulp also finds jeugdhulpverlening. Raises ``QueryError``
    where the query cannot be understood.
    """
    clauses = clauses_of(parse(query))
    prepare(connection)
    parts = sorted({part for c in clauses for part in c.required | c.refused}, key=repr)
    _register(connection, _sought(connection, parts, within_compounds), _clauses(clauses, parts))
    asked = vars(filters or Filters()) | {"limit": limit}
    try:
        return [Hit(**row) for row in ask(connection, "search", **asked)]
    finally:
        connection.unregister("sought")
        connection.unregister("clauses")


def _register(connection: Connection, sought: pa.Table, clauses: pa.Table) -> None:
    connection.register("sought", sought)
    connection.register("clauses", clauses)


def _sought(connection: Connection, parts: list[Sought], within_compounds: bool) -> pa.Table:
    rows = [
        {"part": number, "place": form.column, "stretch": form.stretch}
        for number, part in enumerate(parts)
        for form in forms_of(connection, part, within_compounds)
    ]
    fields = [("part", pa.int32()), ("place", pa.string()), ("stretch", pa.string())]
    return pa.Table.from_pylist(rows, schema=pa.schema(fields))


def _clauses(clauses: list[Clause], parts: list[Sought]) -> pa.Table:
    number = {part: place for place, part in enumerate(parts)}
    rows = [
        {
            "required": sorted(number[part] for part in clause.required),
            "refused": sorted(number[part] for part in clause.refused),
        }
        for clause in clauses
    ]
    numbers = pa.list_(pa.int32())
    return pa.Table.from_pylist(
        rows, schema=pa.schema([("required", numbers), ("refused", numbers)])
    )
