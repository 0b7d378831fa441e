"""Following up: which documents to link anew, the pairs to judge, and the links that are kept.

The warehouse finds the pairs by an index of rare terms and never compares two documents
that it compared before and that both stayed as they were. Who judges is the flow's choice:
rules belong to ``extractors``.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from schemas.follow_up import FollowUpPassage
from schemas.records import Commitment
from warehouse.asking import ask
from warehouse.connection import Connection
from warehouse.load import insert
from warehouse.package_sql import sql_files
from warehouse.rows import Row, follow_up_row, record_row
from warehouse.stored import record_from_row

PROVEN = "follow_up"
"""The rule of a commitment that was too unsure to be one before a later document told of it."""

_BATCH = 10_000


@dataclass(frozen=True)
class Pairs:
    """Passages by their id, and which promise is to be compared with which evidence."""

    passages: dict[str, Row]
    ids: list[tuple[str, str]]


def unread_commitments(connection: Connection) -> list[Commitment]:
    """Return the commitments that people added or split, of which there is no passage yet."""
    connection.execute(sql_files("queries")["follow_up_unmade"])
    return [record_from_row(Commitment, row) for row in ask(connection, "follow_up_unread")]


def keep_passages(connection: Connection, passages: Iterable[FollowUpPassage]) -> None:
    """Keep passages that no document gave."""
    rows = [follow_up_row(passage) for passage in passages]
    insert(connection, FollowUpPassage.record_type, rows)


def begin_linking(connection: Connection) -> list[Row]:
    """Forget the links of documents that changed; return what tells when each was written."""
    connection.execute(sql_files("queries")["follow_up_renewed"])
    return ask(connection, "follow_up_times")


def mark_linked(connection: Connection, documents: list[Row]) -> None:
    """Keep for each document its fingerprint, and the days on which it can have been written."""
    insert(connection, "follow_up_documents", documents)


def pairs_to_judge(connection: Connection) -> Iterator[Pairs]:
    """Yield promises with later passages that share rare terms, promise by promise.

    Some ten thousand at a time: a warehouse may hold more pairs than memory.
    """
    connection.execute(sql_files("queries")["follow_up_pairs"])
    count = connection.execute("SELECT count(*) FROM pairs").fetchall()[0][0]
    for first in range(1, count + 1, _BATCH):
        some = {"first": first, "last": first + _BATCH - 1}
        sides = {row["passage_id"]: row for row in ask(connection, "follow_up_sides", **some)}
        numbered = ask(connection, "follow_up_numbered", **some)
        yield Pairs(sides, [(pair["promise_id"], pair["evidence_id"]) for pair in numbered])


def keep_links(connection: Connection, links: Iterable[Row]) -> int:
    """Keep the links that were found; return how many."""
    kept = list(links)
    insert(connection, "commitment_links", kept)
    return len(kept)


def proven_promises(connection: Connection) -> list[Row]:
    """Return what a link shows to be a promise, and that is no commitment yet.

    What was such a commitment and lost its last link is none any more.
    """
    connection.execute(sql_files("queries")["follow_up_unproven"])
    return ask(connection, "follow_up_proven")


def keep_proven(connection: Connection, commitments: Iterable[Commitment]) -> None:
    """Keep commitments that later documents proved to be such."""
    insert(connection, Commitment.record_type, [record_row(one) for one in commitments])
