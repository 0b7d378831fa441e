"""Extracting one document, without a warehouse."""

from pathlib import Path

from extractors.extraction import records_of
from extractors.masking import mask
from extractors.nlp import annotate
from extractors.people import private_people
from extractors.read.isolated import read_all
from flows.model import dutch_model
from flows.settings import Settings
from schemas.document import Unreadable
from schemas.records import Extraction


def extract_file(path: Path, settings: Settings) -> Extraction | Unreadable:
    """Read ``path`` and return its records; a file that cannot be read says why.

    The names of private people are masked unless the settings keep them.

    Raises ``SettingsError`` where the Dutch model is missing.
    """
    (outcome,) = read_all([(path, path.name)], workers=1)
    if isinstance(outcome, Unreadable):
        return outcome
    doc = annotate(outcome, dutch_model(settings.model))
    extraction = records_of(doc)
    return extraction if settings.keep_names else mask(outcome, extraction, private_people(doc))[1]
