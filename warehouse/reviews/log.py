"""The log of reviews: ``reviews.jsonl``, to which lines are added and none is ever changed."""

import fcntl
import os
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from pydantic import ValidationError

from schemas.reviews import Review
from warehouse.errors import clear_errors

NAME = "reviews.jsonl"


@dataclass(frozen=True)
class ReviewLog:
    """The reviews in their order, and one line for each damaged line of the file."""

    reviews: tuple[Review, ...] = ()
    faults: tuple[str, ...] = ()

    def last_of(self) -> dict[str, str]:
        """Return for each record, by its key, the id of the last review that speaks of it."""
        return {review.record.key(): review.review_id for review in self.reviews}


def read_log(path: Path) -> ReviewLog:
    """Return what is in the log at ``path``; nothing where there is no such file.

    A damaged line, as a kill in mid-write leaves it, is told with its number and left out.
    A review that stands there twice counts once. Raises ``WarehouseError`` where the file
    cannot be read.
    """
    if not path.exists():
        return ReviewLog()
    with clear_errors(path):
        content = path.read_bytes()
    reviews: dict[str, Review] = {}
    faults = []
    for number, line in enumerate(content.split(b"\n"), start=1):
        if line.strip():
            try:
                review = Review.model_validate_json(line)
            except ValidationError:
                faults.append(f"{path.name}: line {number} is damaged, and was left out")
            else:
                reviews.setdefault(review.review_id, review)
    return ReviewLog(tuple(reviews.values()), tuple(faults))


def append(path: Path, reviews: Iterable[Review]) -> int:
    """Add to the log at ``path`` what is not in it yet, and return how many that were.

    All or nothing, and on the disk when this returns. Two writers wait for each other. Raises
    ``WarehouseError`` where the file cannot be written.
    """
    with clear_errors(path):
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("ab") as file:
            fcntl.flock(file, fcntl.LOCK_EX)
            known = {review.review_id for review in read_log(path).reviews}
            new = {one.review_id: one for one in reviews if one.review_id not in known}
            if new:
                lines = "".join(f"{review.line()}\n" for review in new.values())
                file.write(_line_end(path) + lines.encode())
                file.flush()
                os.fsync(file.fileno())
    return len(new)


def _line_end(path: Path) -> bytes:
    """A line that a kill cut short must not swallow the next one."""
    content = path.read_bytes()
    return b"\n" if content and not content.endswith(b"\n") else b""
