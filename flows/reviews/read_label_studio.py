"""The answers in what Label Studio exports as JSON: one annotation for each task."""

import json
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from flows.reviews.answers import Answer, AnswerError, Asked, ReviewFileError
from flows.reviews.label_studio import DECISION, RECORD, WHY, WITH, field_values, region_of
from schemas.reviews import Decision, SeenRecord
from warehouse.reviews.fields import all_editable_fields, editable_fields
from warehouse.reviews.places import CONTEXT
from warehouse.reviews.source import words_of
from warehouse.rows import RECORD_TYPES

Item = dict[str, Any]
_CONTROLS = {RECORD, DECISION, WHY, WITH}


class Annotations:
    """An export of Label Studio that was read: what was asked, and what was answered."""

    def __init__(self, path: Path) -> None:
        """Read the file at ``path``; raises ``ReviewFileError`` where it is no such export."""
        try:
            tasks = json.loads(path.read_bytes())
        except (ValueError, OSError) as error:
            raise ReviewFileError(f"{path}: cannot be read as JSON") from error
        if not isinstance(tasks, list):
            raise ReviewFileError(f"{path}: is no list of tasks, as Label Studio exports them")
        self._tasks: list[tuple[str, Any]] = [
            (f"task {number}", task) for number, task in enumerate(tasks, start=1)
        ]
        self.asked = {
            str(task["data"]["record"]): asked
            for _, task in self._tasks
            if (asked := _asked(task)) is not None
        }

    def answers(self) -> Iterator[Answer | AnswerError]:
        """Yield what was answered, task by task; a task without an annotation says nothing."""
        for where, task in self._tasks:
            asked, annotation = _asked(task), _annotation(task)
            if asked is None:
                yield AnswerError(f"{where}: is none that `oogst review export` wrote")
            elif annotation:
                try:
                    yield from _Annotation(where, task["data"], asked, annotation).answers()
                except (AttributeError, KeyError, TypeError, ValueError, IndexError) as error:
                    yield AnswerError(
                        f"{where}: its annotation is not in Label Studio's form: {error}"
                    )


class _Annotation:
    """One annotation: decisions on the task, labels and values on its regions."""

    def __init__(self, where: str, data: Item, asked: Asked, annotation: Item) -> None:
        self._where, self._data, self._asked = where, data, asked
        self._who = _who(annotation)
        self._told: dict[str, list[str]] = {}
        self._regions: dict[str, Item] = {}
        self._values: dict[str, dict[str, str]] = defaultdict(dict)
        self._unknown: list[str] = []
        for item in annotation["result"]:
            self._take(item)

    def answers(self) -> Iterator[Answer | AnswerError]:
        for name in self._unknown:
            yield AnswerError(f"{self._where}: unknown control {name!r}")
        own, decision = self._own_region(), self._decision()
        is_split = decision == Decision.SPLIT
        if decision:
            yield self._answer(decision, own, is_split)
        elif own and self._changes(own):
            name = next(iter(self._changes(own)))
            yield AnswerError(f"{self._where}: {name} was changed, but no decision was made")
        for region_id, region in self._regions.items():
            if region_id != own and not is_split:
                yield self._missing(region_id, region)

    def _take(self, item: Item) -> None:
        name, value = item["from_name"], item["value"]
        if name == RECORD:
            self._regions[item["id"]] = value
        elif name in _CONTROLS:
            self._told[name] = value.get("choices") or value.get("text") or []
        elif name in all_editable_fields():
            told = value.get("choices") or value.get("text") or []
            self._values[item["id"]][name] = "; ".join(told)
        else:
            self._unknown.append(str(name))

    def _decision(self) -> str:
        return " ".join(self._told.get(DECISION, []))

    def _own_region(self) -> str | None:
        """The region that was the record; drawn anew, it has its type and overlaps with it."""
        own = region_of(str(self._data["record"]))
        if own in self._regions:
            return own
        start = len(self._data["before"])
        end = start + len(words_of(self._asked.seen))
        drawn = (
            name
            for name, region in self._regions.items()
            if region["labels"] == [self._asked.seen.record_type]
            and region["start"] < end
            and start < region["end"]
        )
        return next(drawn, None)

    def _answer(self, decision: str, own: str | None, is_split: bool) -> Answer:
        regions = sorted(self._regions.values(), key=lambda region: region["start"])
        return Answer(
            self._where,
            decision,
            self._asked,
            self._changes(own) if own and not is_split else {},
            joined=tuple(" ".join(self._told.get(WITH, [])).replace(";", " ").split()),
            parts=tuple(self._words(region) for region in regions) if is_split else (),
            why="\n".join(self._told.get(WHY, [])),
            who=self._who,
        )

    def _changes(self, own: str) -> dict[str, str]:
        """What was not told in the annotation stays as it was."""
        seen = self._asked.seen
        before, now = field_values(seen), self._values[own]
        changes = {name: now[name] for name in now if now[name] != before.get(name, "")}
        words = self._words(self._regions[own])
        movable = "quote" in editable_fields(RECORD_TYPES[seen.record_type])
        return changes | ({"quote": words} if movable and words != seen.quote else {})

    def _missing(self, region_id: str, region: Item) -> Answer:
        text, words = str(self._data["text"]), self._words(region)
        start = text.find(words, max(0, region["start"] - len(words)))
        before, after = text[:start][-CONTEXT:], text[start + len(words) :][:CONTEXT]
        seen = self._asked.seen
        [record_type] = region["labels"]
        place = {"document_id": seen.document_id, "path": seen.path}
        around = {"quote": words, "before": before, "after": after}
        return Answer(
            self._where,
            Decision.ADD,
            changes=self._values[region_id],
            why="\n".join(self._told.get(WHY, [])),
            who=self._who,
            missing=SeenRecord(record_type=record_type, **place, **around),
        )

    def _words(self, region: Item) -> str:
        """Its own words before its offsets, which count otherwise in older versions."""
        words = region.get("text")
        return str(words or self._data["text"][region["start"] : region["end"]]).strip()


def _asked(task: Any) -> Asked | None:
    try:
        data = task["data"]
        return Asked(SeenRecord.model_validate(data["seen"]), data["follows"])
    except (KeyError, TypeError, ValidationError):
        return None


def _annotation(task: Item) -> Item | None:
    """The last one that was not skipped."""
    given = task.get("annotations") or []
    done = [one for one in given if isinstance(one, dict) and not one.get("was_cancelled")]
    return done[-1] if done else None


def _who(annotation: Item) -> str | None:
    by = annotation.get("completed_by")
    if isinstance(by, dict):
        return str(by.get("email") or by.get("id") or "") or None
    return None
