"""Extracting one document, without a warehouse."""

from pathlib import Path

from extractors.extraction import extract
from extractors.read.isolated import read_all
from flows.model import dutch_model
from flows.settings import Settings
from schemas.document import Unreadable
from schemas.records import Extraction


def extract_file(path: Path, settings: Settings) -> Extraction | Unreadable:
    """Read ``path`` and return its records; a file that cannot be read says why.

    Raises ``SettingsError`` where the Dutch model is missing.
    """
    (outcome,) = read_all([(path, path.name)], workers=1)
    if isinstance(outcome, Unreadable):
        return outcome
    return extract(outcome, dutch_model(settings.model))
