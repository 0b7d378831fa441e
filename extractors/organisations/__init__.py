"""Organisations: every body that a text names, by its canonical name.

First the register and names of it that were misread, then patterns for bodies that no
register lists, what the text itself defines, and last what the model proposes. Where
findings overlap, the longest stands.
"""

import re
from collections.abc import Iterator
from functools import cache

from spacy.language import Language
from spacy.tokens import Doc

from extractors.findings import found, keep
from extractors.organisations.context import Context
from extractors.organisations.definitions import defined, defined_names
from extractors.organisations.ministries import ministries
from extractors.organisations.misreadings import misread
from extractors.organisations.names import FoundOrganisation, Word, candidates, words_of
from extractors.organisations.patterns import patterned
from extractors.organisations.places import longest
from extractors.organisations.proposals import proposed
from extractors.provenance import evidence
from extractors.rules import load_rules
from schemas.records import OrganisationMention

__all__ = ["FoundOrganisation", "find", "organisations", "records"]

if not Doc.has_extension("identity"):
    Doc.set_extension("identity", default=None)


@Language.component("organisations")
def organisations(doc: Doc) -> Doc:
    """Find the organisations of ``doc``; names that changed are read by its year."""
    return keep(doc, "organisations", find(doc, getattr(doc._.identity, "year", None)))


def find(doc: Doc, year: int | None = None) -> list[FoundOrganisation]:
    """Return the organisations that ``doc`` names, in the order of the text.

    ``year`` decides between successive bodies of one name; without it the latest is meant.
    """
    text = doc.text
    words = words_of(text)
    context = Context(text)
    listed = longest(_registered(text, words, context, year))
    starts = {finding.start for finding in listed}
    named = longest(
        [
            *listed,
            *ministries(text, words, year),
            *_short(text),
            *misread(words, listed),
            *patterned(text, context, starts),
        ]
    )
    named = longest([*named, *defined(text, defined_names(text, named))])
    named = longest(proposed(doc, context, named), beside=named)
    return [f for f in named if not context.in_address(f.start, f.end)]


def records(doc: Doc) -> tuple[OrganisationMention, ...]:
    """Return the organisations of ``doc`` as records with evidence."""
    mentions = []
    for finding in found(doc, "organisations"):
        where = evidence(doc, finding)
        mentions.append(
            OrganisationMention(**where, name=finding.name, text=where["quote"], step=finding.step)
        )
    return tuple(mentions)


def _registered(
    text: str, words: list[Word], context: Context, year: int | None
) -> Iterator[FoundOrganisation]:
    for candidate in candidates(text, words, year):
        if context.means(candidate):
            step = candidate.name.kind.value
            yield FoundOrganisation(
                start=candidate.start,
                end=candidate.end,
                rule=f"organisations.{step}",
                name=candidate.name.organisation.name,
                step=step,
            )


def _short(text: str) -> Iterator[FoundOrganisation]:
    """``het Comité``, ``uw Kamer``: short ways that count where the document has the long one."""
    for pattern, document, name in _short_ways():
        if document.search(text):
            for match in pattern.finditer(text):
                start, end = match.span("name")
                rule = "organisations.short"
                yield FoundOrganisation(start=start, end=end, rule=rule, name=name, step="alias")


@cache
def _short_ways() -> tuple[tuple[re.Pattern[str], re.Pattern[str], str], ...]:
    return tuple(
        (re.compile(way["pattern"], re.MULTILINE), re.compile(way["document"]), way["name"])
        for way in load_rules("organisations")["short"]
    )
