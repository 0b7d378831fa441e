"""What the views say: each recommendation and each kind of nothing, what is due, who and when."""

import datetime as dt

import pytest

from schemas.document import Document, FileState, Reason
from schemas.records import (
    Commitment,
    CommitmentKind,
    CommitmentStatus,
    InferredReference,
    OrganisationMention,
    Recommendation,
    Response,
    Stance,
    Theme,
)
from tests.warehouse_factory import citation, document, empty_warehouse, failure, harvest, record
from warehouse.connection import Connection
from warehouse.harvest import Harvest
from warehouse.load import load, load_register, load_unreadable
from warehouse.matrix import fill_year_matrix

connection = pytest.fixture(empty_warehouse)


def entry(code: str, theme: str | None = None) -> dict[str, object]:
    return {
        "cycle": "5-6",
        "code": code,
        "theme": theme,
        "description": f"Over {code}",
        "certainty": "cited",
    }


def of_year(year: int, line: str = "Verslag.", **given) -> Document:
    return document(f"In {year}:\n{line}", f"{year}/verslag.txt", **given)


def cites(year: int, line: str, text: str, code: str, **fields) -> Harvest:
    source = of_year(year, line)
    return harvest(source, citation(source, line, text, code, known=True, **fields), year=year)


def statuses(connection: Connection, code: str, theme: str | None = None) -> dict[int, str]:
    query = """
        SELECT year, status FROM recommendation_by_year
        WHERE code = $code AND ($theme IS NULL OR theme = $theme) ORDER BY year
    """
    fill_year_matrix(connection)
    return dict(connection.execute(query, {"code": code, "theme": theme}).fetchall())


def test_kinds_of_nothing_are_told_apart(connection: Connection) -> None:
    load_register(connection, "recommendations_register", [entry("25(f)")])
    partly = of_year(2026, state=FileState.PARTLY_READ, reason=Reason.TIMEOUT)
    load(
        connection,
        [
            cites(2022, "Er liggen kansen op 25F.", "25F", "25(f)"),
            harvest(of_year(2023), year=2023),
            harvest(partly, year=2026),
        ],
        "run-1",
    )
    load_unreadable(connection, [failure("scan_krd2025.pdf")], "run-1")
    assert statuses(connection, "25(f)") == {
        2022: "cited",
        2023: "not_mentioned",
        2024: "no_document",
        2025: "failed",
        2026: "failed",
    }


def test_this_years_only_file_counts_when_it_fails(connection: Connection) -> None:
    load_register(connection, "recommendations_register", [entry("25(f)")])
    load(connection, [cites(2025, "Kansen op 25F.", "25F", "25(f)")], "run-1")
    load_unreadable(connection, [failure("2026-terugblik.pdf"), failure("0b2091.pdf")], "run-1")
    assert statuses(connection, "25(f)") == {2025: "cited", 2026: "failed"}


def test_a_citation_is_a_citation_though_another_file_of_the_year_fails(connection) -> None:
    load_register(connection, "recommendations_register", [entry("25(f)"), entry("37(a)")])
    load(connection, [cites(2024, "Kansen op 25F.", "25F", "25(f)")], "run-1")
    load_unreadable(connection, [failure("2024/bijlage.pdf")], "run-1")
    assert statuses(connection, "25(f)") == {2024: "cited"}
    assert statuses(connection, "37(a)") == {2024: "failed"}


@pytest.mark.parametrize(
    ("line", "text", "status"),
    [
        ("Kansen op 40 (i).", "40 (i)", "cited"),
        ("Punten 40 h en i.", "i", "cited"),
        ("[i] VOG", "[i]", "inferred_only"),
        ("[i] VOG voor 12-jarigen", "[i]", "inferred_only"),
    ],
)
def test_a_paragraph_from_the_register_is_not_a_citation(connection, line, text, status) -> None:
    load(connection, [cites(2024, line, text, "40(i)")], "run-1")
    assert statuses(connection, "40(i)") == {2024: status}


