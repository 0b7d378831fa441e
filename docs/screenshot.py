"""Make ``docs/report.png``: the coordinator's page of the samples, as a browser shows it.

``python -m docs.screenshot``; needs Chromium.
"""

import datetime as dt
import tempfile
from pathlib import Path

from flows.ingest import ingest
from flows.report import report
from flows.settings import Settings
from tests.browser import Opener, chromium

PROJECT = Path(__file__).parent.parent
_YEAR, _AS_OF = 2025, dt.date(2026, 1, 1)
_SEEN = {"width": 1100, "height": 1250}


def main() -> None:
    """Ingest the samples, make their page and take its picture."""
    with tempfile.TemporaryDirectory() as folder:
        warehouse, page = Path(folder) / "oogst.duckdb", Path(folder) / "report.html"
        ingest(PROJECT / "raw", warehouse, Settings())
        page.write_text(report(warehouse, _YEAR, _AS_OF), "utf-8")
        with chromium() as started, Opener(started)(page.as_uri(), viewport=_SEEN) as watched:
            watched.page.screenshot(path=PROJECT / "docs" / "report.png")


if __name__ == "__main__":
    main()
