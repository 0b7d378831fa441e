"""From a template to one HTML file that runs nothing but its own script.

Document text is hostile: Jinja escapes all of it, and the page's own policy forbids every
script, style and address but those that are written here.
"""

import base64
import hashlib
import re
import tomllib
from functools import cache
from importlib.resources import files
from typing import Any

import jinja2

from warehouse.words import words_of_values

# Marks that turn the direction of writing, and control characters: they could hide text.
_ACTING = re.compile(
    "[\\x00-\\x08\\x0b-\\x1f\\x7f-\\x9f\\u061c\\u200e\\u200f\\u202a-\\u202e\\u2066-\\u2069]"
)


def render(name: str, *, connects: bool = False, **context: Any) -> str:
    """Return the page ``name``: what its template makes of ``context``.

    The page carries its script and style, and the hashes that alone let them run. Only where
    it ``connects`` may its script talk, and to nobody but the server that it came from.
    """
    code, look = _source(f"{name}.js"), _source("page.css") + _source(f"{name}.css")
    policy = f"default-src 'none'; img-src data:; script-src {_hash(code)}; style-src {_hash(look)}"
    policy += "; connect-src 'self'" if connects else ""
    page = _environment().get_template(f"{name}.html")
    return page.render(script=code, style=look, policy=policy, **context)


def words(language: str) -> dict[str, Any]:
    """Return what pages say in ``language``, ``nl`` or ``en``: tables of words by key.

    Those of the values that the warehouse holds stand under ``value``, by column.
    """
    tables: dict[str, Any] = {
        table: {key: told[language] for key, told in entries.items()}
        for table, entries in _words().items()
    }
    return tables | {"value": words_of_values(language)}


def shown(text: str) -> str:
    """Return ``text`` with what acts on a reader's eye, but cannot be seen, made visible."""
    return _ACTING.sub(lambda found: f"⟨{ord(found[0]):04X}⟩", text)


def _hash(content: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(content.encode()).digest()).decode()}'"


@cache
def _source(name: str) -> str:
    return (files(__package__) / "templates" / name).read_text("utf-8")


@cache
def _words() -> dict[str, dict[str, dict[str, str]]]:
    return tomllib.loads((files(__package__) / "words.toml").read_text("utf-8"))


@cache
def _environment() -> jinja2.Environment:
    environment = jinja2.Environment(
        loader=jinja2.FunctionLoader(_source),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["shown"] = shown
    return environment
