"""Boxes on a page: what a box frames is read together, as on a slide or in a sidebar."""

from collections.abc import Iterator, Sequence
from itertools import count

from extractors.read.columns import Row, Word, in_reading_order
from extractors.read.drawing import Bounds

_NARROWEST = 50.0  # points
_LOWEST = 25.0
_LARGEST = 0.6  # of what all words cover; a larger box frames the page
_FEWEST_ROWS = 2  # of words; a box around one line is a label
_RIM = 2.0  # points that letters may stand over the edge


def by_box(words: Sequence[Word], shapes: Sequence[Bounds]) -> Iterator[tuple[int, Row]]:
    """Yield the rows of words as they are read, each with the number of its run of text.

    A box comes after what stands above it; one that stands beside running text, such as a
    sidebar, comes after that text.
    """
    runs = count()
    for region in _regions(words, shapes):
        numbers: dict[int, int] = {}
        for run, row in in_reading_order(region):
            if run not in numbers:
                numbers[run] = next(runs)
            yield numbers[run], row


def _regions(words: Sequence[Word], shapes: Sequence[Bounds]) -> Iterator[list[Word]]:
    boxes = _framing(words, shapes)
    loose = [word for word in words if not any(_frames(box, word) for box in boxes)]
    above = [box for box in boxes if not any(_beside(box, word) for word in loose)]
    for box in above:
        yield [word for word in loose if word.bottom <= box[1] + _RIM]
        loose = [word for word in loose if word.bottom > box[1] + _RIM]
        yield [word for word in words if _frames(box, word)]
    yield loose
    for box in boxes:
        if box not in above:
            yield [word for word in words if _frames(box, word)]


def _framing(words: Sequence[Word], shapes: Sequence[Bounds]) -> list[Bounds]:
    """Return the boxes that frame lines of their own, and none within each other, in order."""
    found: list[Bounds] = []
    for box in sorted(set(shapes), key=_area, reverse=True):
        inside = [word for word in words if _frames(box, word)]
        apart = not any(_overlap(box, other) for other in found)
        if apart and _is_box(box, words) and len(list(in_reading_order(inside))) >= _FEWEST_ROWS:
            found.append(box)
    return sorted(found, key=lambda box: (round(box[1] / _LOWEST), box[0]))


def _is_box(box: Bounds, words: Sequence[Word]) -> bool:
    left, top = min(word.x0 for word in words), min(word.top for word in words)
    right, bottom = max(word.x1 for word in words), max(word.bottom for word in words)
    large = _area(box) > _LARGEST * _area((left, top, right, bottom))
    cut = any(_touches(box, word) and not _frames(box, word) for word in words)
    return box[2] - box[0] > _NARROWEST and box[3] - box[1] > _LOWEST and not (large or cut)


def _area(box: Bounds) -> float:
    return (box[2] - box[0]) * (box[3] - box[1])


def _overlap(box: Bounds, other: Bounds) -> bool:
    across = min(box[2], other[2]) - max(box[0], other[0])
    return across > _RIM and min(box[3], other[3]) - max(box[1], other[1]) > _RIM


def _touches(box: Bounds, word: Word) -> bool:
    return _overlap(box, (word.x0, word.top, word.x1, word.bottom))


def _frames(box: Bounds, word: Word) -> bool:
    across = box[0] - _RIM <= word.x0 and word.x1 <= box[2] + _RIM
    return across and box[1] - _RIM <= word.top and word.bottom <= box[3] + _RIM


def _beside(box: Bounds, word: Word) -> bool:
    return word.top < box[3] and word.bottom > box[1]
