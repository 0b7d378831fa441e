"""Read one PDF and say how many kilobytes of memory that took at most: ``reader DEED FILE``."""

import sys
from pathlib import Path

from pypdfium2 import PdfDocument

from extractors.read import read
from extractors.read.pdfium_words import words

STATUS = Path("/proc/self/status")  # getrusage would count what the parent held before


def main(deed: str, path: Path) -> None:
    """Read the words of the file, or the whole document, and print the peak."""
    if deed == "document":
        read(path, path.name)
    else:
        with PdfDocument(path) as pdf:
            for page in pdf:
                words(page)
                page.close()
    lines = STATUS.read_text(encoding="ascii").splitlines()
    print(next(line.split()[1] for line in lines if line.startswith("VmHWM")))


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]))
