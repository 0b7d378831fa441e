"""For notebooks: ``connect()`` opens the published warehouse and answers with data frames.

.. code-block:: python

    from flows.notebook import connect

    oogst = connect()
    oogst.ask("SELECT code, year, status FROM recommendation_by_year WHERE year = $year", year=2024)
"""

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from flows.settings import read_settings
from warehouse.dictionary import data_dictionary
from warehouse.store import connect as opened

if TYPE_CHECKING:
    import pandas as pd


@dataclass(frozen=True)
class Published:
    """The published warehouse at ``path``; each question opens it anew, and closes it again.

    So a notebook that stays open all night sees each night's warehouse, and holds up none.
    """

    path: Path

    def ask(self, question: str, **values: object) -> "pd.DataFrame":
        """Return what SQL over the views answers; ``$name`` in it stands for a value.

        Raises ``WarehouseError`` where the file cannot be read.
        """
        with opened(self.path) as connection:
            return connection.execute(question, values).df()

    def view(self, name: str) -> "pd.DataFrame":
        """Return all rows of one view, in its order."""
        with opened(self.path) as connection:
            return connection.view(name).df()

    def dictionary(self) -> "pd.DataFrame":
        """Return what every column of every view means."""
        import pandas as pd

        with opened(self.path) as connection:
            return pd.DataFrame(vars(entry) for entry in data_dictionary(connection))

    def citation(self, record_id: str) -> str:
        """Return how to cite a record: quote, document, page, and the id that ``oogst why`` takes.

        Raises ``KeyError`` where there is no such record.
        """
        question = """
            SELECT evidence.quote, coalesce(title, path), evidence.page, evidence.record_id
            FROM evidence JOIN documents USING (document_id)
            WHERE starts_with(evidence.record_id, $record_id)
        """
        with opened(self.path) as connection:
            found = connection.execute(question, {"record_id": record_id}).fetchone()
        if found is None:
            raise KeyError(record_id)
        quote, title, page, whole_id = found
        place = f", page {page}" if page else ""
        return f"“{' '.join(quote.split())}” ({title}{place}; Oogst record {whole_id})"


def connect(path: Path | str | None = None) -> Published:
    """Return the published warehouse: at ``path``, else the one that the settings name.

    Without a setting it is looked for as ``warehouse/oogst.duckdb`` here and in the folders
    above, so that a notebook finds it from its own folder.
    """
    settings = read_settings()
    chosen = Path(path) if path else settings.warehouse or _nearest()
    return Published(chosen)


def _nearest() -> Path:
    name = Path("warehouse") / "oogst.duckdb"
    here = Path.cwd()
    candidates = [folder / name for folder in (here, *here.parents)]
    return next((found for found in candidates if found.is_file()), candidates[0])
