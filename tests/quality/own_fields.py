"""Fields that the scorer of the annotation guide does not know, scored the same way.

Who is asked, on what condition, how a commitment stands, and passages that speak of a
recommendation in other words. Gold that says nothing of a field is not counted for it.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator

from tests.quality.gold_sets import Annotated, Records
from tests.quality.score import best_match, name_key, same_span, tokens

Counts = Counter[str]
"""``right``, ``missed`` and ``wrong``."""


def own_figures(documents: Iterable[Annotated]) -> dict[str, Counts]:
    """Return the counts of each field, of the records that both sides have."""
    totals: dict[str, Counts] = {name: Counter() for name in _FIELDS}
    for document in documents:
        for name, counted in _FIELDS.items():
            totals[name].update(counted(document))
    return totals


def f1(counts: Counts) -> float | None:
    """Return the F1 of a field; none where there was nothing to find."""
    asked = 2 * counts["right"] + counts["missed"] + counts["wrong"]
    return 2 * counts["right"] / asked if asked else None


def _pairs(document: Annotated, record_type: str) -> Iterator[tuple[Records, Records]]:
    for gold in document.gold[record_type]:
        match = best_match(gold, document.found[record_type])
        if match is not None and not gold.get("optional"):
            yield gold, match


def _addressees(document: Annotated) -> Counts:
    counts: Counts = Counter()
    for gold, found in _pairs(document, "recommendations"):
        if "addressee" not in gold:
            continue
        wanted = {name_key(name) for name in gold["addressee"]}
        named = {name_key(name) for name in found.get("addressees") or ()}
        counts += _sets(wanted, named)
    return counts


def _statuses(document: Annotated) -> Counts:
    pairs = _pairs(document, "commitments")
    right = [gold["status"] == found["status"] for gold, found in pairs if "status" in gold]
    return Counter(right=sum(right), missed=right.count(False), wrong=right.count(False))


def _conditions(document: Annotated) -> Counts:
    counts: Counts = Counter()
    for gold, found in _pairs(document, "commitments"):
        if "condition" not in gold:
            continue
        wanted, told = gold["condition"], found.get("condition")
        same = bool(wanted and told) and bool(set(tokens(wanted)) & set(tokens(told)))
        counts += Counter(
            right=same, missed=bool(wanted) and not same, wrong=bool(told) and not same
        )
    return counts


def _mentions(document: Annotated) -> Counts:
    """What is optional in the gold, or cited there by its number, is neither missed nor wrong."""
    if "mentions" not in document.gold:
        return Counter()
    wanted = document.gold["mentions"]
    found = document.found["inferred_references"]
    cited = document.gold["references"]
    asked = [row for row in wanted if not row.get("optional")]
    missed = [row for row in asked if not any(_same(row, one) for one in found)]
    right = [one for one in found if any(_same(row, one) for row in wanted)]
    wrong = [one for one in found if one not in right and not any(_same(row, one) for row in cited)]
    return Counter(right=len(asked) - len(missed), missed=len(missed), wrong=len(wrong))


def _same(gold: Records, found: Records) -> bool:
    return bool(gold["code"] == found["code"] and same_span(found["quote"], gold["quote"]))


def _sets(wanted: set[str], named: set[str]) -> Counts:
    both = len(wanted & named)
    return Counter(right=both, missed=len(wanted) - both, wrong=len(named) - both)


_FIELDS: dict[str, Callable[[Annotated], Counts]] = {
    "addressees": _addressees,
    "statuses": _statuses,
    "conditions": _conditions,
    "inferred references": _mentions,
}
