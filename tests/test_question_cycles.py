"""Questions that come back at every table are known by their place."""

import pytest

from extractors.clean import clean
from extractors.sections.cycles import questions_by_place
from extractors.sections.questions import bare
from tests.cases import cases
from tests.documents import document_of


def tables(lines: list[str], times: int) -> str:
    answered = "\n\n".join(f"{line}\n\nDat zei tafel {{0}} zo." for line in lines)
    return "\n\n".join(answered.format(number) for number in range(times))


@pytest.mark.parametrize("case", cases("question_cycles"), ids=lambda case: case["why"])
def test_the_place_of_a_line_tells_what_it_asks(case) -> None:
    read = clean(document_of(tables(case["lines"], times=3)))
    expected = dict(zip(map(bare, case["lines"]), case["asked"], strict=bool(case["asked"])))
    assert questions_by_place(read.text, read.blocks) == expected


def test_one_table_alone_has_no_cycle() -> None:
    [case, *_] = cases("question_cycles")
    read = clean(document_of(tables(case["lines"], times=1)))
    assert questions_by_place(read.text, read.blocks) == {}
