"""Addressees: who is asked to act, as canonical names or as groups such as ``gemeenten``."""

from spacy.tokens import Doc

from extractors.passages import Passage


def addressees_of(doc: Doc, passage: Passage) -> tuple[str, ...]:
    """Return who is asked in ``passage``, in the order of the text; none where nobody is named."""
    return ()
