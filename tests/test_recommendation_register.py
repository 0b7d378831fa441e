"""The register of the Committee's recommendations: what it knows, and what it refuses."""

import pytest

from extractors.references.register import (
    Certainty,
    RegisterError,
    code_of,
    committee_register,
    load,
)
from schemas.records import Theme

HEADER = "cycle,paragraph,letter,theme,description,certainty,source\n"


@pytest.fixture
def register():
    return committee_register()


@pytest.fixture
def load_lines(tmp_path):
    def read(*lines: str):
        path = tmp_path / "register.csv"
        path.write_text(HEADER + "\n".join(lines) + "\n", encoding="utf-8")
        return load(path)

    return read


@pytest.mark.parametrize("code", ["15(b)", "17(c)", "25(f)", "27(b)", "37(a)", "38(e)", "(i)"])
def test_knows_what_was_cited(register, code):
    assert register.is_known(code)


@pytest.mark.parametrize("code", ["25", "25(a)", "99(z)", "25F", "(k)", ""])
def test_knows_no_other_codes(register, code):
    assert not register.is_known(code)


@pytest.mark.parametrize(
    ("code", "theme"),
    [
        ("25(f)", Theme.JEUGDHULP),
        ("25(z)", Theme.JEUGDHULP),
        ("23", Theme.GEWELD),
        ("39(a)", Theme.MENSENHANDEL),
        ("40(i)", Theme.JEUGDSTRAFRECHT),
        ("16(a)", None),
        ("(c)", None),
        ("99(a)", None),
    ],
)
def test_a_code_has_its_own_theme_or_that_of_its_cluster(register, code, theme):
    assert register.theme_of(code) == theme


@pytest.mark.parametrize(
    ("letter", "theme", "paragraph"),
    [
        ("f", Theme.JEUGDHULP, 25),
        ("f", Theme.MIGRATIE, 37),
        ("e", Theme.MIGRATIE, 38),
        ("i", Theme.JEUGDSTRAFRECHT, None),
        ("c", Theme.ARMOEDE, None),
        ("z", Theme.MIGRATIE, None),
        ("f", None, None),
    ],
)
def test_a_letter_has_a_paragraph_only_where_it_is_sure(register, letter, theme, paragraph):
    assert register.paragraph_for(letter, theme) == paragraph


def test_a_letter_with_two_paragraphs_under_one_theme_has_none(load_lines):
    register = load_lines(
        "5-6,37,a,migratie,Gehoor,cited,Verslag", "5-6,38,a,migratie,Voogd,cited,Verslag"
    )
    assert register.paragraph_for("a", Theme.MIGRATIE) is None


def test_an_inferred_paragraph_is_not_sure(load_lines):
    register = load_lines("5-6,40,i,jeugdstrafrecht,VOG,inferred,volgorde")
    assert register.is_known("40(i)")
    assert register.paragraph_for("i", Theme.JEUGDSTRAFRECHT) is None


def test_only_open_entries_have_no_paragraph(register):
    assert {e.certainty for e in register.entries if e.paragraph is None} == {Certainty.OPEN}


@pytest.mark.parametrize(
    ("line", "wrong"),
    [
        ("5-6,,a,armoede,Levensstandaard,cited,Verslag", "line 3: .*open exactly when"),
        ("5-6,37,a,migratie,Gehoor,open,Verslag", "line 3: .*open exactly when"),
        ("5-6,,a,,Levensstandaard,open,Verslag", "line 3: .*letter and a theme"),
        ("5-6,37,A,migratie,Gehoor,cited,Verslag", "line 3: letter"),
        ("5-6,zes,a,migratie,Gehoor,cited,Verslag", "line 3: paragraph"),
        ("5-6,37,a,verkeer,Gehoor,cited,Verslag", "line 3: theme"),
        ("5-6,37,a,migratie,,cited,Verslag", "line 3: description"),
        (
            "5-6,15,b,discriminatie,Nog eens,firm,Ander verslag",
            r"line 3: 15\(b\) stands on line 2 too",
        ),
    ],
)
def test_a_wrong_line_is_named(load_lines, line, wrong):
    with pytest.raises(RegisterError, match=wrong):
        load_lines("5-6,15,b,discriminatie,Voorziening,cited,Verslag", line)


def test_one_letter_may_be_open_under_two_themes(load_lines):
    register = load_lines(
        "5-6,,c,armoede,Aanpak,open,Verslag", "5-6,,c,jeugdstrafrecht,Hechtenis,open,Verslag"
    )
    assert len(register.entries) == 2


@pytest.mark.parametrize(
    ("paragraph", "letter", "code"),
    [(25, "f", "25(f)"), ("25", "F", "25(f)"), (None, "i", "(i)"), ("3", None, "3")],
)
def test_a_code_has_one_form(paragraph, letter, code):
    assert code_of(paragraph, letter) == code
