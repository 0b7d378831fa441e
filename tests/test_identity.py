"""What a document is and when, read from its text."""

import tomllib
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extractors.identity.kind import cues_by_kind
from extractors.identity.rules import rules_for
from schemas.document import DocumentKind
from schemas.records import DocumentIdentity
from tests.identities import Told, identified

CASE_FILES = ("identity", "identity_openings")
CASES = [
    case
    for name in CASE_FILES
    for case in tomllib.loads(Path(f"tests/cases/{name}.toml").read_text("utf-8"))["case"]
]
TEXTS = [str(case["text"]) for case in CASES]
RULED = ("year", "not_the_year", "published", "publisher")
FIELDS = ("kind", "year", "published", "title", "publisher")
TOLD = [
    pytest.param(case, field, id=f"{case['id']}-{field}")
    for case in CASES
    for field in FIELDS
    if field in case or field in case.get("silent", ())
]


@pytest.mark.parametrize(("case", "field"), TOLD)
def test_the_text_tells_it(case: dict[str, object], field: str) -> None:
    doc = identified(str(case["text"]))
    assert getattr(doc._.identity, field) == case.get(field), doc._.identity_evidence


def test_what_the_manifest_tells_wins() -> None:
    told = Told(DocumentKind.OTHER, 2001, url="https://example.org/a.pdf")
    doc = identified("Jaarverslag 2021\n\nUtrecht, maart 2022", told)
    assert doc._.identity.kind is DocumentKind.OTHER
    assert (doc._.identity.year, doc._.identity.published) == (2001, "2022-03")
    assert doc._.identity.url == "https://example.org/a.pdf"
    assert not {"kind", "year"} & doc._.identity_evidence.keys()


def test_an_empty_cell_of_the_manifest_leaves_it_to_the_text() -> None:
    doc = identified("Jaarverslag 2021\n\nUtrecht, maart 2022", Told())
    assert (doc._.identity.kind, doc._.identity.year) == (DocumentKind.ANNUAL_REPORT, 2021)


@pytest.mark.parametrize("case", CASES, ids=[case["id"] for case in CASES])
def test_the_evidence_of_a_year_is_a_place_that_names_it(case: dict[str, object]) -> None:
    doc = identified(str(case["text"]))
    evidence = doc._.identity_evidence.get("year")
    if evidence is None:
        assert doc._.identity.year is None
    else:
        digits = doc.text[evidence.start : evidence.end].translate(str.maketrans("lO", "10"))
        assert str(doc._.identity.year)[2:] in digits


@pytest.mark.parametrize("text", ["", "\n\n", "."])
def test_a_document_that_says_nothing_is_other(text: str) -> None:
    identity = identified(text)._.identity
    assert identity == DocumentIdentity(kind=DocumentKind.OTHER)


@given(
    st.lists(st.sampled_from([str(case["text"]) for case in CASES] + ["İ", "\u00ad", "-\n", "9"]))
)
@settings(max_examples=25, deadline=None)
def test_evidence_lies_within_the_text(texts: list[str]) -> None:
    doc = identified("\n\n".join(texts))
    for finding in doc._.identity_evidence.values():
        assert 0 <= finding.start < finding.end <= len(doc._.clean.text)


def test_rules_have_names_of_their_own() -> None:
    groups = [rules_for(field) for field in RULED] + list(cues_by_kind().values())
    for rules in groups:
        ids = [rule.id for rule in rules]
        assert len(ids) == len(set(ids))


def test_every_rule_has_a_case_in_which_it_speaks() -> None:
    groups = {field: rules_for(field) for field in RULED} | cues_by_kind()
    silent = {f"{group}.{rule.id}" for group, rules in groups.items() for rule in rules}
    for text in TEXTS:
        printed = identified(text)._.identity_text
        silent -= {
            f"{group}.{rule.id}"
            for group, rules in groups.items()
            for rule in rules
            if any(rule.matches(printed))
        }
    assert not silent
