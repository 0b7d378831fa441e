"""What a person corrected stays corrected, whatever becomes of the text and the rules."""

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from schemas.document import Document
from schemas.evidence import Evidence
from schemas.records import Commitment, CommitmentKind, Recommendation, Response, Stance
from schemas.reviews import Outcome, Review, SeenRecord
from tests.cases import cases
from tests.review_factory import review, seen, told
from tests.warehouse_factory import citation, document, empty_warehouse, harvest, record
from warehouse.load import load, load_register
from warehouse.reviews.build import apply_reviews
from warehouse.reviews.corrected import Corrected, correct
from warehouse.reviews.source import Source


def shown_after(found: list[Evidence], corrected: Corrected) -> list[Evidence]:
    """What is shown once the corrections are made."""
    away = {one.found.record_id for one in corrected.corrections if one.found}
    left = [one for one in found if one.record_id not in away]
    made = [one.shown for one in corrected.corrections if one.shown]
    return sorted([*left, *made], key=lambda one: (one.start, one.record_id))


def records(source: Document, described: list[dict[str, Any]]) -> list[Evidence]:
    return [told(source, **one) for one in described]


def reviewed(source: Document, found: list[Evidence], asked: dict[str, Any]) -> Review:
    """The review that a case describes."""
    asked = dict(asked)
    quote, at, noun = asked.pop("on"), asked.pop("at", 1), asked.pop("noun", None)
    value, values = asked.pop("value", None), asked.pop("values", None)
    kind, joined = asked.pop("kind", None), asked.pop("with", [])
    same = [one for one in found if one.quote == quote and value in (None, one_value(one))]
    if noun or not same:  # what is missing, or what an earlier review made
        noun = noun or found[0].record_type
        made = told(source, noun, quote, at, **(values or {}), **({"kind": kind} if kind else {}))
        same = [made] * at
    one = seen(source, same[at - 1 if not value else 0])
    others = [seen(source, other) for other in found if other.quote in joined]
    return review(one=one, others=tuple(others), **asked)


def one_value(one: Evidence) -> object:
    return getattr(one, "edtf", None)


@pytest.mark.parametrize("case", cases("reviews"), ids=lambda case: case["says"])
def test_what_a_case_says(case: dict[str, Any]) -> None:
    before = document(case["text"])
    found_before = records(before, case["found"])
    reviews = [reviewed(before, found_before, one) for one in case["review"]]
    later = case.get("later", {})
    now = document(later.get("text", case["text"]))
    found = records(now, later.get("found", case["found"]))
    corrected = correct(Source(now), found, reviews)
    shown = shown_after(found, corrected)
    assert [one.quote for one in shown] == [one["quote"] for one in case["shown"]]
    for one, expected in zip(shown, case["shown"], strict=True):
        at = expected.get("at", 1)
        told_now = one.model_dump(mode="json")
        fields = {name: value for name, value in expected.items() if name != "at"}
        assert {name: told_now[name] for name in fields} == fields
        if "at" in expected:
            assert now.text.count(one.quote, 0, one.start) == at - 1
        assert now.text[one.start : one.end] == one.quote
    assert [corrected.outcomes[one.review_id][0] for one in reviews] == case["outcome"]


def test_a_citation_is_found_by_its_own_words_in_its_line() -> None:
    line = "Kansen liggen er op 25F en op 27B."
    before = document(line)
    second = citation(before, line, "27B", "27(b)")
    asked = review("edit", seen(before, second), changes={"code": "27(c)"})
    now = document(f"Vooraf.\n\n{line}")
    found = [citation(now, line, "25F", "25(f)"), citation(now, line, "27B", "27(b)")]
    [first, other] = shown_after(found, correct(Source(now, {"27(c)"}), found, [asked]))
    codes = {first.code: first.text, other.code: other.text}
    assert codes == {"25(f)": "25F", "27(c)": "27B"}
    [changed] = [one for one in (first, other) if one.code == "27(c)"]
    assert (changed.known, changed.quote) == (True, line)
    assert now.text[changed.text_start : changed.text_end] == "27B"


def test_a_response_follows_its_recommendation() -> None:
    source = document("Advies: geef kinderen een stem. Dat nemen wij over.")
    advice = record(Recommendation, source, "Advies: geef kinderen een stem.")
    answer = record(
        Response,
        source,
        "Dat nemen wij over.",
        stance=Stance.ACCEPTED,
        recommendation_id=advice.record_id,
    )
    shorter = review("edit", seen(source, advice), changes={"quote": "geef kinderen een stem."})
    corrected = correct(Source(source), [advice, answer], [shorter])
    [now, response] = shown_after([advice, answer], corrected)
    assert response.recommendation_id == now.record_id != advice.record_id
    assert [one.follows for one in corrected.corrections] == [False, True]


WORDS = ["overleg", "school", "ouders", "vóór", "wijk", "jeugd-", "geld", "brief", "2026", "VWS"]
SENTENCES = st.lists(
    st.lists(st.sampled_from(WORDS), min_size=4, max_size=9).map(" ".join),
    min_size=1,
    max_size=6,
    unique=True,
)


