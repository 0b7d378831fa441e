"""The questions that the command line asks of the warehouse, and their answers."""

import datetime as dt

import pytest

from schemas.document import Document
from schemas.records import Commitment, CommitmentKind, CommitmentStatus, OrganisationMention
from tests.warehouse_factory import citation, document, empty_warehouse, failure, harvest, record
from warehouse.connection import Connection
from warehouse.load import load, load_register, load_unreadable, withdraw
from warehouse.matrix import fill_year_matrix
from warehouse.query import (
    commitments,
    documents,
    mentioned,
    organisations,
    recommendation_by_year,
    why,
)

RECAP = """Tafel jeugdhulp.
Er liggen kansen op 25F.
Nog eens 25F.
Ook 37a verdient aandacht.
[c] Voorkom hechtenis.
VWS overlegt in april 2024.
Daarna volgt een plan in 2024.
Ooit komt er een loket.
Het meldpunt is er sinds maart 2024."""


def promise(source: Document, quote: str, due: str | None, status: str) -> Commitment:
    told = {"kind": CommitmentKind.PLEDGE, "due": due, "status": CommitmentStatus(status)}
    return record(Commitment, source, quote, **told)


@pytest.fixture(scope="module")
def recap() -> Document:
    return document(RECAP, "2024/terugblik.txt")


@pytest.fixture(scope="module")
def connection(recap: Document) -> Connection:
    filled = empty_warehouse()
    certain = {"cycle": "5-6", "certainty": "cited"}
    register = [
        certain | {"code": "25(f)", "theme": "jeugdhulp", "description": "Beroep"},
        certain | {"code": "(c)", "theme": "jeugdstrafrecht", "description": "Hechtenis"},
        certain | {"code": "(c)", "theme": "armoede", "description": "Aanpak"},
    ]
    load_register(filled, "recommendations_register", register)
    youth_care, justice = {"theme": "jeugdhulp"}, {"theme": "jeugdstrafrecht"}
    found = [
        citation(recap, "Er liggen kansen op 25F.", "25F", "25(f)", known=True, **youth_care),
        citation(recap, "Nog eens 25F.", "25F", "25(f)", known=True, **youth_care),
        citation(recap, "Ook 37a verdient aandacht.", "37a", "37(a)", known=False),
        citation(recap, "[c] Voorkom hechtenis.", "[c]", "(c)", known=True, **justice),
        promise(recap, "VWS overlegt in april 2024.", "2024-04", "planned"),
        promise(recap, "Daarna volgt een plan in 2024.", "2024", "under_way"),
        promise(recap, "Ooit komt er een loket.", None, "planned"),
        promise(recap, "Het meldpunt is er sinds maart 2024.", "2024-03", "done"),
        record(OrganisationMention, recap, "VWS", name="VWS", text="VWS", step="alias"),
    ]
    other = document("Programma zonder citaten.", "2025/programma.txt")
    load(filled, [harvest(recap, *found, title="Terugblik"), harvest(other, year=2025)], "run-1")
    load_unreadable(filled, [failure("2025/scan.pdf")], "run-1")
    fill_year_matrix(filled)
    return filled


def test_what_a_year_mentions(connection: Connection, recap: Document) -> None:
    found = mentioned(connection, 2024)
    assert [(m.code, m.theme, m.citations, m.description) for m in found] == [
        ("25(f)", "jeugdhulp", 2, "Beroep"),
        ("37(a)", None, 1, None),
        ("(c)", "jeugdstrafrecht", 1, "Hechtenis"),
    ]
    first = found[0]
    assert first.quote == "Er liggen kansen op 25F."
    assert (first.document_id, first.path) == (recap.document_id, "2024/terugblik.txt")
    assert (first.title, first.page) == ("Terugblik", 1)
    assert mentioned(connection, 2025) == []


def test_what_a_year_does_not_mention_has_a_reason(connection: Connection) -> None:
    found = {(r.code, r.theme): r.status for r in recommendation_by_year(connection, 2024)}
    assert found[("25(f)", "jeugdhulp")] == "cited"
    assert found[("(c)", "armoede")] == "not_mentioned"
    assert {r.status for r in recommendation_by_year(connection, 2025)} == {"failed"}
    assert {r.year for r in recommendation_by_year(connection)} == {2024, 2025}


