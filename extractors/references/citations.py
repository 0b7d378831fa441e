"""Citations: every place in a text that is spelled like a numbered recommendation.

25F, 17.A, 27b en c, 37a t/m 37c, paragraaf 36, onder e; aanbeveling 3; [i] and letter a.
Only the spelling counts here; whether a citation is meant is for ``references`` to judge.
Citations joined in one phrase form a chain: they are meant together or not at all.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from extractors.quick_patterns import QuickPattern, quick
from extractors.references.register import code_of
from extractors.rules import load_rules

_FIRST_DIGIT = str.maketrans("lI", "11")  # an OCR engine reads 17.A as l7.A
_LONGEST_RANGE = 30
_PLACE = r"\{([a-z_]+)\}"
_NUMBER_ALONE = ("numbered", "paragraph")
_LETTER_ALONE = ("led_letter", "worded_letter", "marked_letter", "listed_letter")


@dataclass(frozen=True)
class Citation:
    """One recommendation as cited, with half-open character offsets of what names it.

    In ``37a t/m 37c`` the middle one, 37(b), has the whole range as its place.
    """

    start: int
    end: int
    number: str | None
    letter: str | None

    @property
    def code(self) -> str:
        """The one form of the code: ``25(f)``, ``3`` or ``(i)``."""
        return code_of(self.number, self.letter)


@dataclass(frozen=True)
class Chain:
    """Citations joined in one phrase, and how the first is spelled."""

    citations: tuple[Citation, ...]
    spelling: str
    led: bool
    """A word such as *aanbeveling* or *paragraaf* stands before it."""

    @property
    def start(self) -> int:
        """Where the first citation begins."""
        return self.citations[0].start

    @property
    def end(self) -> int:
        """Where the last citation ends."""
        return self.citations[-1].end


def chains(text: str) -> Iterator[Chain]:
    """Yield the chains of citations of ``text`` in their order; they do not overlap.

    What looks like a citation and never is one (``lijn 25 F``, ``artikel 37 onder c``,
    ``%2F``) is left out.
    """
    blanked = _blanked(text)
    end = 0
    for spelling, head in _heads(blanked):
        if head.start("cited") >= end:
            chain = _chain(blanked, spelling, head)
            end = max(chain.end, *(head.end(part) for part in head.groupdict()))
            yield chain


def series_numbers(text: str) -> frozenset[str]:
    """Return the numbers under which the text counts something else (``items 25d en 27b``)."""
    series = _piece(load_rules("references")["series"]["pattern"]).findall(text)
    return frozenset(number for phrase in series for number in re.findall(r"\d+", phrase))


def _blanked(text: str) -> str:
    """The text with look-alikes made into one long word of the same length."""
    for pattern in _lookalikes():
        text = pattern.sub(lambda match: "_" * len(match[0]), text)
    return text


def _heads(text: str) -> list[tuple[str, re.Match[str]]]:
    found = [
        (spelling, match) for spelling, pattern in _spellings() for match in pattern.finditer(text)
    ]
    return sorted(found, key=lambda head: (head[1].start("cited"), -head[1].end("cited")))


def _chain(text: str, spelling: str, head: re.Match[str]) -> Chain:
    citations = [_citation(head, spelling)]
    while link := _next(text, citations[-1], spelling):
        citations.extend(link)
    led = bool(_piece("{lead}{between}$").search(text[: head.start("cited")][-80:]))
    return Chain(tuple(citations), spelling, led or spelling in ("numbered", "led_letter"))


def _citation(match: re.Match[str], spelling: str) -> Citation:
    groups = match.groupdict()
    number, letter = groups.get("number"), groups.get("letter")
    if spelling in _LETTER_ALONE:
        letter = letter or match["cited"]
    elif spelling in _NUMBER_ALONE:
        number = match["cited"]
    return Citation(
        match.start("cited"),
        match.end("cited"),
        number and number.translate(_FIRST_DIGIT),
        letter and letter.lower(),
    )


def _next(text: str, before: Citation, spelling: str) -> list[Citation]:
    """What the chain goes on with behind ``before``: one citation, or all of a range."""
    for kind in ("range", "also"):
        joint = _piece(load_rules("references")["chain"][kind]).match(text, before.end)
        after = joint and _joined(text, joint.end(), before, spelling)
        if after and kind == "also":
            return [after]
        if after and (between := _between(before, after)) is not None:
            return [*between, after]
    return []


def _joined(text: str, start: int, before: Citation, spelling: str) -> Citation | None:
    if spelling in _NUMBER_ALONE:
        number = _piece(load_rules("references")["chain"]["number"]).match(text, start)
        return number and Citation(start, number.end(), number[0], None)
    return _joined_code(text, start) or _joined_letter(text, start, before)


def _joined_code(text: str, start: int) -> Citation | None:
    coded = [
        (spelling, match)
        for spelling, pattern in _spellings()
        if spelling not in (*_NUMBER_ALONE, *_LETTER_ALONE)
        and (match := pattern.match(text, start))
    ]
    if not coded:
        return None
    spelling, longest = max(coded, key=lambda found: found[1].end())
    return _citation(longest, spelling)


def _joined_letter(text: str, start: int, before: Citation) -> Citation | None:
    letter = _piece(load_rules("references")["chain"]["letter"]).match(text, start)
    if not letter:
        return None
    closing = text[start - 1] in "([" and text[letter.end() : letter.end() + 1] in (")", "]")
    first, last = (start - 1, letter.end() + 1) if closing else (start, letter.end())
    return Citation(first, last, before.number, letter["letter"].lower())


def _between(first: Citation, last: Citation) -> list[Citation] | None:
    """The citations inside a range; None where the two are not the ends of one."""
    if first.number == last.number and first.letter and last.letter:
        codes = [(first.number, chr(n)) for n in range(ord(first.letter) + 1, ord(last.letter))]
        ordered = first.letter < last.letter
    elif first.letter or last.letter or not _whole(first, last):
        return None
    else:
        low, high = int(first.number or 0), int(last.number or 0)
        codes = [(str(n), "") for n in range(low + 1, high)]
        ordered = low < high
    if not ordered or len(codes) > _LONGEST_RANGE:
        return None
    return [Citation(first.start, last.end, number, letter or None) for number, letter in codes]


def _whole(*citations: Citation) -> bool:
    return all((citation.number or "").isdigit() for citation in citations)


@cache
def _spellings() -> tuple[tuple[str, QuickPattern], ...]:
    rules = load_rules("references")["spelling"]
    return tuple((rule["id"], quick(_piece(rule["pattern"]))) for rule in rules)


@cache
def _lookalikes() -> tuple[QuickPattern, ...]:
    rules = load_rules("references")
    return tuple(quick(_piece(rule["pattern"])) for rule in (*rules["lookalike"], rules["series"]))


@cache
def _piece(pattern: str) -> re.Pattern[str]:
    """Compile a pattern of the rules, with its pieces put in place."""
    rules = load_rules("references")
    pieces = {**rules["pieces"], "no_street": "|".join(rules["no_street"]["starts"])}
    while re.search(_PLACE, pattern):
        pattern = re.sub(_PLACE, lambda name: pieces[name[1]], pattern)
    return re.compile(pattern, re.IGNORECASE)
