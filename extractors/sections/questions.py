"""Questions: which of the standing questions a line asks, in the words of whatever year."""

import re
from collections.abc import Iterator
from enum import StrEnum
from functools import cache

from rapidfuzz import fuzz

from extractors.rules import load_rules

_LONGEST = 200  # characters; the longest standing question with a remark in brackets
_FEWEST_WORDS = 4  # what is shorter than a sentence is too like too much
_SHORT = 5  # words; ``Wij vragen u.`` may head a list although it ends with a stop
_ALIKE = 88  # per cent; ``Beschrijf wat jullie nodig hebben …`` beside ``Beschrljf wat je …``
_JOINER = re.compile(
    r"^(?:en|dan|tot slot|ten slotte|vervolgens)[,:]?\s+(?=\w+\s)"
)  # En de eerste stap?
_NUMBER = re.compile(
    r"^(?:\d{1,2}[.)]?|[a-z][.)]|[-•–—*#]+)\s+|^(?:vraag|stap)\s+\d{1,2}\s*[:.]\s*", re.I
)


class Question(StrEnum):
    """What is asked above a line: the five standing questions, and their kin."""

    CHOSEN = "chosen"
    CHANCES = "chances"
    GOAL = "goal"
    NEEDS = "needs"
    FIRST_STEP = "first_step"
    TARGET = "target"
    ADVICE = "advice"
    AGREED = "agreed"
    OUTCOME = "outcome"


THEME_TABLE = frozenset(
    {Question.CHOSEN, Question.CHANCES, Question.GOAL, Question.NEEDS, Question.FIRST_STEP}
)
"""The five standing questions of a theme table."""


def question_of(line: str) -> Question | None:
    """Return the standing question that ``line`` asks, if it is one.

    It is known by a pattern, or by its likeness to a wording of an earlier year, so that a
    misread letter or one other word does no harm.
    """
    asked = bare(line)
    if not asked or len(asked) > _LONGEST:
        return None
    known = (q for q, pattern in _patterns("question") if pattern.fullmatch(asked))
    question = next(known, None) or _alike(asked)
    return None if question is Question.ADVICE and _is_statement(line) else question


def lead_in_question(line: str) -> Question | None:
    """Return what a paragraph asks that leads into a list (``Wij spreken af:``), if anything."""
    last_sentence = re.split(r"(?<=[.!?])\s+", line.strip().lower())[-1]
    return next((q for q, pattern in _patterns("lead_in") if pattern.search(last_sentence)), None)


def is_empty_answer(answer: str) -> bool:
    """Tell whether an answer leaves its question open (``Niet meer aan toegekomen.``)."""
    said = answer.strip().strip("()").lower()
    return any(pattern.fullmatch(said) for pattern in _empty())


def bare(line: str) -> str:
    """Return a line in lower case, without its number, its mark-up or a remark in brackets."""
    folded = _JOINER.sub("", _NUMBER.sub("", " ".join(line.lower().split())))
    folded = re.sub(r"\s*\([^)]*\)\s*$", "", folded)
    return folded.strip().rstrip(":;.…_ ").strip("'\"*_ ")


def _is_statement(line: str) -> bool:
    """``Wij pleiten ervoor dat gemeenten de borg voorschieten.`` asks it, and heads no list."""
    told = line.rstrip(" *_")
    return told.endswith(".") and not told.endswith("..") and len(told.split()) > _SHORT


def _alike(asked: str) -> Question | None:
    if len(asked.split()) < _FEWEST_WORDS:
        return None
    likeness, question = max(
        (fuzz.ratio(asked, wording, score_cutoff=_ALIKE), question)
        for question, wording in _wordings()
    )
    return question if likeness else None


@cache
def _patterns(kind: str) -> list[tuple[Question, re.Pattern[str]]]:
    return [
        (Question(rule["question"]), re.compile(rf"(?:{pattern})\??"))
        for rule in load_rules("sections")[kind]
        for pattern in rule["patterns"]
    ]


@cache
def _wordings() -> tuple[tuple[Question, str], ...]:
    return tuple(_worded())


def _worded() -> Iterator[tuple[Question, str]]:
    for rule in load_rules("sections")["question"]:
        for wording in rule.get("wordings", ()):
            yield Question(rule["question"]), wording


@cache
def _empty() -> list[re.Pattern[str]]:
    return [re.compile(pattern) for pattern in load_rules("sections")["empty"]["patterns"]]
