"""References: which citations are found, and which look-alikes are left alone."""

import re
import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.references import FoundReference, find
from schemas.document import DocumentKind
from schemas.records import Theme

ABOUT = "\n\nVerslag van de Kinderrechtendialoog"
CASES = Path(__file__).parent / "cases"
SPELLINGS_FILE, REPORTS_FILE = CASES / "references.toml", CASES / "references_in_reports.toml"
CYCLES = tomllib.loads((CASES / "references_cycles.toml").read_text(encoding="utf-8"))["case"]
MARK = re.compile(r"\[(?P<text>.+?)\]\{(?P<code>[^}]+)\}")


def _cases():
    for file in (SPELLINGS_FILE, REPORTS_FILE):
        for group in tomllib.loads(file.read_text(encoding="utf-8"))["group"]:
            for line in group["cases"]:
                yield pytest.param(line, group, id=line[:60])


def _unmarked(line: str) -> tuple[str, list[tuple[int, int, str]]]:
    """The plain text of a case, and where its marked citations stand in it."""
    text, marks, position = "", [], 0
    for mark in MARK.finditer(line):
        text += line[position : mark.start()]
        marks.append((len(text), len(text) + len(mark["text"]), mark["code"]))
        text += mark["text"]
        position = mark.end()
    return text + line[position:], marks


def _find(text: str, group: dict[str, str]) -> list[FoundReference]:
    theme = Theme(group["theme"]) if "theme" in group else None
    kind = DocumentKind(group["kind"]) if "kind" in group else None
    about = "" if group.get("elsewhere") else ABOUT
    return find(
        text + about,
        kind=kind,
        theme_at=lambda _offset: theme,
        chosen_at=lambda _offset: bool(group.get("chosen")),
        numbered_at=lambda offset: _word_before(text, offset) if group.get("nouns") else None,
    )


def _word_before(text: str, offset: int) -> str | None:
    word = re.search(r"(\w+) $", text[:offset])
    return word and word[1]


@pytest.mark.parametrize(("line", "group"), list(_cases()))
def test_finds_what_is_cited_and_nothing_else(line, group):
    text, marks = _unmarked(line)

    found = _find(text, group)

    assert [(one.start, one.end, one.code) for one in found] == marks


def test_cases_are_many_and_the_hard_ones_have_no_citation():
    lines = [case.values[0] for case in _cases()]
    assert len(lines) >= 320
    assert sum(not MARK.search(line) for line in lines) >= 150


def test_a_range_cites_each_recommendation_in_it():
    found = find("aanbevelingen 37a t/m 37d")
    assert [one.code for one in found] == ["37(a)", "37(b)", "37(c)", "37(d)"]


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("37a-c", ["37(a)", "37(b)", "37(c)"]),
        ("25 (d) – (f)", ["25(d)", "25(e)", "25(f)"]),
        ("25, onder d tot en met f", ["25(d)", "25(e)", "25(f)"]),
        ("aanbevelingen 3 t/m 5", ["3", "4", "5"]),
        ("aanbevelingen 3-5 en 7", ["3", "4", "5", "7"]),
        ("aanbevelingen 37f t/m 37a", ["37(f)", "37(a)"]),
        ("Aan 17(a) tot en met (c) wordt gewerkt.", ["17(a)", "17(b)", "17(c)"]),
        ("37a t/m c komen in juni terug.", ["37(a)", "37(b)", "37(c)"]),
        ("Besproken: 15B/D, 17A-C en 25F.", ["15(b)", "15(d)", "17(a)", "17(b)", "17(c)", "25(f)"]),
        ("Zie §§ 25 d-f.", ["25(d)", "25(e)", "25(f)"]),
        ("Aanbevelingen 25 D t/m F van het VN-comité", ["25(d)", "25(e)", "25(f)"]),
        ("CRC/C/NLD/CO/5-6, paras 36–38", ["36", "37", "38"]),
    ],
)
def test_ranges_in_their_spellings(text, codes):
    assert [one.code for one in _find(text, {})] == codes


