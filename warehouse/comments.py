"""A comment on every column, each written once.

A migration or view file comments on what only it knows. The rest follows: the column of a
record takes the description of its field in ``schemas``; any other takes the comment of the
column of the same name: the view ``commitments`` from the table ``commitments``, another view
from all tables that have such a column, where they agree.
"""

from warehouse.connection import Connection
from warehouse.package_sql import sql_files
from warehouse.rows import DESCRIBED_CLASSES, column_of


def comment_on_the_rest(connection: Connection) -> None:
    """Give every column without a comment the one that follows from its name."""
    for record in DESCRIBED_CLASSES:
        described = record.model_fields.items()
        for name, field in described:
            if field.description:
                relation = f"stored.{record.record_type}"
                _comment(connection, relation, column_of(name), field.description)
    for relation, column, comment in _inherited(connection):
        _comment(connection, relation, column, comment)


def _inherited(connection: Connection) -> list[tuple[str, str, str]]:
    return connection.execute(sql_files("queries")["inherited_comments"]).fetchall()


def _comment(connection: Connection, relation: str, column: str, comment: str) -> None:
    literal = comment.replace("'", "''")
    connection.execute(f"COMMENT ON COLUMN {relation}.\"{column}\" IS '{literal}'")
