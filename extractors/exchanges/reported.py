"""Reported answers: what a report tells of how those it advised take its recommendations.

An ombudsman or an audit office ends with ``Reacties op het concept``: ``De regio neemt
aanbeveling II over``. It sets off an answer by naming what it answers, or by a label.
"""

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from typing import Any

from spacy.tokens import Doc

from extractors.exchanges.exchange import Answer, Exchange, Form
from extractors.findings import found
from extractors.passages import Passage
from extractors.rules import load_rules, rule_pattern

_pattern = partial(rule_pattern, "exchanges", "reported")


def reported_exchanges(doc: Doc) -> list[Exchange]:
    """Return the exchanges that a report tells, below its first recommendation, in order."""
    first = min((finding.start for finding in found(doc, "recommendations")), default=None)
    below = (p for p in doc._.passages if first is not None and p.start > first)
    return [exchange for passage in below for exchange in _told_by(passage)]


def _told_by(passage: Passage) -> Iterator[Exchange]:
    label = _pattern("label").match(passage.text.lower())
    if label:
        answer = Answer(passage, passage.start + label.end())
        yield Exchange(Form.REPORTED, answers=[answer])
    elif _pattern("heading").search(passage.section.heading.lower()):
        yield from _cited_by(passage)


def _cited_by(passage: Passage) -> Iterator[Exchange]:
    """``Het neemt aanbeveling I over: het loket opent in mei`` answers before its colon."""
    clause = passage.text.partition(": ")[0]
    cited = _pattern("cited").search(clause.lower())
    if cited and not _pattern("author").search(clause.lower()):
        told = replace(passage, end=passage.start + len(clause), text=clause)
        yield Exchange(Form.REPORTED, _number(cited), answers=[Answer(told, told.start)])


def _number(cited: re.Match[str]) -> str | None:
    """``3`` of ``aanbeveling 3``, ``aanbeveling III`` and ``de derde aanbeveling``."""
    written = cited["number"] or cited["ordinal"]
    number: str | None = _rules()["numbers"].get(written, cited["number"])
    return number


def _rules() -> dict[str, Any]:
    return dict(load_rules("exchanges")["reported"])
