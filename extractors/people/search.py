"""The search for names: plain ones first, then what stands beside them."""

from spacy.tokens import Doc

from extractors.people.likely_names import beside, in_a_row, modelled, unlisted
from extractors.people.names import Name, apart
from extractors.people.plain_names import plain
from extractors.people.refusals import Refusals


def names_in(doc: Doc) -> list[Name]:
    """Return the names of people in ``doc``, in the order of the text, none over another.

    The register of first names finds most of them. The model adds full names of which it does
    not know the first, and the words around a name those that nobody knows: ``zegt Shurandy``.
    """
    refusals = Refusals(doc)
    certain = apart(plain(refusals))
    known = apart([*certain, *modelled(refusals), *unlisted(refusals)])
    return apart([*known, *in_a_row(refusals, known), *beside(refusals, known)])
