"""Extracting one document, without a warehouse."""

from pathlib import Path

from extractors.extraction import extract
from extractors.nlp import load
from extractors.read.isolated import read_all
from flows.settings import Settings
from schemas.document import Unreadable
from schemas.records import Extraction


def extract_file(path: Path, settings: Settings) -> Extraction | Unreadable:
    """Read ``path`` and return its records; a file that cannot be read says why."""
    (outcome,) = read_all([(path, path.name)], workers=1)
    if isinstance(outcome, Unreadable):
        return outcome
    return extract(outcome, load(settings.model))
