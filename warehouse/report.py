"""What the coordinator's page is made of, read from the views in one connection."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from warehouse.answers import CommitmentDue, OrganisationYear, RecommendationYear
from warehouse.asking import ask
from warehouse.connection import Connection
from warehouse.query import commitments, organisations, recommendation_by_year

Line = dict[str, Any]
"""A row of a query, by column."""


@dataclass(frozen=True)
class ReportContent:
    """The rows of each part of the page; ``year`` is null where it shows all years."""

    year: int | None
    as_of: dt.date
    documents: list[Line]
    matrix: list[RecommendationYear]
    citations: list[Line]
    commitments: list[CommitmentDue]
    follow_up: list[Line]
    recommendations: list[Line]
    responses: list[Line]
    organisations: list[OrganisationYear]
    themes: dict[str, str]
    theme_years: list[Line]
    commitment_years: list[Line]


def report_content(connection: Connection, year: int | None, as_of: dt.date) -> ReportContent:
    """Return what the page of ``year`` shows, seen from the day ``as_of``.

    The matrix and the plots are of all years, whatever the page's own.
    """
    return ReportContent(
        year=year,
        as_of=as_of,
        documents=ask(connection, "report_documents", year=year),
        matrix=recommendation_by_year(connection),
        citations=ask(connection, "report_citations"),
        commitments=commitments(connection, year=year, as_of=as_of),
        follow_up=ask(connection, "report_follow_up", year=year, as_of=as_of),
        recommendations=ask(connection, "report_recommendations", year=year),
        responses=ask(connection, "report_responses", year=year),
        organisations=organisations(connection, year=year),
        themes=dict(connection.sql('SELECT theme, label FROM themes ORDER BY "order"').fetchall()),
        theme_years=ask(connection, "report_themes"),
        commitment_years=ask(connection, "report_commitment_years"),
    )
