"""The matrix of recommendations and years: worked out at every build, read at every question."""

from warehouse.connection import Connection
from warehouse.package_sql import sql_files


def fill_year_matrix(connection: Connection) -> None:
    """Work out anew which recommendation is cited in which year, and where not, why not."""
    connection.execute(sql_files("queries")["fill_recommendation_by_year"])
