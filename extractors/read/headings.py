"""Which pieces of text are headings, by how they look and by what follows them.

A question that stands above a list is a heading too. In the theme tables of a dialogue
such a standing question comes back at every table, and its answer is no heading, however
short: ``Bepaal specifiek doel`` / ``Minder schoolwissels``.
"""

from collections import Counter
from collections.abc import Iterator, Sequence

from extractors.read.lines import letters_of
from extractors.read.markers import BULLETS
from extractors.read.pieces import Piece
from extractors.read.titles import (
    is_bare_label,
    is_label,
    is_lead_in,
    is_numbered,
    looks_like_heading,
    reads_as_title,
    wording,
)
from extractors.read.wrapping import breaks_off, ends_sentence, is_lower
from schemas.document import BlockKind

_STANDING_WORDS = 3
_FIRST = ("1.", "1)", "a.", "a)", "A.", "A)", "I.")
_CHAIN = 4  # so many short lines in a row are a list without marks
_HALF = 40  # characters
_PROSE = 80  # characters
_FAR = 3  # empty lines that part two slides
_NOT_TEXT = (BlockKind.FURNITURE, BlockKind.CAPTION)


def find_headings(pieces: Sequence[Piece]) -> frozenset[int]:
    """Return the indexes of those ``pieces`` that are headings."""
    return _HeadingFinder(pieces).find()


