"""Theme tables: one structure per table, whatever its layout."""

import pytest

from schemas.records import ThemeTable
from tests.cases import cases
from tests.pipeline import records_in

QUESTIONS = ("chosen", "chances", "goal", "needs", "first_step")


def shown(table: ThemeTable) -> dict:
    answers = {question: getattr(table, question) for question in QUESTIONS}
    told = {
        question: [("(leeg) " if one.is_empty else "") + one.quote for one in some]
        for question, some in answers.items()
        if some
    }
    return {"theme": table.theme} | told


@pytest.mark.parametrize("case", cases("theme_tables"), ids=lambda case: case["layout"])
def test_a_table_is_read_whatever_its_layout(case) -> None:
    assert [shown(table) for table in records_in(case["text"]).theme_tables] == case["tables"]


@pytest.mark.parametrize("case", cases("theme_tables"), ids=lambda case: case["layout"])
def test_every_answer_stands_in_the_text(case) -> None:
    text = case["text"]
    answers = [one for table in records_in(text).theme_tables for one in table.answers()]
    assert [text[one.start : one.end] for one in answers] == [one.quote for one in answers]
    assert len({one.record_id for one in answers}) == len(answers)
