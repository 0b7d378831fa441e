"""What openings tell that were labelled before the rules were tried on them."""

import tomllib
from pathlib import Path

import pytest

from schemas.records import DocumentIdentity
from tests.identities import identified

CASES = tomllib.loads(Path("tests/cases/identity_first_sight.toml").read_text("utf-8"))["case"]
FIELDS = tuple(DocumentIdentity.model_fields)
TOLD = [
    pytest.param(case, field, id=f"{case['id']}-{field}")
    for case in CASES
    for field in FIELDS
    if field in case or field in case.get("silent", ())
]


@pytest.mark.parametrize(("case", "field"), TOLD)
def test_the_text_tells_it(case, field):
    doc = identified(case["text"])
    assert getattr(doc._.identity, field) == case.get(field), doc._.identity_evidence.get(field)
