"""The words and patterns of the date grammar, filled in and compiled from its rule file."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from extractors.rules import load_rules

_MAY_BE_TORN = 6  # letters: "ju ni" may be two words, "okto ber" is none
_CONTEXT = 45  # characters before an expression that a rule may look at
_PIECE = re.compile(r"\{([a-z_]+)\}")
_WORDS = (
    "months", "short_months", "seasons", "named_days", "ordinals", "cardinals",
    "relative_before", "relative_after", "relative_years",
)  # fmt: skip


@dataclass(frozen=True)
class DateRule:
    """One way to write a date: its pattern, and what must or must not stand around it."""

    id: str
    pattern: re.Pattern[str]
    before: re.Pattern[str] | None
    not_before: re.Pattern[str] | None
    after: re.Pattern[str] | None
    not_after: re.Pattern[str] | None

    def match(self, text: str, start: int) -> re.Match[str] | None:
        """Return the match of this rule that begins at ``start``, where its context fits."""
        match = self.pattern.match(text, start)
        return match if match and self._fits(text, *match.span()) else None

    def _fits(self, text: str, start: int, end: int) -> bool:
        lead = text[max(0, start - _CONTEXT) : start]
        return (
            (not self.before or bool(self.before.search(lead)))
            and (not self.not_before or not self.not_before.search(lead))
            and (not self.after or bool(self.after.match(text, end)))
            and (not self.not_after or not self.not_after.match(text, end))
        )


@cache
def date_rules() -> tuple[DateRule, ...]:
    """Return the rules of the grammar in the order in which they are tried."""
    return tuple(
        DateRule(
            id=rule["id"],
            pattern=compiled(rule["pattern"]),
            before=_context("before", rule.get("before")),
            not_before=_context("before", rule.get("not_before")),
            after=_context("after", rule.get("after")),
            not_after=_context("after", rule.get("not_after")),
        )
        for rule in load_rules("dates")["rules"]
    )


@cache
def beginnings() -> re.Pattern[str]:
    """Return the pattern of all places where a rule can begin; group ``skip`` has none."""
    beginning = load_rules("dates")["beginning"]
    return compiled(f"(?P<skip>{beginning['skip']})|{beginning['start']}")


@cache
def number_of(table: str, word: str) -> int:
    """Return the number that ``word`` has in ``table``; misread letters are tolerated.

    Raises ``ValueError`` where the table does not know the word.
    """
    for name, number in _numbers(table).items():
        if re.fullmatch(_tolerant(name), word.rstrip("."), re.IGNORECASE):
            return int(number)
    raise ValueError(f"no word of {table}: {word!r}")


@cache
def compiled(pattern: str) -> re.Pattern[str]:
    """Compile ``pattern`` with its pieces, such as ``{gap}``, filled in."""
    return re.compile(_filled(pattern), re.IGNORECASE)


def _filled(pattern: str) -> str:
    return _PIECE.sub(lambda piece: _filled(_pieces()[piece[1]]), pattern)


@cache
def _pieces() -> dict[str, str]:
    rules = load_rules("dates")
    words = {table: _either(map(re.escape, rules[table])) for table in _WORDS}
    misread = _either(map(_tolerant, rules["months"]))
    return {**rules["pieces"], **words, "full_month": misread}


def _numbers(table: str) -> dict[str, int]:
    rules = load_rules("dates")
    return {**rules[table], **(rules["short_months"] if table == "months" else {})}


def _tolerant(word: str) -> str:
    """A pattern for ``word`` as an OCR engine may read it: ``rnei``, ``0któber``, ``okto ber``."""
    lookalikes = load_rules("dates")["lookalikes"]
    letters = (lookalikes.get(letter, re.escape(letter)) for letter in word)
    return (" ?" if len(word) >= _MAY_BE_TORN else "").join(letters)


def _either(alternatives: Iterable[str]) -> str:
    longest_first = sorted(alternatives, key=len, reverse=True)
    return f"(?:{'|'.join(longest_first)})"


def _context(side: str, names: str | list[str] | None) -> re.Pattern[str] | None:
    if not names:
        return None
    cues = load_rules("dates")[side]
    listed = [cue for name in ([names] if isinstance(names, str) else names) for cue in cues[name]]
    return right_before(tuple(listed)) if side == "before" else _right_after(listed)


@cache
def right_before(cues: tuple[str, ...]) -> re.Pattern[str]:
    """Compile what finds one of ``cues`` at the end of a text: 'in' ends 'of in', not 'begin'."""
    return re.compile(rf"(?:(?<!\w)|(?=\W)){_cues(cues)}\s*$", re.IGNORECASE)


@cache
def among(cues: tuple[str, ...]) -> re.Pattern[str]:
    """Compile what finds one of ``cues`` as a whole word."""
    return re.compile(rf"(?<!\w){_cues(cues)}(?!\w)", re.IGNORECASE)


def _right_after(cues: Iterable[str]) -> re.Pattern[str]:
    return re.compile(rf"\s*{_cues(cues)}", re.IGNORECASE)


def _cues(cues: Iterable[str]) -> str:
    return _either(_filled(cue).replace(" ", r"\s+") for cue in cues)
