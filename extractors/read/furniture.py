"""Furniture: what stands on a page but is no part of its text.

Page numbers, running heads, addresses of web pages, the dress of a web page and logos that
stand on every slide. A question or heading repeats too, for good reason: what introduces
text of its own each time it stands there is never furniture.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache
from itertools import pairwise

from rapidfuzz import fuzz

from extractors.read.lines import Line, letters_of
from extractors.read.markers import HEADING
from extractors.read.wrapping import ends_sentence, is_lower
from extractors.rules import load_rules
from schemas.document import BlockKind

_OFTEN = 3  # times that a line stands in a document before it can be a logo
_LONGEST = 75  # characters of a running head or logo
_LONGEST_RUN = 3  # lines of running head between two pages
_SHORTEST = 3  # letters
_LONG = 8  # letters of a line that is compared with others
_NAME = 12  # letters of a name that is found again within a line
_LOGOS = 100  # different lines that are looked for in misread form
_LONGEST_LOGO = 4  # lines in a run of which a logo is one
_SAME = 88  # likeness of two lines that OCR may have read differently


def mark_furniture(lines: Sequence[Line]) -> tuple[Line, ...]:
    """Return ``lines`` with those that are furniture or captions told apart.

    Of a logo or running head whose words stand nowhere else, the first one is kept as a
    caption: the name of an organisation there may be its only mention.
    """
    heads = {i for i, line in enumerate(lines) if line.kind is BlockKind.FURNITURE}
    lines = [_worded(line) for line in lines]
    _put(BlockKind.FURNITURE, lines, set(_page_numbers(lines)))
    logos = set(_logos(lines))
    _put(BlockKind.CAPTION, lines, set(_beside_logos(lines, logos)))
    _put(BlockKind.FURNITURE, lines, logos)
    for find in (_interruptions, _running_heads):
        _put(BlockKind.FURNITURE, lines, set(find(lines)))
    return tuple(_spare_first(lines, logos | heads))


def _put(kind: BlockKind, lines: list[Line], indexes: set[int]) -> None:
    for index in indexes:
        lines[index] = replace(lines[index], kind=kind, marker="", style="")


def _worded(line: Line) -> Line:
    kind = line.kind or _by_wording(line)
    return line if kind is line.kind else replace(line, kind=kind)


def _by_wording(line: Line) -> BlockKind | None:
    if not any(c.isalnum() for c in line.text) or _matches("dress", line.text):
        return BlockKind.FURNITURE
    if _matches("caption", line.text):
        return BlockKind.CAPTION
    return None


def _page_numbers(lines: Sequence[Line]) -> Iterator[int]:
    """A number by itself; within a run of lines it is a cell of a table."""
    for index, line in enumerate(lines):
        alone = _starts_run(lines, index) or _ends_run(lines, index)
        if line.kind is None and alone and _matches("page_number", line.text):
            yield index


def _interruptions(lines: Sequence[Line]) -> Iterator[int]:
    """What stands alone between a line that breaks off and one that goes on in lower case.

    In a PDF it stands at the head of a page; at the foot of one, or of a column, half a
    paragraph may stand alone as well.
    """
    for start, end in _runs(lines):
        if lines[start].box is not None and not lines[start].new_page:
            continue
        before, after = _text_before(lines, start), _text_after(lines, end)
        short = end - start <= _LONGEST_RUN and all(_is_short(x) for x in lines[start:end])
        if short and before and after and not ends_sentence(before) and is_lower(after):
            touched = any(line.kind is BlockKind.FURNITURE for line in _around(lines, start, end))
            headed = any(_matches("numbered_head", line.text) for line in lines[start:end])
            if (touched or headed) and before.text[-1] not in ":?":
                yield from (i for i in range(start, end) if lines[i].kind is None)


def _running_heads(lines: Sequence[Line]) -> Iterator[int]:
    """A title with its page number, or a title that stands by one again and again."""
    titles = Counter(letters_of(line.text) for line in lines if _is_short(line))
    for start, end in _runs(lines):
        numbered = {i for i in range(start, end) if _is_numbered_head(lines, i)}
        if end - start <= _LONGEST_RUN:
            yield from numbered
        for index in range(start, end):
            titled = _is_short(lines[index]) and not ends_sentence(lines[index])
            repeats = titled and titles[letters_of(lines[index].text)] > 1
            if repeats and index not in numbered and _by_page_number(lines, index, numbered):
                yield index


def _is_numbered_head(lines: Sequence[Line], index: int) -> bool:
    line = lines[index]
    return line.kind is None and line.style != "number" and _matches("numbered_head", line.text)


def _by_page_number(lines: Sequence[Line], index: int, numbered: set[int]) -> bool:
    for near in (index - 1, index + 1):
        if near in numbered:
            return True
        if 0 <= near < len(lines) and _matches("page_number", lines[near].text):
            return lines[near].kind is BlockKind.FURNITURE
    return False


def _logos(lines: Sequence[Line]) -> Iterator[int]:
    """Short lines that stand in the document three times and more, and introduce nothing."""
    short = (range(a, b) for a, b in _runs(lines) if b - a <= _LONGEST_LOGO)
    may_repeat = [i for run in short for i in run if _may_repeat(lines[i])]
    keys = {i: letters_of(lines[i].text) for i in may_repeat}
    counts = _fuzzy_counts(Counter(key for key in keys.values() if len(key) >= _SHORTEST))
    often = {i for i, key in keys.items() if counts.get(key, 0) >= _OFTEN}
    often -= {i for i in often if i - 1 not in often and _goes_on(lines, i)}
    introductions = Counter(keys[i] for i in often if _introduces(lines, i, often))
    occurrences = Counter(keys[i] for i in often)
    for index in often:
        if introductions[keys[index]] * 2 < occurrences[keys[index]]:
            yield index


def _goes_on(lines: Sequence[Line], index: int) -> bool:
    """``… als vliegwiel voor inclusief / onderwijs``: the word ends a sentence here."""
    line = lines[index]
    return not _starts_run(lines, index) and is_lower(line) and not ends_sentence(lines[index - 1])


def _beside_logos(lines: Sequence[Line], logos: set[int]) -> Iterator[int]:
    """What stands among logos is one too, though it is there but once (``unicef``)."""
    names = {letters_of(lines[i].text) for i in logos}
    for group in _logo_groups(lines, logos):
        here = [i for i in group if i in logos]
        for index in group if len(here) > 1 else []:
            among = here[0] < index < here[-1]
            named = any(len(n) >= _NAME and n in letters_of(lines[index].text) for n in names)
            if index not in logos and (among or named):
                yield index


def _logo_groups(lines: Sequence[Line], logos: set[int]) -> Iterator[list[int]]:
    """Yield the runs of short lines, with whatever space between them, that hold a logo."""
    group: list[int] = []
    for index, line in enumerate(lines):
        if index in logos or (_may_repeat(line) and not line.new_page):
            group.append(index)
            continue
        yield group
        group = []
    yield group


def _may_repeat(line: Line) -> bool:
    unmarked = line.kind is None and not line.marker and line.style != HEADING
    return unmarked and _is_short(line) and line.text[-1] not in ".?:!"


def _fuzzy_counts(counts: Counter[str]) -> dict[str, int]:
    """Count each line together with those that OCR made of it (``kinderornbudsman``)."""
    common = [k for k, count in counts.most_common(_LOGOS) if count > 1 and len(k) >= _LONG]
    totals = dict(counts)
    for key in (key for key in counts if len(key) >= _LONG):
        for other in common:
            if other != key and fuzz.ratio(key, other) >= _SAME:
                totals[key] += counts[other]
                totals[other] += counts[key] if key not in common else 0
    return totals


def _introduces(lines: Sequence[Line], index: int, often: set[int]) -> bool:
    """Tell whether text of its own follows at once, on the same page.

    A question that runs over two lines comes back with both of them.
    """
    after = index + 1
    while after in often and not _starts_run(lines, after) and is_lower(lines[after]):
        after += 1
    if after == len(lines) or after in often:
        return False
    line = lines[after]
    return line.kind in (None, BlockKind.TABLE) and not line.new_page and line.gap < _OFTEN


def _spare_first(lines: Sequence[Line], logos: set[int]) -> Iterator[Line]:
    said = {letters_of(x.text) for x in lines if x.kind is not BlockKind.FURNITURE}
    text = "\n".join(said)
    for index, line in enumerate(lines):
        key = letters_of(line.text)
        named = len(key) >= _SHORTEST and not _matches("page_number", line.text)
        if index in logos and named and key not in said and key not in text:
            said.add(key)
            line = replace(line, kind=BlockKind.CAPTION)
        yield line


def _is_short(line: Line) -> bool:
    return len(line.text) <= _LONGEST


def _runs(lines: Sequence[Line]) -> Iterator[tuple[int, int]]:
    """Yield where each run of lines without an empty one between them begins and ends."""
    starts = [i for i in range(len(lines)) if _starts_run(lines, i)]
    yield from pairwise([*starts, len(lines)])


def _starts_run(lines: Sequence[Line], index: int) -> bool:
    return index == 0 or lines[index].gap > 0 or lines[index].new_page


def _ends_run(lines: Sequence[Line], index: int) -> bool:
    return index + 1 == len(lines) or _starts_run(lines, index + 1)


def _text_before(lines: Sequence[Line], index: int) -> Line | None:
    before = range(index - 1, -1, -1)
    return next((lines[i] for i in before if lines[i].kind is None), None)


def _text_after(lines: Sequence[Line], index: int) -> Line | None:
    after = range(index, len(lines))
    return next((lines[i] for i in after if lines[i].kind is None), None)


def _around(lines: Sequence[Line], start: int, end: int) -> Sequence[Line]:
    return lines[max(0, start - 1) : end + 1]


def _matches(what: str, text: str) -> bool:
    return any(pattern.fullmatch(text) for pattern in _patterns()[what])


@cache
def _patterns() -> dict[str, list[re.Pattern[str]]]:
    rules = load_rules("reading")
    furniture = rules["furniture"]
    sources = {
        "page_number": furniture["page_numbers"],
        "numbered_head": [furniture["numbered_head"]],
        "dress": [furniture["web_address"], *furniture["page_dress"]],
        "caption": rules["captions"]["patterns"],
    }
    flags = {what: re.NOFLAG if what == "caption" else re.IGNORECASE for what in sources}
    return {what: [re.compile(p, flags[what]) for p in found] for what, found in sources.items()}
