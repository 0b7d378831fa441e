"""Which edition a document is of, when its event took place, and why the text may not tell."""

import tomllib
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.tokens import Doc

from extractors.identity import records
from extractors.identity.rules import rules_for
from extractors.rules import load_rules
from schemas.document import DocumentKind
from schemas.records import DocumentIdentity, IdentityEvidence
from tests.identities import Told, identified

CASE_FILE = Path(__file__).parent / "cases" / "identity_event.toml"
CASES: list[dict[str, Any]] = tomllib.loads(CASE_FILE.read_text("utf-8"))["case"]
FIELDS = set(DocumentIdentity.model_fields)
RULED = ("edition", "not_the_edition", "event_date", "not_the_event")

each_case = pytest.mark.parametrize("case", CASES, ids=[case["id"] for case in CASES])


def identified_case(case: dict[str, Any]) -> Doc:
    """A short text may need to be told its kind, as the manifest tells it."""
    kind = case.get("given")
    return identified(case["text"], Told(kind=DocumentKind(kind)) if kind else None)


def told_of(doc: Doc) -> dict[str, IdentityEvidence]:
    return {told.field: told for told in records(doc)}


@each_case
def test_the_text_tells_it_or_is_silent(case: dict[str, Any]) -> None:
    identity = identified_case(case)._.identity
    expected = {field: case[field] for field in FIELDS & case.keys()}
    expected |= dict.fromkeys(case.get("silent", ()))
    assert {field: getattr(identity, field) for field in expected} == expected


@each_case
def test_silence_has_its_reason(case: dict[str, Any]) -> None:
    told = told_of(identified_case(case))
    because = case.get("because", {})
    assert {field: told[field].reason for field in because} == because


def test_the_quote_of_a_day_is_where_it_is_named() -> None:
    text = "Honderd mensen kwamen naar Breda. De dialoog vond plaats op 9\nmei 2031 aan de haven."
    told = told_of(identified(f"Verslag tweede kinderrechtendialoog\n\n{text}"))
    assert (told["event_date"].quote, told["event_date"].value) == ("9\nmei 2031", "2031-05-09")
    assert told["event_date"].rule == "event_date.told_before"
    assert (told["edition"].quote, told["edition"].value) == ("tweede kinderrechtendialoog", "2")


def test_what_the_manifest_tells_is_not_quoted() -> None:
    given = Told(kind=DocumentKind.OTHER, year=2019, url="https://example.org/a.pdf")
    told = told_of(identified("Jaarverslag 2021\n\nUtrecht, maart 2022", given))
    for field in ("kind", "year", "url"):
        assert (told[field].quote, told[field].reason) == (None, "the manifest tells it")
    assert (told["year"].value, told["published"].quote) == ("2019", "maart 2022")


TEXTS = [case["text"] for case in CASES] + ["İ", "\u00ad", "-\n", "2e", "\ufffd" * 9]


@given(st.lists(st.sampled_from(TEXTS)))
@settings(max_examples=25, deadline=None)
def test_each_field_has_a_true_quote_or_a_reason(texts: list[str]) -> None:
    doc = identified("\n\n".join(texts))
    told = records(doc)
    assert [one.field for one in told] == list(DocumentIdentity.model_fields)
    for one in told:
        assert (one.quote is None) is (one.reason is not None)
        if one.quote is not None:
            assert doc._.document.text[one.start : one.end] == one.quote
            assert all((one.value, one.rule, one.confidence))


def test_every_rule_has_a_case_in_which_it_speaks() -> None:
    silent = {(field, rule.id) for field in RULED for rule in rules_for(field)}
    for case in CASES:
        printed = identified(case["text"])._.identity_text
        silent -= {
            (field, rule.id)
            for field in RULED
            for rule in rules_for(field)
            if any(rule.matches(printed))
        }
    assert not silent


def test_every_reason_has_a_case() -> None:
    given = {reason.split(":")[0] for case in CASES for reason in case.get("because", {}).values()}
    says = {row["says"].split(":")[0] for row in load_rules("identity_silence")["reason"]}
    assert says <= given | {"the text begins without a title"}
