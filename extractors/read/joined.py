"""Two documents as one: a message and what is attached to it."""

from schemas.document import Document, FileState, Grade, Unreadable

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
    pages = [
        page.model_copy(
            update={
                "number": page.number + before,
                "start": page.start + shift,
                "end": page.end + shift,
            }
        )
        for page in second.pages
    ]
    blocks = [block.model_copy(update={"page": block.page or 1}) for block in first.blocks]
    blocks += [
        block.model_copy(
            update={
                "page": (block.page or 1) + before,
                "start": block.start + shift,
                "end": block.end + shift,
            }
        )
        for block in second.blocks
    ]
    return first.model_copy(
        update={
            "text": text + second.text,
            "pages": (*first.pages[:-1], last, *pages),
            "blocks": tuple(blocks),
        }
    )
