"""Two documents as one: a message and what is attached to it."""

from typing import TypeVar

from schemas.document import Block, Document, FileState, Grade, Page, Unreadable

_Part = TypeVar("_Part", Block, Page)
_BREAK = "\n\n"


def join(first: Document, second: Document | Unreadable) -> Document:
    """Return ``first`` with the pages of ``second`` behind its own.

    Where ``second`` was not, or not wholly, read, the whole is partly read, and says why.
    """
    whole = _with_pages(first, second) if isinstance(second, Document) else first
    if isinstance(second, Document) and second.state is FileState.READ:
        reasons = second.grade_reasons
    else:
        whole = whole.model_copy(update={"state": FileState.PARTLY_READ, "reason": second.reason})
        reasons = (second.message,) if isinstance(second, Unreadable) else second.grade_reasons
    if not reasons:
        return whole
    told = (*whole.grade_reasons, *(f"{second.path}: {reason}" for reason in reasons))
    grade = Grade.POOR if whole.grade is Grade.POOR else Grade.FAIR
    return whole.model_copy(update={"grade": grade, "grade_reasons": told})


def _with_pages(first: Document, second: Document) -> Document:
    text = first.text.rstrip() + _BREAK
    shift, before = len(text), len(first.pages)
    last = first.pages[-1].model_copy(update={"end": shift})
    blocks = [block.model_copy(update={"page": block.page or 1}) for block in first.blocks]
    blocks += [_moved(block, shift, page=(block.page or 1) + before) for block in second.blocks]
    pages = (_moved(page, shift, number=page.number + before) for page in second.pages)
    return first.model_copy(
        update={
            "text": text + second.text,
            "pages": (*first.pages[:-1], last, *pages),
            "blocks": tuple(blocks),
        }
    )


def _moved(part: _Part, shift: int, **places: int) -> _Part:
    span = {"start": part.start + shift, "end": part.end + shift}
    return part.model_copy(update=span | places)
