"""The gate measures what it says: figures, intervals, calibration, and what became of records."""

import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.quality.calibration import Band, bands, error
from tests.quality.figures import figures
from tests.quality.gate import floors, reached, shortfalls
from tests.quality.gold_sets import Annotated
from tests.quality.own_fields import f1, own_figures
from tests.quality.record_diff import changes, records_of

EMPTY = {"references": [], "organisations": [], "dates": [], "responses": [], "mentions": []}
ASKED = "Geef alle kinderen een stem in de raad."
PROMISED = "De gemeente opent in mei een loket voor kinderen."


def row(quote: str, **fields: object) -> dict:
    return {"quote": quote, "confidence": 0.9, "start": 0, "end": len(quote)} | fields


def annotated(wanted: list[dict], found: list[dict], name: str = "a") -> Annotated:
    gold = EMPTY | {"document": {"kind": "other"}, "recommendations": wanted, "commitments": []}
    told = EMPTY | {"document": {}, "recommendations": found, "commitments": []}
    return Annotated(name, gold, told | {"inferred_references": []})


def test_figures_are_those_of_all_documents_together() -> None:
    right = annotated([row(ASKED)], [row(ASKED)])
    wrong = annotated([row(ASKED)], [row(PROMISED)], "b")
    told = figures([right, wrong])["recommendations"]
    assert (told.precision, told.recall, told.f1) == (0.5, 0.5, 0.5)
    assert (told.gold, told.found) == (2, 2)


def test_documents_that_are_all_alike_leave_no_doubt_and_others_do() -> None:
    right = annotated([row(ASKED)], [row(ASKED)])
    wrong = annotated([row(ASKED)], [row(PROMISED)], "b")
    sure = figures([right] * 20)["recommendations"]
    doubtful = figures([right, wrong] * 10)["recommendations"]
    assert (sure.low, sure.high) == (1, 1)
    assert doubtful.low < doubtful.f1 < doubtful.high


@settings(deadline=None, max_examples=25)
@given(st.lists(st.booleans(), min_size=1, max_size=8))
def test_an_interval_holds_its_figure(hits: list[bool]) -> None:
    documents = [annotated([row(ASKED)], [row(ASKED if hit else PROMISED)]) for hit in hits]
    told = figures(documents)["recommendations"]
    assert told.low - 1e-9 <= told.f1 <= told.high + 1e-9


def test_a_field_without_gold_has_no_figure() -> None:
    told = figures([annotated([], [])])["recommendations"]
    assert (told.f1, told.low, told.high) == (None, None, None)


def test_confidence_is_held_against_what_is_right() -> None:
    found = [row(ASKED, confidence=0.95), row(PROMISED, confidence=0.65)]
    low, high = bands([annotated([row(ASKED)], found)], "recommendations")
    assert (low.confidence, low.right, high.confidence, high.right) == (0.65, 0, 0.95, 1)
    assert math.isclose(error([low, high]), (0.65 + 0.05) / 2)


def test_confidence_that_keeps_its_word_has_no_error() -> None:
    assert error([Band(0.5, 0.6, 10, 0.5, 0.5), Band(0.9, 1.0, 10, 0.9, 0.9)]) == 0
    assert error([]) == 0


def test_a_response_counts_only_with_its_stance() -> None:
    answered = annotated([], [])
    for stance, share in (("accepted", 1), ("rejected", 0)):
        answered.gold["responses"] = [row(PROMISED, stance="accepted")]
        answered.found["responses"] = [row(PROMISED, stance=stance)]
        assert bands([answered], "responses")[0].right == share


@pytest.mark.parametrize(
    ("wanted", "told", "share"),
    [
        (["VNG", "Ministerie van VWS"], ["VNG"], 2 / 3),
        (["VNG"], ["VNG"], 1),
        (["VNG"], ["IPO"], 0),
        ([], ["VNG"], 0),
    ],
)
def test_who_is_asked_is_compared_as_a_set(wanted: list, told: list, share: float) -> None:
    document = annotated([row(ASKED, addressee=wanted)], [row(ASKED, addressees=told)])
    assert math.isclose(f1(own_figures([document])["addressees"]), share)


def test_a_mention_beside_its_citation_is_neither_missed_nor_wrong() -> None:
    document = annotated([], [])
    document.gold["references"] = [row(ASKED, code="17(b)")]
    document.found["inferred_references"] = [row(ASKED, code="17(b)")]
    assert f1(own_figures([document])["inferred references"]) is None
    document.found["inferred_references"] = [row(ASKED, code="37(f)")]
    assert f1(own_figures([document])["inferred references"]) == 0


def test_a_loss_of_more_than_a_point_is_told() -> None:
    name, fields = next(iter(floors().items()))
    kept = dict(fields)
    assert list(shortfalls(name, kept)) == []
    field = next(iter(kept))
    assert len(list(shortfalls(name, kept | {field: kept[field] - 0.02}))) == 1
    assert len(list(shortfalls(name, kept | {field: None}))) == 1


def test_every_floor_names_a_figure() -> None:
    known = reached([annotated([row(ASKED)], [row(ASKED)])])
    assert {field for fields in floors().values() for field in fields} <= set(known)


def test_the_record_diff_tells_what_became_of_each_record() -> None:
    def extracted(*rows: dict) -> dict:
        return records_of({"recommendations": list(rows), "document": {}}, "a.txt")

    kept = row(ASKED, record_id="1", rule="classifier", theme=None)
    gone = row(PROMISED, record_id="2", rule="classifier", theme=None)
    themed = kept | {"theme": "participatie", "record_id": "3"}
    told = list(changes(extracted(kept, gone), extracted(themed)))
    assert [(one.what, one.quote, one.fields) for one in told] == [
        ("changed", ASKED, ("theme",)),
        ("removed", PROMISED, ()),
    ]
    assert [one.what for one in changes(extracted(), extracted(kept))] == ["added"]
    assert list(changes(extracted(kept), extracted(kept | {"record_id": "9"}))) == []
