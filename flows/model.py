"""The Dutch model that the settings name, or one line that says why it is not there."""

from spacy.language import Language

from extractors.nlp import EMBEDDED, ModelError, load
from flows.settings import SettingsError

MEND = f"install it, or set OOGST_MODEL={EMBEDDED}"


def dutch_model(name: str, imported: str = "") -> Language:
    """Load the model that the setting ``model`` names, with the components of Oogst.

    ``imported`` rows, as CSV, go over the register of the Committee's recommendations. Raises
    ``SettingsError`` where that model is not installed, is none that spaCy can load, or lacks
    what the rules read.
    """
    if name == EMBEDDED:
        return load(imported=imported)
    try:
        return load(name, imported)
    except ModelError as error:
        raise SettingsError(f"{error}; set OOGST_MODEL={EMBEDDED}, or another model") from error
    except Exception as error:
        line = f"the Dutch model {name!r} is not installed here; {MEND}"
        raise SettingsError(line) from error
