"""The rules as data: one TOML file per noun, read once."""

import tomllib
from functools import cache
from importlib import resources
from typing import Any


@cache
def load_rules(noun: str) -> dict[str, Any]:
    """Return the rules of one noun, as they stand in ``rules/<noun>.toml``.

    Raises ``FileNotFoundError`` where the noun has no rules and
    ``tomllib.TOMLDecodeError``, which names the line, where they do not parse.
    """
    with resources.files(__name__).joinpath(f"{noun}.toml").open("rb") as file:
        return tomllib.load(file)
