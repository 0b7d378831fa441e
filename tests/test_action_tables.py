import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.action_tables import Column, cell_in, cells_of, columns_of, has_moved, is_open

HEAD = "Nr. | Wat | Wie | Wanneer | Status"
COLUMNS = columns_of(HEAD)


def test_the_head_tells_the_columns():
    assert COLUMNS == {Column.ACTION: 1, Column.ACTOR: 2, Column.DUE: 3, Column.STATUS: 4}


@pytest.mark.parametrize(
    "head",
    ["Post\tBegroting\tRealisatie", "Stand\t2023\t2024", "Wie | Leeftijd", "13:00 uur\tInloop"],
)
def test_other_tables_have_none(head):
    assert columns_of(head) == {}


@pytest.mark.parametrize(
    ("row", "is_still_open"),
    [
        ("1 | Handreiking herzien | Movisie | mei | open", True),
        ("2 | Poster drukken | NJi | mei | gereed", False),
        ("3 | Bezoek | COA | mei | vervallen", False),
        ("4 | Bezoek | COA | mei | loopt", True),
        ("5 | – | COA | mei | open", False),
        ("6 | Bezoek | COA | mei | gehouden op 4 mei", False),
        ("7 | Bezoek | COA", True),
        ("8", False),
    ],
)
def test_a_row_is_open_by_its_status(row, is_still_open):
    assert is_open(row, COLUMNS) is is_still_open


def test_a_row_that_got_another_date():
    assert has_moved("1 | Bezoek | COA | mei | verschoven naar juni", COLUMNS)
    assert not has_moved("1 | Bezoek | COA | mei | open", COLUMNS)


def test_a_markdown_row_begins_with_a_bar():
    row = "| OLB | jeugdraad installeren | april |"
    columns = columns_of("| Wie | Actie | Klaar |")
    cell = cell_in(row, columns, Column.ACTOR)
    assert cell is not None
    assert (cell.text, row[cell.start : cell.end]) == ("OLB", "OLB")


@given(st.lists(st.text("abc .,-", min_size=1, max_size=8), min_size=1, max_size=6), st.booleans())
def test_cells_stand_where_they_say(texts, tabs):
    row = ("\t" if tabs else " | ").join(texts)
    for cell in cells_of(row):
        assert row[cell.start : cell.end] == cell.text