class _HeadingFinder:
    def __init__(self, pieces: Sequence[Piece]) -> None:
        self.pieces = pieces
        self.text = [i for i, piece in enumerate(pieces) if piece.kind not in _NOT_TEXT]
        titles = Counter(letters_of(wording(p)) for p in pieces if reads_as_title(p))
        self.repeated = {key for key, count in titles.items() if count > 1}
        self.openers: set[str] = set()  # standing questions that open the round of questions
        self.chapters: dict[str, bool] = {}  # whether the last of a style headed a chapter

    def find(self) -> frozenset[int]:
        strong: set[int] = set()
        weak: set[int] = set()
        standing = False  # whether a standing question governs this place
        for place, index in enumerate(self.text):
            standing = standing and not self._starts_afresh(place)
            if self._is_standing(place):
                if not standing:
                    self.openers.add(self._key(place))
                standing = True
                strong.add(index)
            elif self._is_strong(place):
                standing = False
                strong.add(index)
            elif self._is_weak(place, strong | weak) and not (standing and self._answers(place)):
                standing = False
                weak.add(index)
        return frozenset(strong | (weak - set(self._listed(weak))))

    def _answers(self, place: int) -> bool:
        """Tell whether a short line below a standing question answers it.

        It does not where the round of questions begins anew (``Tafel 4`` / ``Waar zit …?``)
        or running text follows at once (``Hoe verder`` / ``Op 20 mei …``).
        """
        piece, after = self.pieces[self.text[place]], self._piece(place + 1)
        if after is None or self._is_standing(place - 1):
            return True
        anew = self._is_standing(place + 1) and self._key(place + 1) in self.openers
        prose = not after.first.gap and len(after.text) >= _PROSE and not _is_item(after)
        return not (anew or prose or self._repeats(piece))

    def _key(self, place: int) -> str:
        return letters_of(wording(self.pieces[self.text[place]]))

    def _piece(self, place: int) -> Piece | None:
        return self.pieces[self.text[place]] if 0 <= place < len(self.text) else None

    def _is_standing(self, place: int) -> bool:
        piece, after = self._piece(place), self._piece(place + 1)
        if piece is None:
            return False
        asks = len(wording(piece).split()) >= _STANDING_WORDS or piece.text.endswith("?")
        opens = self._opens_run(place) or (after is not None and _is_item(after))
        return self._repeats(piece) and asks and opens and after is not None

    def _repeats(self, piece: Piece) -> bool:
        return reads_as_title(piece) and letters_of(wording(piece)) in self.repeated

    def _is_strong(self, place: int) -> bool:
        index = self.text[place]
        piece = self.pieces[index]
        numbered = is_numbered(piece) and self._heads_chapter(place)
        if looks_like_heading(piece) or is_bare_label(piece) or _is_underlined(self.pieces, index):
            return True
        return numbered or (is_label(piece) and self._opens_run(place))

    def _heads_chapter(self, place: int) -> bool:
        """Tell whether a numbered piece heads text rather than being an item of a list.

        Where one chapter is empty, its number tells: ``3. Rondvraag`` comes after ``2.``.
        """
        piece, before, after = (self._piece(place + step) for step in (0, -1, 1))
        assert piece is not None
        style = piece.first.style
        follows = self.chapters.get(style, False) and piece.first.marker not in _FIRST
        alone = all(near is None or near.first.style != style for near in (before, after))
        titled = reads_as_title(piece) and not is_lead_in(piece) and style != "bracket"
        self.chapters[style] = titled and after is not None and (alone or follows)
        return self.chapters[style]

    def _is_weak(self, place: int, headings: set[int]) -> bool:
        piece, before, after = (self._piece(place + step) for step in (0, -1, 1))
        if piece is None or after is None or piece.first.marker or not reads_as_title(piece):
            return False
        if is_lead_in(piece) or _is_unfinished(piece, self._below_note(place)):
            return False
        spaced = after.first.gap > 0 or len(after.lines) > 1
        below_heading = place > 0 and self.text[place - 1] in headings and spaced
        behind_text = before is not None and ends_sentence(before.lines[-1])
        above_text = behind_text and after.first.gap == 1 and len(after.lines) > 1
        above_list = _is_item(after) and (not after.first.gap or after.first.style in BULLETS)
        return self._opens_run(place) or below_heading or above_text or above_list

    def _below_note(self, place: int) -> Piece | None:
        """Return the next piece of running text, behind a footnote that may stand between."""
        later = (self.pieces[index] for index in self.text[place + 1 : place + 3])
        return next((piece for piece in later if piece.kind is None), None)

    def _opens_run(self, place: int) -> bool:
        """Tell whether the piece stands below an empty line, a heading or furniture."""
        index = self.text[place]
        first = self.pieces[index].first
        above = self.pieces[index - 1] if index else None
        return above is None or first.gap > 0 or first.new_page or above.kind in _NOT_TEXT

    def _starts_afresh(self, place: int) -> bool:
        """Tell whether a new slide or page begins: far below, or behind a logo."""
        index = self.text[place]
        first = self.pieces[index].first
        behind = index > 0 and self.pieces[index - 1].kind in _NOT_TEXT
        return first.gap >= _FAR or first.new_page or behind

    def _listed(self, weak: set[int]) -> Iterator[int]:
        """Yield all but the first of many short lines in a row: contents, notes on a wall."""
        chain: list[int] = []
        for place, index in enumerate(self.text):
            if index in weak and chain and not self._starts_afresh(place):
                chain.append(index)
            else:
                yield from chain[1:] if len(chain) >= _CHAIN else []
                chain = [index] if index in weak else []
        yield from chain[1:] if len(chain) >= _CHAIN else []


def _is_item(piece: Piece) -> bool:
    return piece.kind is None and piece.first.marker != ""


def _is_unfinished(piece: Piece, after: Piece | None) -> bool:
    """A long line before text in lower case is half a sentence."""
    if after is None:
        return False
    goes_on = is_lower(after.first) and not after.first.marker and len(piece.text) >= _HALF
    return goes_on or breaks_off(piece.lines[-1])


def _is_underlined(pieces: Sequence[Piece], index: int) -> bool:
    """A heading above a rule: ``Armoede`` / ``=======``."""
    below = pieces[index + 1].first if index + 1 < len(pieces) else None
    ruled = below is not None and not below.gap and below.text[:3] in ("===", "---")
    return ruled and reads_as_title(pieces[index]) and pieces[index].kind is None
