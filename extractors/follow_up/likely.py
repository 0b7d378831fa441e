"""Likely promises: too unsure to be commitments, unless a later document tells what came of them.

``CoMensha richt een chatlijn in`` may promise or describe; the report that the chat line opened
in May settles it.
"""

import re
from collections.abc import Iterator
from functools import cache

from spacy.tokens import Doc

from extractors.findings import found
from extractors.passages import Passage, has_verb
from extractors.rules import load_rules
from extractors.sections import Question, is_empty_answer
from schemas.document import BlockKind, DocumentKind

_NO_PROSE = (BlockKind.HEADING, BlockKind.TABLE)
_RECORDS = ("commitments", "recommendations", "responses")
_FEWEST = 4  # words that say who does what


def likely_promises(doc: Doc) -> Iterator[Passage]:
    """Yield the passages of ``doc`` that may promise, and are no record yet, in their order."""
    if doc._.identity.kind is DocumentKind.EVENT_PROGRAMME:
        return
    records = {finding.start for noun in _RECORDS for finding in found(doc, noun)}
    for passage in doc._.passages:
        if passage.start in records or not _is_prose(passage) or not _may_promise(passage):
            continue
        if has_verb(doc, passage):
            yield passage


def _is_prose(passage: Passage) -> bool:
    is_said = len(passage.text.split()) >= _FEWEST
    return is_said and passage.block.kind not in _NO_PROSE and not passage.section.columns


def _may_promise(passage: Passage) -> bool:
    rules, judgement = load_rules("follow_up")["likely"], passage.judgement
    if judgement.commitment < rules["least"] or judgement.recommendation >= rules["advice"]:
        return False
    is_past = passage.question is Question.AGREED or is_empty_answer(passage.text)
    return not is_past and not _silent().search(passage.text.lower())


@cache
def _silent() -> re.Pattern[str]:
    return re.compile("|".join(load_rules("follow_up")["likely"]["silent"]))