def test_what_is_spoken_of_in_other_words_is_mentioned_but_never_cited(connection) -> None:
    load_register(connection, "recommendations_register", [entry("37(f)"), entry("37(a)")])
    source = of_year(2024)
    spoken = record(InferredReference, source, source.text, code="37(f)", cycle="5-6")
    load(connection, [harvest(source, spoken, year=2024)], "run-1")
    assert statuses(connection, "37(f)") == {2024: "inferred_only"}
    assert statuses(connection, "37(a)") == {2024: "not_mentioned"}
    query = "SELECT citations, quote FROM recommendation_by_year WHERE code = '37(f)'"
    assert connection.execute(query).fetchall() == [(0, source.text)]


def test_an_earlier_list_of_the_committee_has_codes_of_its_own(connection: Connection) -> None:
    load_register(connection, "recommendations_register", [entry("37(a)")])
    load(connection, [cites(2024, "37a (CO/4)", "37a", "37(a)", cycle="4")], "run-1")
    fill_year_matrix(connection)
    query = "SELECT cycle, status FROM recommendation_by_year"
    told = set(connection.execute(query).fetchall())
    assert told == {("5-6", "not_mentioned"), (None, "cited")}


def test_a_cited_code_that_the_register_lacks_is_there_too(connection: Connection) -> None:
    load(connection, [cites(2024, "Zie ook 31B.", "31B", "31(b)", theme=Theme.ARMOEDE)], "run-1")
    fill_year_matrix(connection)
    row = connection.execute(
        "SELECT cycle, code, theme, description, status, quote FROM recommendation_by_year"
    ).fetchall()
    assert row == [(None, "31(b)", "armoede", None, "cited", "Zie ook 31B.")]


def test_a_letter_alone_belongs_to_its_theme(connection: Connection) -> None:
    themes = ["armoede", "jeugdstrafrecht"]
    entries = [entry("(c)", theme) for theme in themes]
    load_register(connection, "recommendations_register", entries)
    load(connection, [cites(2024, "[c] Voorkom", "[c]", "(c)", theme="jeugdstrafrecht")], "run-1")
    found = {theme: statuses(connection, "(c)", theme) for theme in themes}
    assert found == {"armoede": {2024: "not_mentioned"}, "jeugdstrafrecht": {2024: "cited"}}


def test_who_cites_a_letter_cites_its_paragraph(connection: Connection) -> None:
    load_register(connection, "recommendations_register", [entry("25"), entry("26")])
    load(connection, [cites(2024, "Kansen op 25F.", "25F", "25(f)")], "run-1")
    assert statuses(connection, "25") == {2024: "cited"}
    assert statuses(connection, "26") == {2024: "not_mentioned"}


@pytest.mark.parametrize(
    ("line", "status"),
    [
        ("Aanbeveling 36 van ons rapport", "not_mentioned"),
        ("Op 36 scholen", "not_mentioned"),
        ("Zie paragraaf 36 van de slotbeschouwingen", "cited"),
        ("Zie § 36", "cited"),
    ],
)
def test_a_reports_own_number_is_no_paragraph_of_the_committee(connection, line, status) -> None:
    load_register(connection, "recommendations_register", [entry("36")])
    source = of_year(2024, line)
    load(connection, [harvest(source, citation(source, line, "36", "36"))], "run-1")
    assert statuses(connection, "36") == {2024: status}


def test_citations_of_a_year_are_counted_with_their_clearest_line(connection) -> None:
    source = of_year(2024, "25F\nEr liggen kansen op 25F voor alle kinderen")
    line = "Er liggen kansen op 25F voor alle kinderen"
    first = citation(source, "25F", "25F", "25(f)", known=True)
    second = citation(source, line, "25F", "25(f)", known=True)
    load(connection, [harvest(source, first, second)], "run-1")
    fill_year_matrix(connection)
    query = "SELECT citations, document_ids, quote, documents FROM recommendation_by_year"
    assert connection.execute(query).fetchall() == [(2, [source.document_id], line, 1)]


def promise(source: Document, quote: str, due: str | None, status: str) -> Commitment:
    told = {"kind": CommitmentKind.PLEDGE, "due": due, "status": CommitmentStatus(status)}
    return record(Commitment, source, quote, actors=("VWS",), **told)


