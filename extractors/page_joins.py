"""Text that runs on over a page break: a paragraph or item that only furniture interrupts."""

from functools import cache

from extractors.rules import load_rules
from schemas.document import Block, BlockKind, Document

_TEXT = (BlockKind.PARAGRAPH, BlockKind.LIST_ITEM)
_ASIDE = (BlockKind.FURNITURE, BlockKind.CAPTION, BlockKind.FOOTNOTE)
_LONG = 60  # characters; what is shorter may be a line on a slide
_HYPHENS = "-\u00ad\u2010"
_CLOSING = ".!?:;…\"”’')]"


def whole_passages(document: Document) -> tuple[tuple[Block, ...], ...]:
    """Return the blocks of ``document``, those that make one passage together.

    ``… vraag ons niet om bon-``, a page number, ``netjes, en laat een kind …`` is one passage;
    what interrupts it follows. Furniture is left out.
    """
    passages: list[list[Block]] = []
    begun: list[Block] | None = None
    interrupted = False
    for block in document.blocks:
        if begun and block.kind in _ASIDE:
            interrupted = True
        elif begun and _runs_on(document.text, begun[-1], block, interrupted):
            begun.append(block)
            interrupted = False
            continue
        else:
            begun, interrupted = None, False
        if block.kind is not BlockKind.FURNITURE:
            passages.append([block])
            begun = passages[-1] if block.kind in _TEXT else begun
    return tuple(tuple(passage) for passage in passages)


def _runs_on(text: str, block: Block, after: Block, interrupted: bool) -> bool:
    if after.kind is not BlockKind.PARAGRAPH or not (interrupted or _on_new_page(block, after)):
        return False
    left, right = text[block.start : block.end].rstrip(), text[after.start : after.end]
    if not left or left[-1] in _CLOSING or _is_address(right):
        return False
    if breaks_off(left):
        return True
    return right[:1].islower() and len(left) >= _LONG


def _on_new_page(block: Block, after: Block) -> bool:
    return block.page is not None and after.page != block.page


def breaks_off(text: str) -> bool:
    """Tell whether ``text`` ends where no sentence can: within a word, or in ``van de``."""
    if text[-1] in _HYPHENS:
        return text[-2:-1].isalpha()
    words = text.split()
    return len(words) > 1 and words[-1] in _open_words()


def _is_address(text: str) -> bool:
    return text.startswith(("http", "www."))


@cache
def _open_words() -> frozenset[str]:
    return frozenset(load_rules("clean")["page_joins"]["open_words"])
