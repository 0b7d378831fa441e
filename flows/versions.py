"""Versions: what the records of a run depend on beside the documents, by name."""

from collections.abc import Mapping

from spacy.language import Language

from extractors.extraction import code_versions, extraction_versions
from extractors.read.ocr import ocr_available
from extractors.read.version import reading_version
from flows.runners import RunnerError
from flows.settings import Settings


class OtherVersionError(RunnerError):
    """A machine has another Oogst than the one that runs the flow; the message is one line."""


def versions(nlp: Language, settings: Settings) -> dict[str, str]:
    """Return what the records of a run depend on, by name, for its row in ``runs``."""
    return extraction_versions(nlp) | _of_this_machine(settings)


def refuse_other_versions(expected: Mapping[str, str], imported: str, settings: Settings) -> None:
    """Raise ``OtherVersionError`` where this machine would make other records than ``expected``.

    The Dutch model is not looked at: it is loaded where it is needed.
    """
    here = code_versions(imported) | _of_this_machine(settings)
    if other := sorted(name for name in here if here[name] != expected.get(name)):
        line = f"a worker has another Oogst than this machine (it differs in {', '.join(other)})"
        raise OtherVersionError(f"{line}: install the same on both")


def _of_this_machine(settings: Settings) -> dict[str, str]:
    return {
        "reader": reading_version(),
        "names": "kept" if settings.keep_names else "masked",
        "scans": "not read" if ocr_available() else "read",
    }
