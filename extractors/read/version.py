"""The version of the readers: a document that was read with another must be read again."""

import hashlib
from functools import cache
from importlib import resources
from importlib.metadata import version
from importlib.resources.abc import Traversable

from extractors.read.ocr import ocr_available
from extractors.rules import load_rules

_NO_CODE = ("__pycache__",)


@cache
def reading_version() -> str:
    """Return what a reading depends on beside the file: code, rules, libraries, scans."""
    parts = load_rules("reading_version")
    digest = hashlib.sha256()
    for name in [*parts["own"], *parts["shared"]]:
        package, _, within = name.partition("/")
        for path, content in _contents(resources.files(package) / within, name):
            digest.update(path.encode() + content)
    for library in parts["libraries"]:
        digest.update(f"{library} {version(library)}".encode())
    digest.update(str(ocr_available()).encode())
    return digest.hexdigest()[:12]


def is_of_readers(path: str) -> bool:
    """Whether nothing but readers depends on the file at ``path`` of this project's code."""
    return any(f"{path}/".startswith(f"{own}/") for own in load_rules("reading_version")["own"])


def _contents(entry: Traversable, path: str) -> list[tuple[str, bytes]]:
    if entry.is_file():
        return [(path, entry.read_bytes())]
    below = sorted(entry.iterdir(), key=lambda one: one.name)
    return [
        found
        for one in below
        if one.name not in _NO_CODE
        for found in _contents(one, f"{path}/{one.name}")
    ]
