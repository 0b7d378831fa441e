"""Cases as data: what a domain expert can read and add to."""

import tomllib
from pathlib import Path
from typing import Any


def cases(noun: str) -> list[dict[str, Any]]:
    """Return the cases of one noun, as they stand in ``tests/cases/<noun>.toml``."""
    path = Path(__file__).parent / f"{noun}.toml"
    found: list[dict[str, Any]] = tomllib.loads(path.read_text(encoding="utf-8"))["case"]
    return found
