"""The words by which a response tells what was asked, and where its answer begins."""

import re
from functools import cache, partial

from extractors.rules import load_rules, rule_pattern

_pattern = partial(rule_pattern, "exchanges")


def number_of(line: str) -> str | None:
    """Return the number that a line gives to a recommendation: ``3`` of ``Aanbeveling 3: …``."""
    ways = (_pattern("numbered", way).search(line.lower()) for way in ("pattern", "bracketed"))
    return next((match["number"] for match in ways if match), None)


def label_length(sentence: str) -> int:
    """Return how many characters the label before an answer takes; 0 without one."""
    match = _pattern("label", "opening").search(sentence.lower())
    return match.end() if match else 0


def head_length(line: str, *, is_item: bool) -> int:
    """Return where the answer begins in ``Een nachtbus: die rijdt al``; 0 for no such line.

    Any item of a list may have a head; elsewhere it must name what it is (``Het voorstel om …``)
    or be a phrase.
    """
    head, colon, tail = line.partition(": ")
    has_answered = fits("answering", "first_person", head)
    if not colon or len(tail) < 3 or has_answered:
        return 0
    is_head = is_item or any(fits("head", key, head) for key in ("pattern", "phrase"))
    return len(head) + len(colon) if is_head else 0


def answers(sentence: str) -> bool:
    """Tell whether who answers speaks in ``sentence``."""
    return fits("answering", "speakers", sentence)


def tells(sentence: str) -> bool:
    """Tell whether ``sentence`` tells what someone else asks: ``U vraagt om een zwembad``."""
    words = sentence.lower()
    if any(pattern.search(words) for pattern in _telling("outright")):
        return True
    spoken = (*_telling("patterns"), *_telling("agreeing"))
    return not answers(words) and any(pattern.search(words) for pattern in spoken)


def agrees(sentence: str) -> bool:
    """Tell whether what is asked is told as one's own view: ``Zoals u schrijft, is … nodig``."""
    return any(pattern.search(sentence.lower()) for pattern in _telling("agreeing"))


def names_anew(sentence: str) -> bool:
    """Tell whether ``sentence`` names what it answers, or whom, for the first time."""
    speaks_of_issuer = answers(sentence) and fits("naming", "issuer", sentence)
    return speaks_of_issuer or fits("naming", "anew", sentence)


def count_of(sentence: str) -> int:
    """Return how many things ``sentence`` asks: two in ``om te tellen en om te melden``."""
    return 1 + len(_pattern("several", "pattern").findall(sentence.lower()))


def asks_for_stance(question: str) -> bool:
    """Tell whether a question of parliament is about what someone recommends."""
    return fits("question", "pattern", question) and not fits("question", "knowing", question)


def fits(table: str, key: str, line: str) -> bool:
    """Tell whether a pattern of ``rules/exchanges.toml`` is found in ``line``."""
    return bool(_pattern(table, key).search(line.lower()))


def is_column(key: str, cell: str) -> bool:
    """Tell whether ``cell`` heads the column of what was ``asked``, or of the ``answer``."""
    return bool(_pattern("columns", key).fullmatch(cell.lower().strip(" :.*")))


@cache
def _telling(key: str) -> list[re.Pattern[str]]:
    return [re.compile(pattern) for pattern in load_rules("exchanges")["telling"][key]]
