"""What a command prints: tables and lines for people, JSON for programs.

Document text is hostile: it is printed as text, never as markup, and control characters
that could move a terminal's cursor or hide a line are shown, not sent.
"""

import json
import re
import sys
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from io import TextIOWrapper
from typing import Any

from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

# Control characters other than line ends and tabs, marks that turn the direction of writing,
# line ends that only some programs know, and halves of characters.
_ACTING = re.compile(
    "[\\x00-\\x08\\x0b-\\x1f\\x7f-\\x9f\\u061c\\u200e\\u200f"
    "\\u2028-\\u202e\\u2066-\\u2069\\ud800-\\udfff]"
)

out = Console(highlight=False, soft_wrap=False)
errors = Console(stderr=True, highlight=False, soft_wrap=True)


def print_json(value: object) -> None:
    """Print ``value`` as JSON, with Dutch letters as they are.

    What would act on a terminal stands in a string, and is escaped as JSON escapes it.
    """
    sys.stdout.write(visible(json.dumps(value, ensure_ascii=False, indent=1, default=str)) + "\n")


def print_page(page: str) -> None:
    """Print an HTML page as it is: it escapes what it quotes."""
    sys.stdout.write(page)


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
    """A quote as people read it: what it is, the words, where they stand, and what came of it."""

    head: str
    quote: str
    source: str
    under: tuple["Entry", ...] = ()


def print_entries(title: str, entries: Sequence[Entry], empty: str) -> None:
    """Print quotes one below the other, whole; or ``empty`` where there are none."""
    if not entries:
        print_line(empty)
        return
    print_line(f"{title}: {len(entries)}\n", style="bold")
    for entry in entries:
        print_line(entry.head, style="cyan")
        _print_indented(" ".join(entry.quote.split()))
        _print_indented(entry.source, style="dim")
        for below in entry.under:
            _print_indented(f"→ {below.head}", style="cyan")
            _print_indented(" ".join(below.quote.split()), depth=2)
            _print_indented(below.source, style="dim", depth=2)
        print_line("")


def print_line(line: str, style: str = "") -> None:
    """Print one line to people; on a terminal it wraps, in a file it stays one line."""
    out.print(Text(visible(line), style=style), soft_wrap=not out.is_terminal)


def print_error(line: str) -> None:
    """Print one line that says what went wrong, to stderr."""
    errors.print(Text(visible(line), style="red"))


def visible(text: str) -> str:
    """Return ``text`` with the characters that would act on a terminal made visible."""
    return _ACTING.sub(lambda found: f"\\u{ord(found[0]):04x}", text)


def speak_utf8() -> None:
    """Print UTF-8 whatever the locale says: a quote with ``é`` must not end a command."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")


def counted(counts: Iterable[tuple[str, int]]) -> str:
    """Return counts as people write them: ``12 recommendations, 3 responses``."""
    return ", ".join(f"{count} {noun.replace('_', ' ')}" for noun, count in counts)


def _print_indented(line: str, style: str = "", depth: int = 1) -> None:
    if out.is_terminal:
        out.print(Padding(Text(visible(line), style=style), (0, 0, 0, 2 * depth)))
    else:
        print_line(f"{'  ' * depth}{line}")


def _cell(value: object) -> Text:
    if value is None:
        return Text("–", style="dim")
    if isinstance(value, list | tuple):
        return Text(visible(", ".join(str(part) for part in value)))
    return Text(visible(" ".join(str(value).split())))
