"""Extracting one document, without a warehouse."""

from pathlib import Path

from extractors.extraction import records_of
from extractors.masked_paths import masked_path
from extractors.masking import mask
from extractors.nlp import annotate
from extractors.people import private_people
from extractors.read.isolated import read_all
from flows.model import dutch_model
from flows.registers import imported_rows
from flows.settings import Settings
from schemas.document import Document, Unreadable
from schemas.records import Extraction


def extract_file(path: Path, settings: Settings) -> tuple[Document, Extraction] | Unreadable:
    """Read ``path`` and return it with its records; a file that cannot be read says why.

    The names of private people are masked unless the settings keep them.

    Raises ``SettingsError`` where the Dutch model is missing.
    """
    name = path.name if settings.keep_names else masked_path(path.name)
    (document,) = read_all([(path, name)], workers=1)
    if isinstance(document, Unreadable):
        return document
    imported = imported_rows(settings.at(settings.warehouse_for(settings.raw)))
    doc = annotate(document, dutch_model(settings.model, imported))
    extraction = records_of(doc)
    if settings.keep_names:
        return document, extraction
    return mask(document, extraction, private_people(doc))
