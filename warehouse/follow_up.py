"""Following up: which documents to link anew, the pairs to judge, and the links that are kept.

The warehouse finds the pairs by an index of rare terms and never compares two documents
that it compared before and that both stayed as they were. Who judges is the flow's choice:
rules belong to ``extractors``.
"""

from collections.abc import Iterable, Iterator
from typing import Any

from warehouse.connection import Connection
from warehouse.load import insert
from warehouse.package_sql import sql_files
from warehouse.rows import Row

_BATCH = 10_000


def begin_linking(connection: Connection) -> list[Row]:
    """Forget the links of documents that changed; return what tells when each was written."""
    connection.execute(sql_files("queries")["follow_up_renewed"])
    return list(_rows(connection, "follow_up_times"))


def mark_linked(connection: Connection, documents: list[Row]) -> None:
    """Keep for each document its fingerprint, and the days on which it can have been written."""
    insert(connection, "follow_up_documents", documents)


def pairs_to_judge(connection: Connection) -> Iterator[Row]:
    """Yield promises with later passages that share rare terms, promise by promise."""
    yield from _rows(connection, "follow_up_pairs")


def keep_links(connection: Connection, links: Iterable[Row]) -> int:
    """Keep the links that were found; return how many."""
    kept = list(links)
    insert(connection, "commitment_links", kept)
    return len(kept)


def _rows(connection: Connection, name: str) -> Iterator[dict[str, Any]]:
    result = connection.execute(sql_files("queries")[name])
    columns = [column[0] for column in result.description]
    while batch := result.fetchmany(_BATCH):
        yield from (dict(zip(columns, row, strict=True)) for row in batch)
