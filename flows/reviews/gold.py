"""Gold from reviews: what people confirmed, in the form of the annotation guide.

Only the types of record that were reviewed count. A record of theirs that nobody reviewed is
``optional``: it costs nothing, found or not. What was rejected is left out, so that finding it
again counts as wrong.
"""

import json
import shutil
from pathlib import Path
from typing import Any

from schemas.evidence import Evidence
from schemas.records import DateMention, OrganisationMention, Reference
from warehouse.reviews.query import Reviewed, reviewed_documents
from warehouse.store import connect

DOCUMENTS, GOLD = "documents", "gold"
"""The folders that the gate compares: the files, and one JSON file for each."""

_NAMES = {
    Reference.record_type: "references",
    OrganisationMention.record_type: "organisations",
    DateMention.record_type: "dates",
}
_SCORED = ("recommendations", "commitments", "responses", *_NAMES.values())


def write_gold(warehouse: Path, raw: Path, folder: Path) -> list[str]:
    """Write each document of which a record was reviewed, and its gold; return the paths.

    A document whose file is not under ``raw`` is left out. Raises ``WarehouseError`` where the
    warehouse cannot be read.
    """
    with connect(warehouse) as connection:
        reviewed = [one for one in reviewed_documents(connection) if (raw / one.path).is_file()]
    for name in (DOCUMENTS, GOLD):
        (folder / name).mkdir(parents=True, exist_ok=True)
    for one in reviewed:
        path = Path(one.path)
        stem = f"{one.document_id}_{path.stem}"  # the gate finds a document by its stem
        shutil.copyfile(raw / path, folder / DOCUMENTS / f"{stem}{path.suffix}")
        text = json.dumps(_gold(one), ensure_ascii=False, indent=1)
        (folder / GOLD / f"{stem}.json").write_text(f"{text}\n", encoding="utf-8")
    return [one.path for one in reviewed]


def _gold(reviewed: Reviewed) -> dict[str, Any]:
    scored = [_name(record_type) for record_type in reviewed.record_types]
    gold: dict[str, Any] = {"document": {}, "score": [name for name in scored if name in _SCORED]}
    gold |= {name: [] for name in _SCORED}
    for record in reviewed.records:
        if (name := _name(record.record_type)) in gold:
            gold[name].append(_row(record, record.record_id in reviewed.reviewed))
    return gold


def _name(record_type: str) -> str:
    return _NAMES.get(record_type, record_type)


def _row(record: Evidence, is_reviewed: bool) -> dict[str, Any]:
    row = record.model_dump(mode="json", exclude={"box", "rule", "confidence", "document_id"})
    return row if is_reviewed else row | {"optional": True}
