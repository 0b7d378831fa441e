"""Full-text search in Dutch over the blocks; its index lives in the file, made at every build."""

import csv
import re
from collections.abc import Iterator
from functools import cache
from importlib.resources import files

from warehouse.connection import Connection, load_full_text_search
from warehouse.package_sql import sql_files


def index_blocks(connection: Connection) -> None:
    """Index the text and lemmas of all blocks anew: the index does not follow inserts."""
    load_full_text_search(connection)
    connection.execute(sql_files("queries")["index_blocks"])


def widened(query: str) -> str:
    """Return the query with the other number of plurals that no stemmer undoes.

    ``pleegkind`` becomes ``pleegkind pleegkinderen``, and the other way round.
    """
    words = re.findall(r"\w+", query)
    return " ".join([query, *(other for word in words for other in _other_numbers(word.lower()))])


def _other_numbers(word: str) -> Iterator[str]:
    for ending, other in _irregular_plurals():
        if word.endswith(ending):
            yield word.removesuffix(ending) + other


@cache
def _irregular_plurals() -> list[tuple[str, str]]:
    text = (files("warehouse") / "plurals.csv").read_text("utf-8")
    pairs = [(row["singular"], row["plural"]) for row in csv.DictReader(text.splitlines())]
    return [*pairs, *((plural, singular) for singular, plural in pairs)]
