"""What the process that workers are forked from does first: it loads the Dutch model.

One sentence is extracted too, since rules and registers are loaded when first needed. What
cannot be loaded here each worker tries for itself; the run has been told before that it cannot.
"""

import logging

from extractors.extraction import extract
from flows.model import dutch_model
from flows.registers import imported_rows
from flows.settings import SettingsError, read_settings
from schemas.document import Block, BlockKind, Document

_TEXT = "Het ministerie van VWS zal vóór juni 2026 aanbeveling 25F met kinderen bespreken."
_BLOCK = Block(kind=BlockKind.PARAGRAPH, start=0, end=len(_TEXT))
_DOCUMENT = Document(document_id="0" * 16, path="-", text=_TEXT, pages=(), blocks=(_BLOCK,))

try:
    _settings = read_settings(refuse_strange=False)
    extract(_DOCUMENT, dutch_model(_settings.model, imported_rows(_settings)))
except SettingsError:
    logging.getLogger(__name__).debug("the Dutch model is left to each worker")
