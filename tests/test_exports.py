"""Exports say what the views say, the same bytes for the same content; text stays text."""

import json
from pathlib import Path

import duckdb
import openpyxl
import pytest

from schemas.records import Commitment, CommitmentKind, Recommendation, Response, Stance
from tests.command import invoke
from tests.pages import Seen
from tests.warehouse_factory import document, empty_warehouse, harvest, record
from warehouse.compare import CIRCUMSTANCE, HISTORY
from warehouse.connection import Connection
from warehouse.exports.tables import TableFormat, export_tables
from warehouse.exports.workbook import export_workbook
from warehouse.load import load
from warehouse.package_sql import sql_files

FORMULA = "=cmd|' /C calc'!A0"
HOSTILE = [FORMULA, "+31 70 bellen", "-1 is geen antwoord", "@SUM(A1)", "\tinspringen"]
PLAIN = "Wij regelen dit vóór 1 juni 2025."


def filled(order: int = 1) -> Connection:
    """A warehouse with hostile and plain quotes; ``order`` -1 loads the documents the other way."""
    hostile = document("\n".join(HOSTILE), "2024/vreemd.txt")
    plain = document(f"{PLAIN}\nDat nemen wij over.", "2025/brief.txt")
    asked = [record(Recommendation, hostile, quote.strip(), codes=("25(f)",)) for quote in HOSTILE]
    promised = record(Commitment, plain, PLAIN, kind=CommitmentKind.PLEDGE, due="2025-06-01")
    answered = record(Response, plain, "Dat nemen wij over.", stance=Stance.ACCEPTED)
    harvests = [harvest(hostile, *asked), harvest(plain, promised, answered, year=2025)]
    connection = empty_warehouse()
    for number, one in enumerate(harvests[::order]):
        load(connection, [one], f"run-{number * order}")
    return connection


def contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


@pytest.mark.parametrize("form", TableFormat)
def test_equal_content_gives_equal_bytes(tmp_path: Path, form: TableFormat) -> None:
    for order in (1, -1):
        written = list(export_tables(filled(order), form, tmp_path / str(order)))
        assert [path.stem for path in written] == [
            v for v in sql_files("views") if v not in HISTORY
        ]
    assert contents(tmp_path / "1") == contents(tmp_path / "-1")


@pytest.mark.parametrize("form", TableFormat)
def test_a_table_holds_what_its_view_says(tmp_path: Path, form: TableFormat) -> None:
    connection = filled()
    written = {path.stem: path for path in export_tables(connection, form, tmp_path)}
    said = connection.execute("SELECT quote FROM recommendations ORDER BY ALL").fetchall()
    read = duckdb.sql(f"SELECT quote FROM '{written['recommendations']}'").fetchall()
    undone = sorted((quote.removeprefix("'"),) for (quote,) in read)
    assert undone == said
    assert len(said) == len(HOSTILE)


def test_when_and_by_which_run_it_came_in_is_left_out(tmp_path: Path) -> None:
    for path in export_tables(filled(), TableFormat.CSV, tmp_path):
        assert not CIRCUMSTANCE & set(path.read_text("utf-8").splitlines()[0].split(","))


def test_no_cell_of_a_csv_is_a_formula(tmp_path: Path) -> None:
    for path in export_tables(filled(), TableFormat.CSV, tmp_path):
        rows = duckdb.read_csv(str(path), all_varchar=True, header=True).fetchall()
        cells = [cell for row in rows for cell in row if cell]
        assert not [c for c in cells if c[0] in "=@\t\r" or (c[0] in "+-" and not c[1:].isdigit())]


def test_a_list_in_a_csv_is_json(tmp_path: Path) -> None:
    [path] = [
        p for p in export_tables(filled(), TableFormat.CSV, tmp_path) if p.stem == "commitments"
    ]
    [(actors, codes)] = duckdb.sql(f"SELECT actors, codes FROM '{path}'").fetchall()
    assert (json.loads(actors), json.loads(codes)) == ([], [])


def test_the_workbook_is_equal_to_the_byte(tmp_path: Path) -> None:
    once, again = (export_workbook(filled(o), tmp_path / f"{o}.xlsx") for o in (1, -1))
    assert once.read_bytes() == again.read_bytes()


def test_a_sheet_holds_its_question_whole(tmp_path: Path) -> None:
    book = openpyxl.load_workbook(export_workbook(filled(), tmp_path / "a.xlsx", language="en"))
    sheet = book["Recommendations"]
    assert sheet.freeze_panes == "A2"
    assert sheet.auto_filter.ref == f"A1:{sheet.dimensions.split(':')[1]}"
    head, *rows = sheet.values
    quotes = [dict(zip(head, row, strict=True))["Quote"] for row in rows]
    assert sorted(quotes) == sorted(quote.strip() for quote in HOSTILE)


def test_no_cell_of_the_workbook_is_a_formula(tmp_path: Path) -> None:
    book = openpyxl.load_workbook(export_workbook(filled(), tmp_path / "a.xlsx"))
    kinds = {cell.data_type for sheet in book for row in sheet.iter_rows() for cell in row}
    assert kinds <= {"s", "n"}


def test_a_quote_leads_to_its_evidence(tmp_path: Path) -> None:
    path = export_workbook(filled(), tmp_path / "a.xlsx", link="bewijs.html#{}".format)
    sheet = openpyxl.load_workbook(path)["Afspraken"]
    [(record_id,)] = filled().execute("SELECT record_id FROM commitments").fetchall()
    links = [cell.hyperlink for row in sheet.iter_rows() for cell in row if cell.hyperlink]
    assert [(link.target, link.location) for link in links] == [("bewijs.html", record_id)]


def test_values_are_words_of_the_reader(tmp_path: Path) -> None:
    book = openpyxl.load_workbook(export_workbook(filled(), tmp_path / "a.xlsx"))
    assert "overgenomen" in [cell.value for row in book["Reacties"].iter_rows() for cell in row]


def test_a_failed_export_leaves_the_last_one(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    path.write_bytes(b"the last one")
    broken = empty_warehouse()
    broken.execute("DROP VIEW documents")
    with pytest.raises(duckdb.CatalogException):
        export_workbook(broken, path)
    assert contents(tmp_path) == {"a.xlsx": b"the last one"}


def test_the_quotes_of_a_workbook_lead_to_places_on_the_page_beside_it(
    warehouse: Path, tmp_path: Path
) -> None:
    path = tmp_path / "oogst.xlsx"
    done = invoke("export", "--out", path, "--warehouse", warehouse)
    assert done.exit_code == 0, done.output
    page = Seen(path.with_suffix(".html").read_text("utf-8"))
    sheets = openpyxl.load_workbook(path)
    cells = [cell for sheet in sheets for row in sheet.iter_rows() for cell in row]
    links = [cell.hyperlink for cell in cells if cell.hyperlink and cell.hyperlink.target]
    assert {link.target for link in links} == {"oogst.html"}
    assert {link.location for link in links} <= set(page.ids)
    assert len(links) > 50
