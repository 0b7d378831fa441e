"""A sitting: records put before one person, one after another, and what was decided of each."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from threading import Lock
from typing import Any

from flows.reviews.answers import Answer, AnswerError, Asked, take
from flows.reviews.private import without_names
from flows.settings import Settings
from schemas.reviews import Decision
from warehouse.reviews.fields import choices, editable_fields, told
from warehouse.reviews.log import append, read_log
from warehouse.reviews.query import Chosen, ToReview, to_review
from warehouse.store import connect


@dataclass(frozen=True)
class Field:
    """A field that can be edited: what it says, and the closed list that it comes from, if any."""

    name: str
    value: str
    choices: tuple[str, ...]


class Sitting:
    """The records of one sitting; each decision is on the disk before the next record comes."""

    def __init__(self, warehouse: Path, settings: Settings, chosen: Chosen, who: str) -> None:
        self.warehouse = warehouse
        self.records: dict[str, ToReview] = {}
        self._settings = settings
        self._who = who
        self._one_at_a_time = Lock()
        self._log = settings.reviews_for(warehouse)
        with connect(warehouse) as connection:
            for one in to_review(connection, chosen):
                self.records.setdefault(one.record.record_id, one)

    def decided(self) -> dict[str, str]:
        """Return what was decided of each record last, by its id; undone ones are left out."""
        last = {review.record.key(): review.decision for review in read_log(self._log).reviews}
        found = {name: last.get(one.seen.key()) for name, one in self.records.items()}
        return {name: told for name, told in found.items() if told and told is not Decision.UNDO}

    def decide(
        self, record_id: str, decision: str, changes: Mapping[str, Any], why: str | None
    ) -> None:
        """Keep a decision about a record of this sitting.

        Raises ``AnswerError`` where it cannot be used, and ``KeyError`` where the sitting has
        no such record.
        """
        one = self.records[record_id]
        with self._one_at_a_time:
            asked = Asked(one.seen, read_log(self._log).last_of().get(one.seen.key()))
            answer = Answer("", decision, asked, changes, why=why)
            with connect(self.warehouse) as connection:
                taken = take([answer], {record_id: asked}, connection, self._who)
            if taken.faults:
                raise AnswerError(taken.faults[0].removeprefix(": "))
            append(self._log, without_names(taken.reviews, self._settings))


def fields_of(one: ToReview) -> list[Field]:
    """Return the fields of a record that a person may change, with what they say now."""
    values = one.record.model_dump(mode="json")
    names = [name for name in editable_fields(type(one.record)) if name != "quote"]
    return [Field(name, told(values.get(name)), choices(name)) for name in ("quote", *names)]
