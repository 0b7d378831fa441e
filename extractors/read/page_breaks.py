"""Text that runs on over the break between two pages or columns of a PDF: one piece, not two."""

from collections.abc import Sequence

from extractors.read.pieces import Piece
from extractors.read.wrapping import breaks_off, ends_sentence, is_lower
from schemas.document import BlockKind

_BETWEEN = (BlockKind.FURNITURE, BlockKind.FOOTNOTE, BlockKind.CAPTION)
_ALIKE = 1.12  # the size of the letters on one page against the other's, at most


def join_over_pages(pieces: Sequence[Piece]) -> tuple[Piece, ...]:
    """Return ``pieces`` with the halves joined of each that a break parts.

    What stands below the first half (notes, a page number) then comes before the joined piece,
    and the head of the next page behind it, so that no page number stands in a sentence.
    """
    joined: list[Piece] = []
    between: list[Piece] = []
    for piece in pieces:
        before = joined[-1] if joined else None
        if before is not None and piece.kind in _BETWEEN:
            between.append(piece)
            continue
        if before is not None and _goes_on(before, piece, bool(between)):
            page = before.lines[-1].page
            foot = [other for other in between if other.first.page == page]
            head = [other for other in between if other.first.page != page]
            joined[-1:] = [*foot, Piece(before.lines + piece.lines)]
            between = head
            continue
        joined += [*between, piece]
        between = []
    return (*joined, *between)


def _goes_on(before: Piece, piece: Piece, interrupted: bool) -> bool:
    last, first = before.lines[-1], piece.first
    if last.box is None or last.page is None or first.page is None:
        return False
    if first.page != last.page + 1 and not (interrupted and first.page == last.page):
        return False
    plain = before.kind is None and piece.kind is None and not piece.first.marker
    open_ended = breaks_off(last) or (is_lower(first) and not ends_sentence(last))
    return plain and open_ended and last.text[-1] != ":" and _look_alike(before, piece)


def _look_alike(before: Piece, piece: Piece) -> bool:
    large, small = sorted((before.lines[-1].size, piece.first.size), reverse=True)
    return large < small * _ALIKE and before.lines[-1].bold == piece.first.bold
