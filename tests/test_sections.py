import pytest

from extractors.clean import clean
from extractors.sections import Question, find_sections, is_empty_answer, question_of
from schemas.records import Theme
from tests.cases import cases
from tests.documents import document_of

QUESTIONS = [(line, case.get("question")) for case in cases("sections") for line in case["lines"]]

TABLE = """Tafel onderwijs

Welke aanbeveling kiezen wij?
- 27b: elk kind krijgt een plek op school

Welk doel stellen we ons?
- In tien regio's is er een vaste begeleider

Wat is onze eerste stap?
- OCW belt de samenwerkingsverbanden
- Nog niet aan toegekomen

Tafel migratie

De zaal luisterde aandachtig naar het verhaal van twee broers.
"""


def sections_of(text):
    cleaned = clean(document_of(text))
    sections = find_sections(cleaned.text, cleaned.blocks)
    lines = [cleaned.text[block.start : block.end] for block in cleaned.blocks]
    return dict(zip(lines, sections, strict=True))


@pytest.mark.parametrize(("line", "question"), QUESTIONS)
def test_a_question_is_known_by_its_wording(line, question):
    assert question_of(line) == (Question(question) if question else None)


def test_answers_know_their_question_and_theme():
    sections = sections_of(TABLE)
    goal = sections["In tien regio's is er een vaste begeleider"]
    step = sections["OCW belt de samenwerkingsverbanden"]
    assert (goal.theme, goal.question) == (Theme.ONDERWIJS, Question.GOAL)
    assert (step.theme, step.question) == (Theme.ONDERWIJS, Question.FIRST_STEP)


def test_a_new_heading_ends_the_table():
    after = sections_of(TABLE)["De zaal luisterde aandachtig naar het verhaal van twee broers."]
    assert (after.theme, after.question) == (Theme.MIGRATIE, None)


def test_a_label_before_a_colon_asks_and_answers_in_one_line():
    line = "Doel: in 2029 is er in elke regio een plek"
    section = sections_of(f"Tafel armoede\n\n{line}\n")[line]
    assert section.question is Question.GOAL
    assert line[section.answer_start - len("Tafel armoede\n\n") :].startswith("in 2029")


def test_a_lead_in_governs_its_list_and_nothing_behind_it():
    text = (
        "De middag leverde verschillende adviezen op:\n\n- Maak ruimte\n- Luister beter\n\n"
        "Daarna was er soep voor iedereen en muziek van een koor.\n"
    )
    sections = sections_of(text)
    assert sections["Luister beter"].question is Question.ADVICE
    assert sections["Daarna was er soep voor iedereen en muziek van een koor."].question is None


def test_a_nested_list_asks_with_its_outer_items():
    text = "MIGRATIE\n- eerste stap\n    - IND schrijft een script\n- nodig\n    - een tolk\n"
    sections = sections_of(text)
    assert sections["IND schrijft een script"].question is Question.FIRST_STEP
    assert sections["een tolk"].question is Question.NEEDS


@pytest.mark.parametrize(
    "answer",
    ["-", "n.v.t.", "Niet meer aan toegekomen.", "Hier waren we nog niet aan toegekomen", "geen"],
)
def test_an_empty_answer_is_empty(answer):
    assert is_empty_answer(answer)


@pytest.mark.parametrize("answer", ["Geen gezin meer op straat", "Een open dag", "Volgt de wet"])
def test_a_short_answer_is_not_empty(answer):
    assert not is_empty_answer(answer)
