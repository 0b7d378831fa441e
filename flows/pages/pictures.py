"""Pictures of the pages of a PDF, drawn in a process of their own: a bad file costs only them."""

import base64
import io
import json
import subprocess
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

import pypdfium2

_PIXELS_PER_POINT = 1.5
_MOST_PIXELS = 4_000_000  # on a page; a poster is drawn smaller
_QUALITY = 60
_SECONDS = 60.0
_MOST_PAGES = 60


def pictures_of(path: Path, numbers: Iterable[int], seconds: float = _SECONDS) -> dict[int, str]:
    """Return pages of the PDF at ``path``, by number from 1, as addresses of the data itself.

    At most 60 pages are drawn. Where drawing fails, or takes more than ``seconds``, there are
    no pictures: the text is the evidence, and needs none.
    """
    wanted = [str(number) for number in sorted(set(numbers))[:_MOST_PAGES]]
    command = [sys.executable, "-m", __name__, str(path.resolve()), *wanted]
    try:
        done = subprocess.run(command, capture_output=True, timeout=seconds, check=True)  # noqa: S603
        drawn: dict[str, str] = json.loads(done.stdout)
    except (subprocess.SubprocessError, json.JSONDecodeError, OSError):
        return {}
    return {int(number): picture for number, picture in drawn.items()}


def _drawn(path: Path, numbers: list[int]) -> Iterator[tuple[int, str]]:
    with pypdfium2.PdfDocument(path) as pdf:
        for number in numbers:
            page = pdf[number - 1]
            width, height = page.get_size()
            scale = min(_PIXELS_PER_POINT, (_MOST_PIXELS / (width * height)) ** 0.5)
            yield number, _address(page.render(scale=scale))


def _address(bitmap: pypdfium2.PdfBitmap) -> str:
    content = io.BytesIO()
    bitmap.to_pil().convert("RGB").save(content, "WEBP", quality=_QUALITY)
    return f"data:image/webp;base64,{base64.b64encode(content.getvalue()).decode()}"


if __name__ == "__main__":
    pages = [int(number) for number in sys.argv[2:]]
    sys.stdout.write(json.dumps(dict(_drawn(Path(sys.argv[1]), pages))))
