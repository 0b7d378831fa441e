"""Readers for tests that do what the file tells them to, in the process that reads it."""

import os
import signal
import time
from pathlib import Path

from extractors.nlp import annotate
from extractors.read import read
from extractors.read.outcome import Progress
from flows import harvest as harvesting
from schemas.document import Document, FileState, Reason

READ_IN_PART = {
    "state": FileState.PARTLY_READ,
    "reason": Reason.DAMAGED,
    "grade_reasons": tuple(f"page {number}: damaged" for number in range(2, 7)),
}


def half_read(path: Path, name: str, progress: Progress) -> object:
    """Read a document of whose pages most are damaged."""
    outcome = read(path, name, progress)
    return outcome.model_copy(update=READ_IN_PART) if isinstance(outcome, Document) else outcome


def refusing(path: Path, name: str, progress: Progress) -> object:
    """Die, so that it shows when a file is read that need not be."""
    os._exit(3)


def troubling_extraction(path: Path, name: str, progress: Progress) -> object:
    """Read a document whose extraction then does what its first word says."""
    deeds = {
        "hang": lambda: time.sleep(60),
        "kill": lambda: os.kill(os.getpid(), signal.SIGKILL),
        "raise": lambda: {}["brief"],
        "eat": lambda: bytearray(8 * 1024**3),
    }
    deed = deeds.get(path.read_text(encoding="utf-8").split()[0], lambda: None)
    harvesting.annotate = lambda *told: (deed(), annotate(*told))[1]
    harvesting._SECONDS = 1.5
    return read(path, name, progress)
