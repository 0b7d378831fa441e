"""Review files for tests: filled in as a person would."""

from pathlib import Path
from typing import Any

from openpyxl import load_workbook

from tests.command import invoke


def export(warehouse: Path, out: Path, *options: object) -> Path:
    """Write the review file of a warehouse."""
    done = invoke("review", "export", "--warehouse", warehouse, "--out", out, *options)
    assert done.exit_code == 0, done.output
    return out


def apply(warehouse: Path, file: Path, *options: object) -> Any:
    """Take the answers of a review file, as Ada's."""
    return invoke("review", "apply", file, "--warehouse", warehouse, "--who", "Ada", *options)


class Sheets:
    """A review file opened in a spreadsheet."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.book = load_workbook(path)

    def rows(self, **like: Any) -> list[int]:
        """The numbers of the rows whose cells hold what ``like`` says."""
        sheet = self.book["records"]
        return [
            row
            for row in range(2, sheet.max_row + 1)
            if all(self.get(row, name) == value for name, value in like.items())
        ]

    def get(self, row: int, column: str, sheet: str = "records") -> Any:
        return self.book[sheet].cell(row, self._column(column, sheet)).value

    def put(self, row: int, sheet: str = "records", **cells: Any) -> None:
        """Type into the cells of a row; ``with_`` is the column ``with``."""
        for name, value in cells.items():
            column = self._column(name.rstrip("_"), sheet)
            self.book[sheet].cell(row, column).value = value

    def save(self) -> Path:
        self.book.save(self.path)
        return self.path

    def _column(self, name: str, sheet: str) -> int:
        return next(cell.column for cell in self.book[sheet][1] if cell.value == name)