def test_what_is_due_is_listed_with_the_days_it_can_mean(connection: Connection) -> None:
    source = document("Later. In het najaar. In april. Klaar. Vervallen. Verschoven. Ooit.")
    load(
        connection,
        [
            harvest(
                source,
                promise(source, "In het najaar.", "2025-23", "planned"),
                promise(source, "In april.", "2024-04", "under_way"),
                promise(source, "Verschoven.", "2026", "rescheduled"),
                promise(source, "Klaar.", "2024-02", "done"),
                promise(source, "Vervallen.", "2024-03", "cancelled"),
                promise(source, "Ooit.", None, "planned"),
            )
        ],
        "run-1",
    )
    due = connection.execute("SELECT quote, due, due_from, due_to FROM commitments_due").fetchall()
    assert due == [
        ("In april.", "2024-04", dt.date(2024, 4, 1), dt.date(2024, 4, 30)),
        ("In het najaar.", "2025-23", dt.date(2025, 9, 1), dt.date(2025, 11, 30)),
        ("Verschoven.", "2026", dt.date(2026, 1, 1), dt.date(2026, 12, 31)),
    ]


def test_who_is_named_how_often(connection: Connection) -> None:
    load_register(connection, "organisations", [{"name": "Ministerie van VWS", "type": "ministry"}])
    source, other = document("VWS met MinVWS en Stichting Jong."), document("VWS alleen.")

    def named(source: Document, text: str, name: str = "Ministerie van VWS") -> OrganisationMention:
        return record(OrganisationMention, source, text, name=name, text=text, step="alias")

    foundation = named(source, "Stichting Jong", "Stichting Jong")
    twice = [named(source, "VWS met"), named(source, "MinVWS")]
    load(connection, [harvest(source, *twice, foundation), harvest(other, named(other, "VWS"))], "")
    query = "SELECT name, type, year, mentions, documents FROM organisation_by_year"
    assert connection.execute(query).fetchall() == [
        ("Ministerie van VWS", "ministry", 2024, 3, 2),
        ("Stichting Jong", None, 2024, 1, 1),
    ]


def test_themes_and_rules_are_counted(connection: Connection) -> None:
    load_register(connection, "themes", [{"theme": "armoede", "label": "Armoede", "order": 1}])
    source = document("Doe iets aan schulden. Wij beginnen in mei. Zie 31B.")
    load(
        connection,
        [
            harvest(
                source,
                record(Recommendation, source, "Doe iets aan schulden.", theme=Theme.ARMOEDE),
                record(
                    Commitment,
                    source,
                    "Wij beginnen in mei.",
                    kind=CommitmentKind.STEP,
                    theme=Theme.ARMOEDE,
                    rule="under_step_heading",
                ),
                citation(source, "Zie 31B.", "31B", "31(b)"),
            )
        ],
        "run-1",
    )
    assert connection.execute("FROM theme_by_year").fetchall() == [
        ("armoede", "Armoede", 2024, 0, 1, 1, 1)
    ]
    assert connection.execute("FROM rule_yield").fetchall() == [
        ("by_hand", "recommendation_references", 1, 1),
        ("by_hand", "recommendations", 1, 1),
        ("under_step_heading", "commitments", 1, 1),
    ]


def test_answers_stand_with_their_stance(connection: Connection) -> None:
    source = document("Dat nemen wij over. Dit past niet.", "2025/reactie.txt")
    answers = [
        record(Response, source, "Dat nemen wij over.", stance=Stance.ACCEPTED, codes=("3",)),
        record(
            Response, source, "Dit past niet.", stance=Stance.REJECTED, issuer="Kinderombudsman"
        ),
    ]
    load(connection, [harvest(source, *answers, year=2025)], "run-1")
    query = "SELECT stance, quote, issuer, codes, path, year FROM recommendation_responses"
    assert connection.execute(query).fetchall() == [
        ("accepted", "Dat nemen wij over.", None, ["3"], "2025/reactie.txt", 2025),
        ("rejected", "Dit past niet.", "Kinderombudsman", [], "2025/reactie.txt", 2025),
    ]


def test_of_many_documents_that_cite_it_twenty_are_named_and_all_are_counted(connection) -> None:
    cited = [
        cites(2024, f"Kansen op 25F, zegt tafel {table}.", "25F", "25(f)") for table in range(23)
    ]
    load(connection, cited, "run-1")
    fill_year_matrix(connection)
    query = "SELECT mentioning_documents, document_ids FROM recommendation_by_year"
    (told,) = connection.execute(query).fetchall()
    assert told == (23, sorted(one.document.document_id for one in cited)[:20])
