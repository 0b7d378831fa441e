"""The Dutch date grammar: which expressions of a text can name a date, and what they say.

An expression is read as it is written; ``extractors.dates.years`` finds the year that it leaves
out. The patterns and words stand in ``rules/dates.toml``.
"""

import calendar
import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass

from extractors.dates.vocabulary import beginnings, compiled, date_rules, number_of
from extractors.rules import load_rules

_AS_DIGITS = str.maketrans("LIO", "110")  # per l april 202l
_LEAP_YEAR = 2000
_CENTURY_TURN = 70  # '69 is 2069, '70 is 1970
_QUARTERS = 32  # EDTF: the first quarter is 33
_LONGEST_STRETCH = 60  # years
_BETWEEN = 12  # characters: tussen de


@dataclass(frozen=True)
class Point:
    """A point of the calendar as far as it is named; a unit is a month, season or quarter."""

    year: int | None = None
    unit: int | None = None
    day: int | None = None

    @property
    def is_quarter(self) -> bool:
        """Whether the point is a quarter of a year."""
        return self.unit is not None and self.unit > _QUARTERS

    def exists(self, year: int) -> bool:
        """Whether the point is on the calendar of ``year``: 29 februari is so in leap years."""
        return (self.unit, self.day) != (2, 29) or calendar.isleap(self.year or year)

    def edtf(self, year: int | None = None) -> str:
        """Return the point as EDTF, in ``year`` where it names none itself."""
        parts = [f"{self.year or year:04}"]
        parts += [f"{part:02}" for part in (self.unit, self.day) if part is not None]
        return "-".join(parts)


@dataclass(frozen=True)
class Expression:
    """Words that name one or more points, or with ``is_stretch`` the first and last of a stretch.

    ``start`` and ``end`` are half-open offsets in characters. ``relation`` says how a
    point without a year lies to the day of publication, such as ``last`` for 'jl.'.
    """

    start: int
    end: int
    rule: str
    points: tuple[Point, ...]
    is_stretch: bool = False
    relation: str | None = None

    @property
    def has_year(self) -> bool:
        """Whether the expression names its year itself."""
        return self.points[0].year is not None


def expressions(text: str) -> Iterator[Expression]:
    """Yield the date expressions of ``text`` in order; none overlaps another."""
    position = 0
    while begin := beginnings().search(text, position):
        position = begin.end()
        if not begin["skip"] and (expression := _expression(text, begin.start())):
            position = max(position, expression.end)
            yield expression


def _expression(text: str, start: int) -> Expression | None:
    for rule in date_rules():
        if match := rule.match(text, start):
            try:
                return _read(rule.id, match)
            except ValueError:  # no date of the calendar: 31-02-2024, 12/18, 2011/93
                continue
    return None


def _read(rule: str, match: re.Match[str]) -> Expression:
    said = {name: words.lower() for name, words in match.groupdict().items() if words}
    points = _points(said)
    return Expression(
        match.start(),
        match.end(),
        rule,
        points,
        len(points) == 2 and _is_stretch(match, said),
        _relation(said),
    )


def _points(said: dict[str, str]) -> tuple[Point, ...]:
    year = _year(said["year"]) if "year" in said else None
    if "until" in said:
        return _years(year or 0, said["until"])
    if "half" in said:
        first = 1 if _number(said["half"]) == 1 else 7
        return Point(year, first), Point(year, first + 5)
    if "named" in said:
        month, day = load_rules("dates")["named_days"][said["named"]].split("-")
        return (Point(year, int(month), int(day)),)
    if "quarters" in said:
        return tuple(Point(year, _QUARTERS + (n if n > 0 else 4)) for n in _list(said["quarters"]))
    if "season" in said:
        return (Point(year, number_of("seasons", said["season"])),)
    if "month" in said:
        return _days(year, _month(said["month"]), said.get("days"))
    return (Point(year),)


def _days(year: int | None, month: int, days: str | None) -> tuple[Point, ...]:
    for day in (numbers := _list(days or "")):
        dt.date(year or _LEAP_YEAR, month, day)  # raises ValueError for 31 juni
    return tuple(Point(year, month, day) for day in numbers) or (Point(year, month),)


def _years(first: int, until: str) -> tuple[Point, ...]:
    """``2018/'19`` and ``2015-2020`` are stretches; ``2011/93`` and ``2024-12`` are none."""
    digits = until.lstrip("'")
    last = int(str(first)[: 4 - len(digits)] + digits)
    most = _LONGEST_STRETCH if len(digits) == len(str(first)) else 1
    if not first < last <= first + most:
        raise ValueError(f"no years in order: {first} and {until}")
    return Point(first), Point(last)


def _is_stretch(match: re.Match[str], said: dict[str, str]) -> bool:
    listed = said.get("days", "") + said.get("quarters", "")
    dash = "until" in said or "half" in said or compiled("{until}").search(listed)
    return bool(dash) or follows_between(match.string, match.start())


def follows_between(text: str, start: int) -> bool:
    """Tell whether ``tussen`` stands before ``start``: what ``en`` joins is then one stretch."""
    lead = text[max(0, start - _BETWEEN) : start]
    return bool(compiled(load_rules("dates")["links"]["between"]).search(lead))


def _relation(said: dict[str, str]) -> str | None:
    rules = load_rules("dates")
    for group, table in (
        ("tail", "relative_after"),
        ("tail_year", "relative_years"),
        ("lead", "relative_before"),
    ):
        if group in said:
            return str(rules[table][" ".join(said[group].split())])
    return None


def _list(words: str) -> list[int]:
    return [
        _number(match[0]) for match in compiled(r"(?<!\w)(?:{day}|{cardinals})").finditer(words)
    ]


def _number(word: str) -> int:
    digits = re.fullmatch(r"([\dlio]+)(?:e|ste|de)?", word)
    if digits:
        return int(_as_digits(digits[1]))
    return number_of("cardinals" if word in load_rules("dates")["cardinals"] else "ordinals", word)


def _as_digits(misread: str) -> str:
    return misread.upper().translate(_AS_DIGITS)


def _month(word: str) -> int:
    return int(word) if word.isdigit() else number_of("months", word)


def _year(word: str) -> int:
    digits = _as_digits(word.strip("' "))
    if len(digits) == 4:
        return int(digits)
    return int(digits) + (2000 if int(digits) < _CENTURY_TURN else 1900)