def promises(source: Document, sentences: list[str]) -> list[Evidence]:
    """Each sentence that stands in the document, as a commitment."""
    there = [one for one in sentences if f"\n{one}\n" in source.text]
    return [
        record(
            Commitment,
            source,
            one,
            kind=CommitmentKind.PLEDGE,
            start=(start := source.text.index(f"\n{one}\n") + 1),
            end=start + len(one),
        )
        for one in there
    ]


def written(sentences: list[str]) -> Document:
    return document("\n\n" + "\n\n".join(f"{one}" for one in sentences) + "\n\n")


@st.composite
def histories(draw: st.DrawFn) -> tuple[Document, list[Evidence], list[Review]]:
    """A document, what the rules find in it now, and reviews of what it was."""
    sentences = draw(SENTENCES)
    before = written(sentences)
    asked = [seen(before, one) for one in promises(before, sentences)]
    reviews = [draw(decisions(asked)) for _ in range(draw(st.integers(0, 5)))]
    kept = draw(st.lists(st.sampled_from(sentences), unique=True))
    added = draw(SENTENCES)
    now = written([*added, *(one for one in sentences if one in kept and one not in added)])
    missed = draw(st.sets(st.sampled_from(sentences)))
    found = [one for one in promises(now, [*sentences, *added]) if one.quote not in missed]
    return now, list({one.record_id: one for one in found}.values()), reviews


@st.composite
def decisions(draw: st.DrawFn, asked: list[SeenRecord]) -> Review:
    one, other = draw(st.sampled_from(asked)), draw(st.sampled_from(asked))
    decision = draw(st.sampled_from(["accept", "reject", "edit", "undo", "merge", "split"]))
    if decision == "edit":
        return review("edit", one, changes={"theme": draw(st.sampled_from(["geweld", None]))})
    if decision == "merge" and other != one:
        return review("merge", one, others=(other,))
    if decision == "split":
        words = one.quote.split()
        return review("split", one, parts=(" ".join(words[:2]), " ".join(words[2:])))
    return review(decision if decision != "merge" else "accept", one)


@settings(max_examples=300, deadline=None)
@given(histories())
def test_nothing_is_lost_and_nothing_doubled(history) -> None:
    now, found, reviews = history
    corrected = correct(Source(now), found, reviews)
    set_aside = [one.found.record_id for one in corrected.corrections if one.found]
    shown = shown_after(found, corrected)
    assert len(set_aside) == len(set(set_aside))
    assert set(set_aside) <= {one.record_id for one in found}
    assert len({one.record_id for one in shown}) == len(shown)
    assert all(now.text[one.start : one.end] == one.quote for one in shown)
    assert set(corrected.outcomes) == {one.review_id for one in reviews}
    again = correct(Source(now), list(reversed(found)), reviews)
    assert again == corrected


@settings(max_examples=150, deadline=None)
@given(histories())
def test_a_document_without_reviews_is_left_alone(history) -> None:
    now, found, _ = history
    assert correct(Source(now), found, []).corrections == ()


@settings(max_examples=150, deadline=None)
@given(SENTENCES, SENTENCES, st.data())
def test_a_decision_holds_wherever_the_passage_moved(sentences, inserted, data) -> None:
    before = written(sentences)
    target = data.draw(st.sampled_from(promises(before, sentences)))
    asked = review("edit", seen(before, target), changes={"theme": "armoede"})
    inserted = [f"Nieuw {number}: {one}" for number, one in enumerate(inserted)]
    now = written([*inserted, *sentences])
    found = promises(now, sentences)
    corrected = correct(Source(now), found, [asked])
    assert corrected.outcomes[asked.review_id] == (Outcome.APPLIED, None)
    [changed] = [one for one in shown_after(found, corrected) if one.theme]
    assert changed.quote == target.quote


def test_an_organisation_that_a_reviewer_typed_gets_the_name_of_the_register() -> None:
    source = document("Wij schrijven de scholen in mei.")
    [promise] = found = [record(Commitment, source, source.text, kind=CommitmentKind.PLEDGE)]
    typed = {"actors": ["vws", "Stichting Vlieger", "VWS"]}
    connection = empty_warehouse()
    load_register(connection, "organisations", [VWS, VWS_BEFORE])
    load(connection, [harvest(source, *found)], "run-1")
    apply_reviews(connection, [review("edit", seen(source, promise), changes=typed)])
    actors = connection.execute("SELECT actors FROM commitments").fetchall()
    assert actors == [(["Ministerie van Volksgezondheid", "Stichting Vlieger"],)]


VWS = {
    "name": "Ministerie van Volksgezondheid",
    "type": "ministry",
    "aliases": [],
    "abbreviations": ["VWS"],
    "ocr_variants": [],
}
VWS_BEFORE = VWS | {"name": "Ministerie van Welzijn", "to_year": 1994}
