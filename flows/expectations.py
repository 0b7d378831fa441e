"""How much a document of each kind is expected to hold, as rows of the warehouse."""

import tomllib
from collections.abc import Iterator
from importlib import resources
from typing import Any

from schemas.document import DocumentKind


def expectation_rows() -> list[dict[str, Any]]:
    """Return the fewest and the most of each thing counted, from ``kinds/<kind>.toml``."""
    return [row for kind in DocumentKind for row in _rows(kind)]


def _rows(kind: DocumentKind) -> Iterator[dict[str, Any]]:
    text = resources.files("extractors.kinds").joinpath(f"{kind}.toml").read_text("utf-8")
    for counted, (at_least, at_most) in tomllib.loads(text)["expected"].items():
        yield {"kind": kind, "counted": counted, "at_least": at_least, "at_most": at_most}
