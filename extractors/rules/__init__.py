"""The rules as data: one TOML file per noun, read once."""

import re
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


@cache
def rule_pattern(noun: str, table: str, key: str) -> re.Pattern[str]:
    """Return the pattern that stands under ``key`` in a table of the rules of ``noun``."""
    return re.compile(load_rules(noun)[table][key])


@cache
def rule_patterns(noun: str, table: str, key: str) -> tuple[re.Pattern[str], ...]:
    """Return the patterns that are listed under ``key`` in a table of the rules of ``noun``."""
    return tuple(re.compile(pattern) for pattern in load_rules(noun)[table][key])
