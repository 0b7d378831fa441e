"""Review files: written from the warehouse, and taken back into the log of reviews."""

from dataclasses import dataclass, field
from pathlib import Path

from flows.reviews.answers import ReviewFileError, take
from flows.reviews.label_studio import write_configuration, write_tasks
from flows.reviews.private import without_names
from flows.reviews.read_label_studio import Annotations
from flows.reviews.read_workbook import Workbook
from flows.reviews.workbook import write_workbook
from flows.settings import Settings
from warehouse.query import documents
from warehouse.reviews.log import append, read_log
from warehouse.reviews.query import Chosen, to_review
from warehouse.store import connect


@dataclass(frozen=True)
class Exported:
    """What an export wrote: how many records, and which files."""

    records: int
    files: tuple[Path, ...]


@dataclass
class Applied:
    """What became of a file of answers."""

    written: int = 0
    known: int = 0
    """Reviews that the log had already."""
    faults: list[str] = field(default_factory=list)


def export_reviews(warehouse: Path, log: Path, chosen: Chosen, out: Path) -> Exported:
    """Write the chosen records as an Excel file at ``out``, and beside it for Label Studio.

    Raises ``WarehouseError`` where the warehouse cannot be read, and ``OSError`` where the
    files cannot be written.
    """
    tasks = out.with_suffix(".label-studio.json")
    configuration = out.with_suffix(".label-studio.xml")
    follows = read_log(log).last_of()
    with connect(warehouse) as connection:
        records = list(to_review(connection, chosen))
        there = [(one.path, one.document_id) for one in documents(connection) if one.pages]
    out.parent.mkdir(parents=True, exist_ok=True)
    out.open("ab").close()  # XlsxWriter tells only at the end, and not as an OSError
    write_workbook(out, records, follows, there)
    write_tasks(tasks, records, follows)
    write_configuration(configuration)
    return Exported(len(records), (out, tasks, configuration))


def apply_file(
    path: Path, warehouse: Path, settings: Settings, who: str, skip_faulty: bool = False
) -> Applied:
    """Add the answers in ``path`` to the log; with a faulty one among them, add nothing.

    ``skip_faulty`` adds the others all the same. A file that was applied before adds nothing.
    The names of private people are masked in what was typed, unless the settings keep them.
    Raises ``ReviewFileError`` where it cannot be read, ``WarehouseError`` where the warehouse
    or the log cannot.
    """
    if not path.is_file():
        raise ReviewFileError(f"{path}: no such file")
    file = Annotations(path) if path.suffix.lower() == ".json" else Workbook(path)
    with connect(warehouse) as connection:
        taken = take(file.answers(), file.asked, connection, who)
    if taken.faults and not skip_faulty:
        return Applied(faults=taken.faults)
    reviews = without_names(taken.reviews, settings)
    written = append(settings.reviews_for(warehouse), reviews)
    distinct = {review.review_id for review in reviews}
    return Applied(written, len(distinct) - written, taken.faults)