def test_the_middle_of_a_range_stands_where_the_range_stands():
    text = "Wij bespraken aanbeveling 37a t/m 37c."
    middle = find(text)[1]
    assert text[middle.start : middle.end] == "37a t/m 37c"


@pytest.mark.parametrize("case", CYCLES, ids=lambda case: case["text"][:60])
def test_the_text_or_the_year_tells_which_list_is_cited(case):
    found = find(case["text"] + ABOUT, year=case.get("year"))
    assert [(one.code, one.cycle) for one in found] == [
        (code, cycle or None) for code, cycle in case["cited"]
    ]


def test_what_the_register_knows_of_one_list_it_does_not_know_of_another():
    newest, earlier = find("Nu is er 25F. Eerder was er aanbeveling 25F (CRC/C/NLD/CO/4)." + ABOUT)
    assert (newest.known, newest.theme) == (True, Theme.JEUGDHULP)
    assert (earlier.known, earlier.theme) == (False, None)


def test_known_tells_whether_the_register_has_the_code():
    found = find("aanbevelingen 25F en 99Z; aanbeveling 3")
    assert [(one.code, one.known) for one in found] == [
        ("25(f)", True),
        ("99(z)", False),
        ("3", None),
    ]


def test_a_known_code_has_the_theme_of_the_register_wherever_it_stands():
    found = _find("aanbeveling 25F", {"theme": "onderwijs"})
    assert found[0].theme is Theme.JEUGDHULP


def test_an_unknown_code_has_the_theme_of_its_section():
    found = _find("aanbeveling 23f", {"theme": "jeugdhulp"})
    assert found[0].theme is Theme.JEUGDHULP


def test_an_unknown_code_without_a_section_has_the_theme_of_its_cluster():
    assert find("aanbeveling 23f")[0].theme is Theme.GEWELD


def test_a_letter_keeps_the_theme_that_gives_it_meaning():
    found = _find("[c] Minder voorarrest", {"theme": "jeugdstrafrecht"})
    assert (found[0].code, found[0].theme) == ("(c)", Theme.JEUGDSTRAFRECHT)


def test_every_reference_names_its_rule_and_how_sure_it_is():
    led, known = find("Aanbeveling 99Z.\n\nNu 25F.")
    assert (led.rule, known.rule) == ("references.led", "references.known")
    assert led.confidence > known.confidence > 0


SPELLINGS = [
    "{n}{l}", "{n}{L}", "{n} {L}", "{n}.{L}", "{n}-{l}", "{n}/{l}", "{n}({l})", "{n} ({l})",
    "{n}[{l}]", "{n} onder {l}", "{n}, onder {l}", "{n}, sub {l}", "{n}, letter {l}",
    "{n}, onderdeel {l}", "{n}, {l}", "onderdeel {l} van {n}",
]  # fmt: skip
NUMBERS = st.integers(min_value=1, max_value=99)
LETTERS = st.sampled_from("abcdefghijk")


@given(NUMBERS, LETTERS, st.sampled_from(SPELLINGS), st.sampled_from(["", "Zie ook ", "• "]))
def test_every_spelling_of_every_code_comes_back_as_one_form(number, letter, spelling, before):
    written = spelling.format(n=number, l=letter, L=letter.upper())
    text = f"{before}aanbeveling {written}; daarna volgt de rest."

    (found,) = find(text)

    assert found.code == f"{number}({letter})"
    assert text[found.start : found.end] == written


@given(st.text(alphabet="ab25F37.,-/()[] \nonder§", max_size=80))
def test_offsets_stay_inside_the_text_and_in_order(text):
    found = find(text)
    assert all(0 <= one.start < one.end <= len(text) for one in found)
    assert [one.start for one in found] == sorted(one.start for one in found)


@given(st.text(max_size=200))
def test_any_text_can_be_read(text):
    assert all(text[one.start : one.end].strip() for one in find(text))
