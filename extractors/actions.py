"""Actions: the clause of a commitment that tells what will be done, in its own words."""

from spacy.tokens import Doc

from extractors.action_tables import Column
from extractors.passages import Passage


def action_of(doc: Doc, passage: Passage) -> tuple[int, int] | None:
    """Return where the action stands in the clean text (half-open), if the passage tells it."""
    return passage.cell(Column.ACTION)
