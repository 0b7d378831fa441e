"""The gold of our own: well formed, to the letter in its text, and nobody's training text."""

import csv
import json
import re
from collections import defaultdict
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import Any

import pytest

from schemas.edtf import valid_edtf
from schemas.records import CommitmentKind, CommitmentStatus, DocumentIdentity, Stance, Theme

PROJECT = Path(__file__).parents[1]
GOLD = PROJECT / "tests" / "quality" / "gold"
SAMPLES = PROJECT / "tests" / "cases" / "samples"
TRAINING = PROJECT / "extractors" / "training" / "sentences"
REGISTER = PROJECT / "extractors" / "register" / "recommendations.csv"

SCORED = {"document", "references", "recommendations", "commitments"}
SCORED |= {"organisations", "dates", "responses"}
FURTHER = {"noise", "mentions", "not_mentions"}
CODE = re.compile(r"\d+\([a-z]\)|\([a-z]\)|\d+")
RUN = 8
"""So many words in a row are no accident: one text was written after the other."""

TEXTS = {path.stem: path for path in sorted(GOLD.glob("*/*.txt"))}
each_text = pytest.mark.parametrize("stem", TEXTS)


def gold_of(stem: str) -> dict[str, Any]:
    path = TEXTS[stem].with_suffix(".json")
    gold: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return gold


def text_of(stem: str) -> str:
    return TEXTS[stem].read_bytes().decode("utf-8")


def rows_of(gold: dict[str, Any]) -> Iterator[dict[str, Any]]:
    for value in gold.values():
        if isinstance(value, list):
            yield from value


def test_each_text_has_gold_and_a_name_of_its_own() -> None:
    texts = [path.stem for path in GOLD.glob("*/*.txt")]
    assert len(set(texts)) == len(texts) >= 30
    assert {path.stem for path in GOLD.glob("*/*.json")} == set(texts)


def test_a_third_of_the_texts_is_not_read_by_who_writes_rules() -> None:
    unread = [path for path in TEXTS.values() if path.parent.name != "open"]
    assert 0.33 <= len(unread) / len(TEXTS) <= 0.4


@pytest.mark.parametrize("trait", ["kind", "noise"])
def test_what_is_measured_unseen_occurs_among_the_open_texts_too(trait: str) -> None:
    traits: dict[str, set[str]] = defaultdict(set)
    for stem, path in TEXTS.items():
        gold = gold_of(stem)
        traits[path.parent.name].add(gold.get(trait) or gold["document"][trait])
    assert traits["held_out"] | traits["second_sight"] <= traits["open"]


@each_text
def test_gold_has_every_key(stem: str) -> None:
    gold = gold_of(stem)
    assert set(gold) - {"identity_evidence"} == SCORED | FURTHER
    assert gold["noise"] in ("clean", "light", "heavy")
    DocumentIdentity.model_validate(gold["document"])


@each_text
def test_what_is_quoted_stands_in_the_text_to_the_letter(stem: str) -> None:
    text = text_of(stem)
    for row in rows_of(gold_of(stem)):
        quoted = [row.get("quote"), row.get("text"), row.get("condition"), *row.get("aka", ())]
        assert [quote for quote in quoted if quote and quote not in text] == []
        assert any(quoted)


@pytest.mark.parametrize("stem", [stem for stem in TEXTS if "identity_evidence" in gold_of(stem)])
def test_what_is_quoted_stands_where_its_row_says(stem: str) -> None:
    gold, text = gold_of(stem), text_of(stem)
    told = {field for field in ("year", "published", "title") if gold["document"].get(field)}
    assert set(gold["identity_evidence"]) >= told
    for row in [*rows_of(gold), *gold["identity_evidence"].values()]:
        assert text[row["start"] : row["end"]] == row.get("text", row.get("quote"))


@each_text
def test_a_citation_stands_in_its_line(stem: str) -> None:
    assert all(row["text"] in row["quote"] for row in gold_of(stem)["references"])


@each_text
def test_what_a_row_says_is_of_the_fixed_kinds(stem: str) -> None:
    gold = gold_of(stem)
    themes = [row["theme"] for row in rows_of(gold) if row.get("theme")]
    assert [theme for theme in themes if theme not in list(Theme)] == []
    assert all(row["kind"] in list(CommitmentKind) for row in gold["commitments"])
    assert all(row["status"] in list(CommitmentStatus) for row in gold["commitments"])
    assert all(row["stance"] in list(Stance) for row in gold["responses"])


@each_text
def test_codes_are_written_in_one_form(stem: str) -> None:
    gold = gold_of(stem)
    codes = [row["code"] for row in rows_of(gold) if "code" in row]
    codes += [code for row in rows_of(gold) for code in row.get("codes", ())]
    assert [code for code in codes if not CODE.fullmatch(code)] == []


@each_text
def test_dates_and_deadlines_are_edtf(stem: str) -> None:
    gold = gold_of(stem)
    deadlines = [row["due"] for row in gold["commitments"] if row["due"]]
    for date in [*deadlines, *(row["edtf"] for row in gold["dates"])]:
        valid_edtf(date)


@each_text
def test_who_acts_is_among_the_organisations(stem: str) -> None:
    gold = gold_of(stem)
    named = {row["name"] for row in gold["organisations"]}
    assert {actor for row in gold["commitments"] for actor in row["actors"]} <= named


@each_text
def test_mentions_are_of_recommendations_that_the_register_knows(stem: str) -> None:
    gold = gold_of(stem)
    for row in [*gold["mentions"], *gold["not_mentions"]]:
        assert (row["code"], row["theme"]) in lettered()


@each_text
def test_a_mention_does_without_the_number(stem: str) -> None:
    for row in gold_of(stem)["mentions"]:
        paragraph, _, letter = row["code"].partition("(")
        number = rf"\b{paragraph}[\s.(]*{letter[:1]}\b" if paragraph else rf"\[{letter[:1]}\]"
        assert not re.search(number, row["quote"], re.IGNORECASE)


@each_text
def test_no_text_was_written_after_a_training_text_or_a_sample(stem: str) -> None:
    assert runs(text_of(stem)) & others() == set()


@lru_cache
def lettered() -> frozenset[tuple[str, str]]:
    with REGISTER.open(encoding="utf-8", newline="") as file:
        entries = [row for row in csv.DictReader(file) if row["letter"]]
    return frozenset((f"{row['paragraph']}({row['letter']})", row["theme"]) for row in entries)


@lru_cache
def others() -> frozenset[str]:
    found: set[str] = set()
    for path in TRAINING.glob("*.jsonl"):
        lines = path.read_text(encoding="utf-8").splitlines()
        found |= runs(" ".join(json.loads(line).get("text", "") for line in lines))
    for path in SAMPLES.glob("*.json"):
        gold = json.loads(path.read_text(encoding="utf-8"))
        for row in rows_of(gold):
            found |= runs(row if isinstance(row, str) else row.get("quote", ""))
    return frozenset(found)


def runs(text: str) -> set[str]:
    """Return every run of eight words, whatever the case, the line breaks and the hyphens."""
    words = re.findall(r"\w+", re.sub(r"(\w)-\n(\w)", r"\1\2", text).casefold())
    return {" ".join(words[at : at + RUN]) for at in range(len(words) - RUN + 1)}
