"""What a command prints: tables and lines for people, JSON for programs.

Document text is hostile: it is printed as text, never as markup, and control characters
that could move a terminal's cursor or hide a line are shown, not sent.
"""

import json
import sys
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

out = Console(highlight=False, soft_wrap=False)
errors = Console(stderr=True, highlight=False, soft_wrap=True)


def print_json(value: object) -> None:
    """Print ``value`` as JSON, with Dutch letters as they are."""
    sys.stdout.write(json.dumps(value, ensure_ascii=False, indent=1, default=str) + "\n")


def print_table(
    title: str, rows: Sequence[Mapping[str, Any]], columns: Mapping[str, str], empty: str
) -> None:
    """Print ``rows`` under headings (``columns``: key to heading), or ``empty`` where none are."""
    if not rows:
        print_line(empty)
        return
    table = Table(title=title, title_justify="left", title_style="bold", header_style="bold")
    for heading in columns.values():
        table.add_column(heading, overflow="fold")
    for row in rows:
        table.add_row(*(_cell(row.get(key)) for key in columns))
    out.print(table)


@dataclass(frozen=True)
class Entry:
    """A quote as people read it: what it is, the words, and where they stand."""

    head: str
    quote: str
    source: str


def print_entries(title: str, entries: Sequence[Entry], empty: str) -> None:
    """Print quotes one below the other, whole; or ``empty`` where there are none."""
    if not entries:
        print_line(empty)
        return
    print_line(f"{title}: {len(entries)}\n", style="bold")
    for entry in entries:
        print_line(entry.head, style="cyan")
        out.print(Padding(Text(visible(" ".join(entry.quote.split()))), (0, 0, 0, 2)))
        out.print(Padding(Text(visible(entry.source), style="dim"), (0, 0, 1, 2)))


def print_line(line: str, style: str = "") -> None:
    """Print one line to people."""
    out.print(Text(visible(line), style=style))


def print_error(line: str) -> None:
    """Print one line that says what went wrong, to stderr."""
    errors.print(Text(visible(line), style="red"))


def visible(text: str) -> str:
    """Return ``text`` with the characters that would act on a terminal made visible."""
    return "".join(_shown(char) for char in text)


def counted(counts: Iterable[tuple[str, int]]) -> str:
    """Return counts as people write them: ``12 recommendations, 3 responses``."""
    return ", ".join(f"{count} {noun.replace('_', ' ')}" for noun, count in counts)


def _shown(char: str) -> str:
    bidirectional = "\u202a" <= char <= "\u202e" or "\u2066" <= char <= "\u2069"
    control = (ord(char) < 32 and char not in "\n\t") or "\x7f" <= char <= "\x9f"
    return f"\\u{ord(char):04x}" if bidirectional or control else char


def _cell(value: object) -> Text:
    if value is None:
        return Text("–", style="dim")
    if isinstance(value, list | tuple):
        return Text(visible(", ".join(str(part) for part in value)))
    return Text(visible(" ".join(str(value).split())))
