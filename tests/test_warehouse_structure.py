"""The tables hold what the models say, and nobody needs to guess what a column means."""

import types
import typing
from enum import StrEnum

import pytest

from schemas.document import Box
from tests.warehouse_factory import empty_warehouse
from warehouse.connection import Connection
from warehouse.dictionary import data_dictionary
from warehouse.package_sql import sql_files
from warehouse.rows import RECORD_CLASSES, column_of

SQL_TYPES = {
    str: "VARCHAR",
    int: "INTEGER",
    float: "DOUBLE",
    bool: "BOOLEAN",
    tuple: "VARCHAR[]",
    Box: "STRUCT(x0 DOUBLE, top DOUBLE, x1 DOUBLE, bottom DOUBLE)",
}

# Worked out at loading, or made from the record's content: no fields of the model.
ADDED = {
    "commitments": {"due_from": "DATE", "due_to": "DATE"},
    "date_mentions": {"first_day": "DATE", "last_day": "DATE"},
}

TABLES = {
    "documents",
    "pages",
    "blocks",
    "organisations",
    "recommendations_register",
    "cycles",
    "themes",
    "stances",
    "recommendation_references",
    "recommendations",
    "commitments",
    "responses",
    "organisation_mentions",
    "date_mentions",
    "runs",
    "issues",
    "reviews",
    "corrections",
    "identity_evidence",
    "expectations",
    "recommendation_by_year",
    "inferred_references",
    "discrepancies",
    "theme_tables",
    "block_words",
    "commitment_links",
    "follow_up_passages",
    "follow_up_keys",
    "follow_up_common_terms",
    "follow_up_documents",
}

# What search and linking compare: no tables to ask.
MACHINERY = {
    "block_words",
    "commitment_links",
    "follow_up_passages",
    "follow_up_keys",
    "follow_up_common_terms",
    "follow_up_documents",
}

# What notebooks and spreadsheets outside this project rely on.
CONTRACT = {
    "documents": "document_id path kind year title published state reason grade pages text",
    "evidence": "record_id record_type document_id page start_char end_char quote rule confidence",
    "commitment_follow_up": "record_id document_id quote evidence_document_id evidence_quote "
    "verdict reason score",
}


@pytest.fixture(scope="module")
def connection() -> Connection:
    return empty_warehouse()


def columns(connection: Connection, relation: str) -> dict[str, str]:
    rows = connection.execute(f"DESCRIBE {relation}").fetchall()
    return {name: sql_type for name, sql_type, *_ in rows}


def sql_type(annotation: object) -> str:
    if typing.get_origin(annotation) in (types.UnionType, typing.Union):
        [annotation] = [part for part in typing.get_args(annotation) if part is not type(None)]
    if typing.get_origin(annotation) is typing.Annotated:
        annotation = typing.get_args(annotation)[0]
    plain = typing.get_origin(annotation) or annotation
    assert isinstance(plain, type)
    return SQL_TYPES[str if issubclass(plain, StrEnum) else plain]


@pytest.mark.parametrize("record", RECORD_CLASSES, ids=lambda record: record.record_type)
def test_a_record_table_has_the_fields_of_its_record(connection, record) -> None:
    fields = {
        column_of(name): sql_type(field.annotation) for name, field in record.model_fields.items()
    }
    expected = {"record_id": "VARCHAR"} | fields | ADDED.get(record.record_type, {})
    assert columns(connection, f"stored.{record.record_type}") == expected


def test_the_tables_are_those_of_the_design(connection: Connection) -> None:
    query = "SELECT table_name FROM duckdb_tables() WHERE schema_name = 'stored'"
    assert {name for (name,) in connection.execute(query).fetchall()} == TABLES | {"migrations"}


def test_every_table_but_those_of_the_machinery_has_a_view_of_its_name() -> None:
    assert set(sql_files("views")) >= TABLES - MACHINERY


def test_a_view_is_called_as_its_file(connection: Connection) -> None:
    views = "SELECT view_name FROM duckdb_views() WHERE NOT internal ORDER BY view_name"
    assert [name for (name,) in connection.execute(views).fetchall()] == list(sql_files("views"))


@pytest.mark.parametrize("view", CONTRACT)
def test_the_contract_with_readers_stands(connection: Connection, view: str) -> None:
    assert list(columns(connection, view)) == CONTRACT[view].split()


@pytest.mark.parametrize("record", RECORD_CLASSES, ids=lambda record: record.record_type)
def test_a_record_view_shows_the_record_and_its_document(connection, record) -> None:
    table = columns(connection, f"stored.{record.record_type}")
    document = {"path": "VARCHAR", "title": "VARCHAR", "year": "INTEGER"}
    expected = table | document | {"reviewed": "BOOLEAN"}
    assert columns(connection, record.record_type) == expected


@pytest.mark.parametrize("catalogue", ["duckdb_tables", "duckdb_views", "duckdb_columns"])
def test_everything_has_a_comment(connection: Connection, catalogue: str) -> None:
    query = f"""
        SELECT * FROM {catalogue}()
        WHERE NOT internal AND schema_name IN ('main', 'stored') AND coalesce(comment, '') = ''
    """
    assert connection.execute(query).fetchall() == []


@pytest.mark.parametrize("record", RECORD_CLASSES, ids=lambda record: record.record_type)
def test_a_field_is_described_in_one_place(connection: Connection, record) -> None:
    said = {
        entry.column: entry.comment
        for entry in data_dictionary(connection)
        if entry.view == record.record_type
    }
    described = {n: f.description for n, f in record.model_fields.items() if f.description}
    assert described
    assert {name: said[column_of(name)] for name in described} == described


def test_the_data_dictionary_tells_of_every_view_and_column(connection: Connection) -> None:
    entries = data_dictionary(connection)
    assert [entry.view for entry in entries if entry.column is None] == list(sql_files("views"))
    of_view = [entry for entry in entries if entry.view == "documents"]
    assert [entry.column for entry in of_view[1:]] == CONTRACT["documents"].split()
    assert of_view[4].column == "year"
    assert of_view[4].type == "INTEGER"
    assert of_view[4].comment.startswith("The year that the document is about")
