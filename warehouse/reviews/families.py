"""Families: the documents that a review speaks of: the one reviewed, and its later versions."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from schemas.reviews import Review
from warehouse.connection import Connection


@dataclass(frozen=True)
class Member:
    """A document as far as its family goes."""

    document_id: str
    path: str
    paths: list[str]
    withdrawn: bool
    replaced_by: str | None


class Families:
    """The documents of a warehouse, and which of them are versions of one."""

    def __init__(self, members: Iterable[Member]) -> None:
        self._members = {member.document_id: member for member in members}
        self._at: dict[str, list[str]] = defaultdict(list)
        for member in self._members.values():
            for path in member.paths:
                self._at[path].append(member.document_id)

    def of(self, review: Review) -> list[str]:
        """Return the ids of the document reviewed, its later versions, and what has its name."""
        ids = [*self._line(review.record.document_id), *self._at.get(review.record.path, [])]
        return list(dict.fromkeys(ids))

    def is_shown(self, document_id: str) -> bool:
        """Tell whether the document is there still, not withdrawn."""
        return not self._members[document_id].withdrawn

    def by_document(self, reviews: Sequence[Review]) -> dict[str, list[Review]]:
        """Return for each document the reviews that speak of it, in their order."""
        found: dict[str, list[Review]] = defaultdict(list)
        for review in reviews:
            for document_id in self.of(review):
                found[document_id].append(review)
        return dict(sorted(found.items()))

    def _line(self, document_id: str | None) -> Iterator[str]:
        met = set()
        while document_id in self._members and document_id not in met:
            met.add(document_id)
            yield document_id
            document_id = self._members[document_id].replaced_by


def families(connection: Connection) -> Families:
    """Return the families of all documents that were read."""
    query = """
        SELECT document_id, path, paths, withdrawn, replaced_by FROM stored.documents
        WHERE text IS NOT NULL ORDER BY document_id
    """
    return Families(Member(*row) for row in connection.execute(query).fetchall())
