"""A raw folder that changes at random, night after night, and what must be known of it."""

import random
from collections.abc import Callable
from pathlib import Path

from tests.raw_folders import pdf, write

_SENTENCES = [
    "Op {day} mei 2025 sprak UNICEF met de gemeente Assen over aanbeveling 25F.",
    "Het ministerie van VWS gaat voor {day} juni 2026 een meldpunt openen.",
    "De gemeente Zwolle zal {number} kinderen laten meepraten over jeugdzorg.",
    "De Kinderombudsman vindt dat de minister van SZW aanbeveling 37A moet uitvoeren.",
    "Jongeren vertelden op {day} april 2024 over armoede en onderwijs.",
]


class ChangingFolder:
    """A raw folder of which is known which files can be read, and which cannot."""

    def __init__(self, raw: Path, seed: int) -> None:
        self.raw = raw
        self.random = random.Random(seed)
        self.made = 0
        self.readable: set[str] = set()
        self.broken: set[str] = set()
        for _ in range(3):
            self.add()

    def pass_a_day(self) -> list[str]:
        """Do a few things to the folder, or none; return their names."""
        chosen = self.random.choices(self._deeds(), k=self.random.randrange(4))
        for deed in chosen:
            deed()
        if not self.readable:  # a folder with nothing in it is refused, not read
            self.add()
        return [deed.__name__ for deed in chosen]

    def add(self) -> None:
        """Put a text or a PDF into the folder."""
        path = self._new_path(self.random.choice([".txt", ".md", ".pdf"]))
        self._fill(path)
        self.readable.add(self._name(path))

    def change(self) -> None:
        """Write other words into a file, or mend a broken one."""
        name = self._any(self.readable | self.broken)
        if Path(name).suffix in (".txt", ".md", ".pdf"):
            self._fill(self.raw / name)
            self.broken.discard(name)
            self.readable.add(name)

    def remove(self) -> None:
        """Take a file away."""
        if len(self.readable) > 1:
            self._forget(self._any(self.readable | self.broken)).unlink()

    def rename(self) -> None:
        """Give a file another name, perhaps in another folder."""
        name = self._any(self.readable)
        path = self._new_path(Path(name).suffix)
        self._forget(name).rename(path)
        self.readable.add(self._name(path))

    def copy(self) -> None:
        """Put a file there twice."""
        name = self._any(self.readable)
        path = self._new_path(Path(name).suffix)
        path.write_bytes((self.raw / name).read_bytes())
        self.readable.add(self._name(path))

    def spoil(self) -> None:
        """Cut a PDF off, empty a text, or put a picture there."""
        self.made += 1
        path = self._new_path(self.random.choice([".jpg", ".txt", ".pdf"]))
        content = {".jpg": b"\xff\xd8\xff\xe0", ".txt": b" " * self.made, ".pdf": b"%PDF-1.7\n"}
        path.write_bytes(content[path.suffix] + b"\n" * self.made)
        self.broken.add(self._name(path))

    def touch(self) -> None:
        """Say that a file is new which is not."""
        (self.raw / self._any(self.readable)).touch()

    def _deeds(self) -> list[Callable[[], None]]:
        often = [self.add, self.change, self.remove]
        return [*often, *often, self.rename, self.copy, self.spoil, self.touch]

    def _fill(self, path: Path) -> None:
        self.made += 1
        sentences = self.random.sample(_SENTENCES, self.random.randrange(1, 4))
        told = {"day": self.random.randrange(1, 29), "number": self.made}
        lines = [f"Verslag {self.made}", "", *(one.format(**told) for one in sentences)]
        if path.suffix == ".pdf":
            pdf(path, "\n".join(lines))
        else:
            write(path, "\n".join(lines) + "\n")

    def _new_path(self, suffix: str) -> Path:
        self.made += 1
        folder = self.raw / self.random.choice(["", "2024", "2025/najaar"])
        folder.mkdir(parents=True, exist_ok=True)
        return folder / f"verslag-{self.made}{suffix}"

    def _forget(self, name: str) -> Path:
        self.readable.discard(name)
        self.broken.discard(name)
        return self.raw / name

    def _any(self, names: set[str]) -> str:
        return self.random.choice(sorted(names))

    def _name(self, path: Path) -> str:
        return path.relative_to(self.raw).as_posix()
