"""The document's own title: a letter's subject, else the first line that is no letterhead."""

import re
from collections.abc import Iterator
from functools import cache
from itertools import islice, zip_longest

from extractors.clean import BREAK
from extractors.findings import Finding
from extractors.identity.printed_text import PrintedText, Stretch
from extractors.identity.rules import compile_pattern
from extractors.organisations.register import organisation_register
from extractors.rules import load_rules

_SEGMENT = re.compile(r"[^|·•]*[^|·•\s]")
_STOP = re.compile(r"[.!?:;][\"')]*\s*$")


def find_title(printed: PrintedText, text: str) -> tuple[str, Finding] | None:
    """Return the title and where it stands; none where the text begins without one.

    ``text`` is the clean text with its capitals.
    """
    for name in ("subject", "breadcrumb"):
        if match := _pattern(name).search(printed.text, *printed.zones["head"]):
            return _title(text, match.span("title"), f"title.{name}", 1.0)
    if line := next(_titles(printed), None):
        return _title(text, line, "title.first_line", 0.8)
    return None


def _title(text: str, place: Stretch, rule: str, confidence: float) -> tuple[str, Finding]:
    start, end = place
    finding = Finding(start=start, end=end, rule=rule, confidence=confidence)
    return " ".join(text[start:end].split()), finding


def _titles(printed: PrintedText) -> Iterator[Stretch]:
    rules = load_rules("identity")["title"]
    first = islice(printed.lines("head"), rules["lines"])
    lines = [_own_part(printed, line) for line in first if not _is_masthead(printed.text, line)]
    for line, below in zip_longest(lines, lines[1:]):
        text = printed.text[slice(*line)]
        if not _may_be_title(text):
            continue
        if _is_running_text(printed.text, line):
            return
        yield (line[0], below[1]) if below and _goes_on(printed.text, line, below) else line


def _is_masthead(text: str, line: Stretch) -> bool:
    return _pattern("masthead").fullmatch(text, *line) is not None


def _goes_on(text: str, line: Stretch, below: Stretch) -> bool:
    """``Jaarverslag 2018`` alone does not say whose; the line below it does."""
    is_alone = _pattern("alone").fullmatch(text, *line) is not None
    return is_alone and _may_be_title(text[slice(*below)]) and not _is_running_text(text, below)


def _own_part(printed: PrintedText, line: Stretch) -> Stretch:
    """``Rekening en vervolg · uitgave mei 2030`` has its title before the first dot."""
    start, end = line
    if before := _pattern("before").match(printed.text, start, end):
        start = before.end()
    segment = _SEGMENT.match(printed.text, start, end)
    return (start, segment.end()) if segment else (start, end)


def _is_running_text(text: str, line: Stretch) -> bool:
    rules = load_rules("identity")["title"]
    start = text.rfind(BREAK, 0, line[0]) + len(BREAK) if BREAK in text[: line[0]] else 0
    block = text[start : text.find(BREAK, line[1])]
    runs_on = len(block.split()) >= rules["sentence_words"] and _STOP.search(block)
    return bool(runs_on) and not _stands_above(block, rules["longest"])


def _stands_above(block: str, longest: int) -> bool:
    """A title may stand right above text without line ends: then its line is far shorter."""
    first, _, rest = block.partition("\n")
    return len(first) < longest < len(rest.partition("\n")[0]) and not _STOP.search(first)


def _may_be_title(text: str) -> bool:
    is_worded = re.search(r"[^\W\d]{2}", text) is not None
    is_letterhead = any(pattern.fullmatch(text) for pattern in _skipped())
    return is_worded and not is_letterhead and not organisation_register().resolve(text)


@cache
def _pattern(name: str) -> re.Pattern[str]:
    return compile_pattern(load_rules("identity")["title"][name])


@cache
def _skipped() -> tuple[re.Pattern[str], ...]:
    return tuple(compile_pattern(row) for row in load_rules("identity")["title"]["skip"])
