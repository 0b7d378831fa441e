"""Label Studio: tasks with the records as predictions, and the labelling configuration for them.

Offsets are those of the task's own text, in characters; older versions of Label Studio count
characters such as emoji twice, which is why each region carries its words too.
"""

import json
import xml.etree.ElementTree as ET
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from flows.console import visible
from flows.reviews.cells import DECISIONS
from schemas.reviews import SeenRecord
from warehouse.reviews.fields import (
    addable_types,
    all_editable_fields,
    choices,
    editable_fields,
    told,
)
from warehouse.reviews.query import ToReview
from warehouse.reviews.source import words_of
from warehouse.rows import RECORD_TYPES

RECORD, TEXT, DECISION, WHY, WITH = "record", "text", "decision", "why", "with"
"""The names of the controls; each field of a record has one of its own name."""

MODEL = "oogst"


def write_tasks(path: Path, records: Iterable[ToReview], follows: dict[str, str]) -> None:
    """Write ``records`` as tasks to import, to a JSON file at ``path``.

    ``follows`` gives for a record's key its last review.
    """
    tasks = [_task(one, follows.get(one.seen.key())) for one in records]
    path.write_text(json.dumps(tasks, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def write_configuration(path: Path) -> None:
    """Write the labelling configuration that belongs to the tasks, to an XML file at ``path``."""
    view = ET.Element("View")
    ET.SubElement(view, "Header", value="$about")
    labels = ET.SubElement(view, "Labels", name=RECORD, toName=TEXT)
    for name in addable_types():
        ET.SubElement(labels, "Label", value=name)
    ET.SubElement(view, "Text", name=TEXT, value="$text", granularity="word")
    _choices(view, DECISION, DECISIONS, "false")
    for name, label in ((WHY, "why"), (WITH, "merge with: the ids of other records")):
        ET.SubElement(view, "TextArea", name=name, toName=TEXT, placeholder=label, rows="2")
    for field in all_editable_fields():
        if known := choices(field):
            _choices(view, field, known, "true")
        else:
            told = {"placeholder": field, "perRegion": "true", "maxSubmissions": "1"}
            ET.SubElement(
                view, "TextArea", {"name": field, "toName": TEXT, "editable": "true"} | told
            )
    ET.indent(view)
    ET.ElementTree(view).write(path, encoding="unicode")


def region_of(record_id: str) -> str:
    """Return the id of the region that shows a record."""
    return f"oogst-{record_id}"


def field_values(seen: SeenRecord) -> dict[str, str]:
    """Return what is shown of a record's fields; a field that says nothing is left out."""
    fields = editable_fields(RECORD_TYPES[seen.record_type])
    values = {name: told(seen.values.get(name)) for name in fields if name != "quote"}
    return {name: value for name, value in values.items() if value}


def _choices(view: ET.Element, name: str, known: Iterable[str], per_region: str) -> None:
    told = {"choice": "single-radio", "showInline": "true", "perRegion": per_region}
    group = ET.SubElement(view, "Choices", {"name": name, "toName": TEXT} | told)
    for value in known:
        ET.SubElement(group, "Choice", value=value)


def _task(one: ToReview, follows: str | None) -> dict[str, Any]:
    words = words_of(one.seen)
    page = f", page {one.record.page}" if one.record.page else ""
    data = {
        "text": one.before + words + one.after,
        "about": visible(f"{one.record.record_type.replace('_', ' ')} in {one.path}{page}"),
        "record": one.record.record_id,
        "record_type": one.record.record_type,
        "quote": one.seen.quote,
        "before": one.before,
        "after": one.after,
        "path": one.path,
        "page": one.record.page,
        "year": one.year,
        "title": one.title,
        "choices": {name: [*choices(name)] for name in field_values(one.seen) if choices(name)}
        | {DECISION: [*DECISIONS]},
        "seen": one.seen.model_dump(mode="json"),
        "follows": follows,
    }
    return {"data": data, "predictions": [_prediction(one, len(one.before), words)]}


def _prediction(one: ToReview, start: int, words: str) -> dict[str, Any]:
    region = {"id": region_of(one.record.record_id), "to_name": TEXT}
    place = {"start": start, "end": start + len(words), "text": words}
    label = {"labels": [one.record.record_type]}
    marked = region | {"from_name": RECORD, "type": "labels", "value": place | label}
    values = [
        region | {"from_name": name, "type": _type(name), "value": place | _told(name, value)}
        for name, value in field_values(one.seen).items()
    ]
    score = one.record.confidence
    return {"model_version": MODEL, "score": score, "result": [marked, *values]}


def _type(field: str) -> str:
    return "choices" if choices(field) else "textarea"


def _told(field: str, value: str) -> dict[str, list[str]]:
    return {"choices": [value]} if choices(field) else {"text": [value]}
