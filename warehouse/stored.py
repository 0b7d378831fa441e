"""What the warehouse holds of a document, read back as models."""

import json
from collections import defaultdict
from collections.abc import Collection
from typing import Any, TypeVar

from schemas.document import Block, Document, Page
from schemas.evidence import Evidence
from warehouse.asking import ask_sql
from warehouse.connection import Connection
from warehouse.rows import RECORD_TYPES, Row, column_of

Stored = dict[str, list[Row]]
AnyRecord = TypeVar("AnyRecord", bound=Evidence)


def documents(connection: Connection, ids: Collection[str]) -> dict[str, Document]:
    """Return the documents of these ids with text, pages and blocks, by id."""
    pages, blocks = _of(connection, "pages", ids), _of(connection, "blocks", ids)
    return {
        row["document_id"]: Document(
            document_id=row["document_id"],
            path=row["path"],
            text=row["text"],
            pages=tuple(_model(Page, page) for page in pages[row["document_id"]]),
            blocks=tuple(_model(Block, block) for block in blocks[row["document_id"]]),
        )
        for rows in _of(connection, "documents", ids).values()
        for row in rows
        if row["text"] is not None
    }


def records(connection: Connection, ids: Collection[str]) -> dict[str, list[Evidence]]:
    """Return the records of these documents as they are stored, by document."""
    found: dict[str, list[Evidence]] = defaultdict(list)
    for table, record in RECORD_TYPES.items():
        for document_id, rows in _of(connection, table, ids).items():
            found[document_id] += [_model(record, row) for row in rows]
    return found


def record_from_json(record_type: str, text: str) -> Evidence:
    """Return a record that was set aside as JSON."""
    record: Evidence = _model(RECORD_TYPES[record_type], json.loads(text))
    return record


def record_from_row(record: type[AnyRecord], row: Row) -> AnyRecord:
    """Return the record that a row of its table holds."""
    found: AnyRecord = _model(record, row)
    return found


def _of(connection: Connection, table: str, ids: Collection[str]) -> Stored:
    order = "number" if table in ("pages", "blocks") else "document_id"
    chosen = f"FROM stored.{table} WHERE document_id IN (SELECT unnest($ids)) ORDER BY {order}"
    rows: Stored = defaultdict(list)
    for row in ask_sql(connection, chosen, ids=sorted(ids)):
        rows[row["document_id"]].append(row)
    return rows


def _model(model: Any, row: Row) -> Any:
    """A column that is null, or that an earlier Oogst did not have, is left to its default."""
    values = {name: row.get(column_of(name), row.get(name)) for name in model.model_fields}
    return model.model_validate({name: v for name, v in values.items() if v is not None})