APRIL = "VWS overlegt in april 2024."
PLAN = "Daarna volgt een plan in 2024."
LOKET = "Ooit komt er een loket."
MELDPUNT = "Het meldpunt is er sinds maart 2024."


@pytest.mark.parametrize(
    ("asked", "answered"),
    [
        ({}, [MELDPUNT, APRIL, PLAN, LOKET]),
        ({"year": 2024}, [MELDPUNT, APRIL, PLAN, LOKET]),
        ({"year": 2023}, []),
        ({"status": "done"}, [MELDPUNT]),
        ({"status": "open"}, [APRIL, PLAN, LOKET]),
        ({"due_before": dt.date(2024, 5, 1)}, [MELDPUNT, APRIL]),
        ({"due_before": dt.date(2024, 4, 30)}, [MELDPUNT]),
        ({"due_before": dt.date(2025, 1, 1), "status": "under_way"}, [PLAN]),
    ],
)
def test_which_commitments(connection: Connection, asked, answered) -> None:
    assert [found.quote for found in commitments(connection, **asked)] == answered


@pytest.mark.parametrize(
    ("as_of", "timings"),
    [
        (None, ["closed", None, None, "open_ended"]),
        (dt.date(2023, 12, 31), ["closed", "upcoming", "upcoming", "open_ended"]),
        (dt.date(2024, 4, 30), ["closed", "due", "due", "open_ended"]),
        (dt.date(2024, 5, 1), ["closed", "overdue", "due", "open_ended"]),
        (dt.date(2025, 1, 1), ["closed", "overdue", "overdue", "open_ended"]),
    ],
)
def test_how_a_deadline_stands_on_a_day(connection: Connection, as_of, timings) -> None:
    assert [found.timing for found in commitments(connection, as_of=as_of)] == timings


def test_who_is_named(connection: Connection) -> None:
    assert [(o.name, o.year, o.mentions) for o in organisations(connection)] == [("VWS", 2024, 1)]
    assert organisations(connection, 2025) == []


def test_every_file_is_listed_with_how_reading_went(connection: Connection) -> None:
    lines = [(d.path, d.state, d.reason, d.message) for d in documents(connection)]
    assert lines == [
        ("2024/terugblik.txt", "read", None, None),
        ("2025/programma.txt", "read", None, None),
        ("2025/scan.pdf", "quarantined", "damaged", "no end of file"),
    ]


def test_a_withdrawn_file_is_listed_as_such(recap: Document) -> None:
    connection = empty_warehouse()
    load(connection, [harvest(recap)], "run-1")
    withdraw(connection, {})
    assert [(d.path, d.state) for d in documents(connection)] == [(recap.path, "withdrawn")]


def test_why_tells_where_a_record_stands(connection: Connection, recap: Document) -> None:
    record_id = commitments(connection, status="planned")[0].record_id
    [found] = why(connection, record_id[:12].upper(), context=20)
    at = RECAP.index(APRIL)
    assert found.before + found.quote + found.after == RECAP[at - 20 : at + len(APRIL) + 20]
    assert (found.record_type, found.quote, found.rule) == ("commitments", APRIL, "by_hand")
    assert RECAP[found.start_char : found.end_char] == APRIL
    assert found.details["due_to"] == dt.date(2024, 4, 30)
    assert found.details["kind"] == "pledge"


def test_why_at_the_edges_of_a_document(connection: Connection) -> None:
    record_id = commitments(connection, status="done")[0].record_id
    [found] = why(connection, record_id, context=10_000)
    assert found.before == RECAP.removesuffix(MELDPUNT)
    assert found.after == ""


def test_why_with_too_short_an_id_gives_all_that_fit(connection: Connection) -> None:
    assert len(why(connection, "")) == 9
    assert why(connection, "no such id") == []
    assert why(connection, "%") == []
