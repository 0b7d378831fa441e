"""The coordinator's page says what the views say, cell by cell, and nothing that is not quoted."""

import re
from pathlib import Path

import pytest

from flows.exit_codes import ExitCode
from flows.pages.agenda import agenda
from flows.pages.report import asked, matrix
from tests.command import invoke
from tests.pages import AS_OF, Seen, hostile_warehouse, page_of
from tests.raw_folders import LETTER, RECAP, run, warehouse_of, write
from warehouse.report import report_content
from warehouse.store import connect

YEARS = (None, 2024, 2025)


def ask(warehouse: Path, question: str, **values: object) -> list[tuple]:
    with connect(warehouse) as connection:
        return connection.execute(question, values).fetchall()


def content_of(warehouse: Path, year: int | None):
    with connect(warehouse) as connection:
        return report_content(connection, year, AS_OF)


def test_the_matrix_is_the_view_cell_by_cell(warehouse: Path) -> None:
    view = ask(warehouse, "SELECT code, theme, year, status, citations FROM recommendation_by_year")
    shown = [
        (row.code, row.theme, int(cell.anchor.rpartition("-")[2]), cell.status, cell.citations)
        for row in matrix(content_of(warehouse, None))
        for cell in row.cells
    ]
    assert shown == view
    assert {status for *_, status, _ in shown} >= {"cited", "not_mentioned"}


def test_a_filled_cell_has_its_quotes_and_an_empty_one_none(warehouse: Path) -> None:
    for row in matrix(content_of(warehouse, None)):
        for cell in row.cells:
            assert bool(cell.quotes) == (cell.status in ("cited", "inferred_only")), (row, cell)
            if cell.status == "cited":
                cited = [quote for quote in cell.quotes if quote["how"] == "cited"]
                assert len(cited) == cell.citations, row.code


@pytest.mark.parametrize("year", YEARS)
def test_the_agenda_holds_each_commitment_once_the_overdue_ones_first(
    warehouse: Path, year
) -> None:
    question = (
        "SELECT record_id, coalesce(theme, '') FROM commitments WHERE $year IS NULL OR year = $year"
    )
    groups = agenda(content_of(warehouse, year))
    shown = [(one.commitment.record_id, theme or "") for theme, group in groups for one in group]
    assert sorted(shown) == sorted(ask(warehouse, question, year=year))
    for _, group in groups:
        overdue = [one.timing == "overdue" for one in group]
        assert overdue == sorted(overdue, reverse=True)


def test_what_is_overdue_on_the_agenda_is_overdue_by_the_views(warehouse: Path) -> None:
    question = """
        SELECT record_id FROM commitments
        WHERE due_to < $as_of AND status NOT IN ('done', 'cancelled') AND record_id NOT IN (
            SELECT record_id FROM commitment_follow_up_details
            WHERE verdict IN ('done', 'cancelled') AND known_on <= $as_of
        )
    """
    groups = agenda(content_of(warehouse, None))
    overdue = {one.commitment.record_id for _, g in groups for one in g if one.timing == "overdue"}
    assert overdue == {record_id for (record_id,) in ask(warehouse, question, as_of=AS_OF)}
    assert overdue


def test_who_is_asked_what_is_what_the_recommendations_say(warehouse: Path) -> None:
    question = """
        SELECT addressee, count(*)
        FROM (SELECT unnest(addressees) AS addressee FROM recommendations)
        GROUP BY ALL ORDER BY count(*) DESC, addressee
    """
    shown = [
        (name, len(lines)) for name, lines in asked(content_of(warehouse, None).recommendations)
    ]
    assert shown == ask(warehouse, question)


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize("year", YEARS)
def test_every_link_leads_somewhere_on_the_page(warehouse: Path, year, language: str) -> None:
    seen = Seen(page_of(warehouse, year, language))
    assert len(seen.ids) == len(set(seen.ids))
    leads = {link for link in seen.links if not link.startswith("data:image/svg+xml;base64,")}
    assert {link.removeprefix("#") for link in leads} <= set(seen.ids)
    assert len(leads) > 10


def test_a_page_is_small_enough_to_mail(warehouse: Path) -> None:
    assert len(page_of(warehouse, None).encode()) < 3_000_000


def test_hostile_text_stays_text(tmp_path: Path) -> None:
    seen = Seen(page_of(hostile_warehouse(tmp_path / "oogst.duckdb"), 2024))
    assert seen.tags.count("script") == 1
    assert not [link for link in seen.links if not link.startswith(("#", "data:image/svg+xml"))]
    assert "<script>alert(1)</script>" in seen.text
    assert "{{ 7 * 7 }}" in seen.text
    assert "\u202e" not in seen.text


def test_a_year_without_documents_says_so(warehouse: Path) -> None:
    text = Seen(page_of(warehouse, 1999)).text
    for line in ("geen documenten over dit jaar", "geen afspraken", "geen reacties"):
        assert line in text


def test_what_could_not_be_read_is_told_before_anything_else(raw: Path) -> None:
    write(
        raw / "2024" / "terugblik.txt",
        "Terugblik op de dialoog van 2024\n\nAanbeveling 25F telt.\n",
    )
    write(raw / "2024" / "jaarverslag-2024.pdf", "%PDF-1.7 nothing more")
    run(raw)
    text = Seen(page_of(warehouse_of(raw), 2024)).text
    assert re.search(r"2024/jaarverslag-2024\.pdf:\s+niet te lezen", text)
    assert text.index("jaarverslag-2024.pdf") < text.index("Kies een gevuld vakje")


def test_the_page_is_the_same_when_it_is_made_again(warehouse: Path) -> None:
    assert page_of(warehouse, 2025) == page_of(warehouse, 2025)


def test_a_warehouse_replaced_while_the_page_is_written_gives_one_moment(
    raw: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(raw / "terugblik.txt", RECAP)
    run(raw)
    before = page_of(warehouse_of(raw), None)

    def replaced_meanwhile(*asked):
        content = report_content(*asked)
        (raw / "terugblik.txt").unlink()
        write(raw / "brief.txt", LETTER)
        run(raw)
        return content

    monkeypatch.setattr("flows.report.report_content", replaced_meanwhile)
    assert page_of(warehouse_of(raw), None) == before
    monkeypatch.undo()
    assert page_of(warehouse_of(raw), None) != before


def test_a_page_makes_the_folder_it_goes_to(warehouse: Path, tmp_path: Path) -> None:
    page = tmp_path / "een" / "twee" / "bladzijde.html"
    assert invoke("report", "--out", page, "--warehouse", warehouse).exit_code == ExitCode.DONE
    assert page.read_text("utf-8").startswith("<!doctype html>")


@pytest.mark.parametrize("command", ["report", "export"])
def test_a_place_that_cannot_be_written_is_one_clear_line(
    warehouse: Path, tmp_path: Path, command: str
) -> None:
    in_the_way = write(tmp_path / "bestand", "geen map")
    out = in_the_way / "uitkomst.xlsx"
    result = invoke(command, "--out", out, "--warehouse", warehouse, COLUMNS="400")
    assert result.exit_code == ExitCode.WRONG_USE
    assert "cannot be written" in result.stderr
