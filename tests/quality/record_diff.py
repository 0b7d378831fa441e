"""The record diff: what became of the records between two commits, and which change did it.

``python -m tests.quality.record_diff OLD [NEW]`` extracts every document that has gold with
the code of both commits (NEW is the working tree where it is not named) and prints what was
added, removed and changed, by type, then the files of rules, registers and model that differ.
"""

import json
import os
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.quality.gold_sets import PROJECT, sets_here

Key = tuple[str, str, str, int, int]
Extracted = Mapping[Key, dict[str, Any]]
"""Records by document, type and place."""

_EXTRACT = """
import json, sys
from pathlib import Path
from extractors.extraction import extract
from extractors.nlp import load
from extractors.read import read
for name in sys.stdin.read().splitlines():
    document = read(Path(name), Path(name).name)
    found = extract(document, load()).model_dump(mode="json")
    print(json.dumps([name, found]))
"""
_PLACE = ("record_id", "document_id", "page", "box", "start", "end", "quote")
_CAUSES = {
    "register": ("extractors/register/",),
    "model": ("extractors/model/", "extractors/lexicon/"),
    "rules": ("extractors/",),
    "schemas": ("schemas/",),
}


@dataclass(frozen=True)
class Change:
    """A record that one side lacks, or that says something else: ``fields`` names what."""

    what: str
    key: Key
    quote: str
    fields: tuple[str, ...] = ()


def changes(old: Extracted, new: Extracted) -> Iterator[Change]:
    """Yield what became of the records from ``old`` to ``new``, in the order of their places."""
    for key in sorted(old.keys() | new.keys()):
        if key not in new:
            yield Change("removed", key, old[key]["quote"])
        elif key not in old:
            yield Change("added", key, new[key]["quote"])
        elif fields := _differing(old[key], new[key]):
            yield Change("changed", key, new[key]["quote"], fields)


def records_of(found: Mapping[str, Any], name: str) -> dict[Key, dict[str, Any]]:
    """Return the records of one document, as JSON, by type and place."""
    return {
        (name, noun, str(row.get("code", row.get("edtf", ""))), row["start"], row["end"]): row
        for noun, rows in found.items()
        if isinstance(rows, list)
        for row in rows
        if "quote" in row and "record_id" in row
    }


def main(old: str, new: str | None = None) -> None:
    """Print the changes between two commits, and what may have caused them."""
    found = list(changes(_extracted(old), _extracted(new)))
    for change in found:
        fields = f" ({', '.join(change.fields)})" if change.fields else ""
        document, noun = Path(change.key[0]).name, change.key[1]
        print(
            f"{change.what:8} {noun:16} {document}: {' '.join(change.quote.split())[:90]}{fields}"
        )
    counts = Counter((change.what, change.key[1]) for change in found)
    print("\n".join(f"{count:5} {noun} {what}" for (what, noun), count in sorted(counts.items())))
    for cause, paths in _causes(old, new).items():
        print(f"{cause}: {', '.join(paths)}")


def _differing(old: Mapping[str, Any], new: Mapping[str, Any]) -> tuple[str, ...]:
    names = sorted((old.keys() | new.keys()) - set(_PLACE))
    return tuple(name for name in names if old.get(name) != new.get(name))


def _extracted(commit: str | None) -> dict[Key, dict[str, Any]]:
    documents = [str(path) for one in sets_here() for path in _documents(one.documents)]
    with _code_of(commit) as folder:
        done = subprocess.run(
            [sys.executable, "-c", _EXTRACT],
            input="\n".join(documents),
            env=os.environ | {"PYTHONPATH": str(folder)},
            cwd=folder,
            capture_output=True,
            text=True,
            check=True,
        )
    found = dict(json.loads(line) for line in done.stdout.splitlines())
    return {k: row for name, told in found.items() for k, row in records_of(told, name).items()}


def _documents(folder: Path) -> list[Path]:
    return sorted(path for path in folder.iterdir() if path.suffix in (".txt", ".md", ".pdf"))


@contextmanager
def _code_of(commit: str | None) -> Iterator[Path]:
    if commit is None:
        yield PROJECT
        return
    with tempfile.TemporaryDirectory() as folder:
        tree = Path(folder) / "tree"
        _git("worktree", "add", "--detach", str(tree), commit)
        try:
            yield tree
        finally:
            _git("worktree", "remove", "--force", str(tree))


def _causes(old: str, new: str | None) -> dict[str, list[str]]:
    """A file counts for the first cause whose folder it lies in."""
    named = _git("diff", "--name-only", old, *([new] if new else [])).splitlines()
    causes: dict[str, list[str]] = {}
    for path in named:
        cause = next((one for one, folders in _CAUSES.items() if path.startswith(folders)), None)
        if cause:
            causes.setdefault(cause, []).append(path)
    return causes


def _git(*arguments: str) -> str:
    command = ["git", *arguments]
    return subprocess.run(command, cwd=PROJECT, capture_output=True, text=True, check=True).stdout


if __name__ == "__main__":
    main(*sys.argv[1:3])
