"""What each test reaches, remembered from run to run for as long as nothing changed that the test could depend on."""

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path


@dataclass(frozen=True)
class Measured:
    """How long a test computes without any fault, and the lines that it reaches, by file."""

    seconds: float
    lines: Mapping[str, Sequence[int]]


class Remembered:
    """A file of what was measured, each test with a digest of its own file, the files it reaches, and what tests share.

    Other code may send a test another way once it changes, and so may other modules of tests. At worst a mutant misses
    that test then, and lives.
    """

    def __init__(self, file: Path, folders: Iterable[str]) -> None:
        self._file = file
        self._digests = Digests()
        self._shared = [path.as_posix() for folder in folders for path in _shared(Path(folder))]
        self._entries: Mapping[str, dict[str, object]] = (
            json.loads(file.read_text("utf-8")) if file.exists() else {}
        )

    def of(self, test: str) -> Measured | None:
        """What was measured of a test, if it would be measured again now."""
        entry = self._entries.get(test)
        if entry is None:
            return None
        found = Measured(entry["seconds"], entry["lines"])  # type: ignore[arg-type] # as it was written
        return found if entry["digest"] == self._digest_of(test, found) else None

    def write(self, measured: Mapping[str, Measured]) -> None:
        """Remember these; tests that are not among them keep what was known of them."""
        new = {test: {"digest": self._digest_of(test, one), **asdict(one)} for test, one in measured.items()}
        self._file.parent.mkdir(exist_ok=True)
        self._file.write_text(json.dumps({**self._entries, **new}), "utf-8")

    def _digest_of(self, test: str, measured: Measured) -> str:
        reached = sorted(path for path, lines in measured.lines.items() if lines)
        return self._digests.of([*self._shared, test.partition("::")[0], *reached])


def _shared(folder: Path) -> Iterator[Path]:
    """What every test below a folder may depend on without a word of its own."""
    yield from sorted(folder.rglob("conftest.py"))


class Digests:
    """Digests of files. Each is read once: nobody changes them while a run goes on."""

    def __init__(self) -> None:
        self._known: dict[str, str] = {}

    def of(self, names: Iterable[str]) -> str:
        """One digest of some files: their names and what they hold. A file that is gone holds nothing."""
        return hashlib.sha256("".join(map(self._of_one, names)).encode()).hexdigest()

    def _of_one(self, name: str) -> str:
        if name not in self._known:
            path = Path(name)
            raw = path.read_bytes() if path.exists() else b""
            self._known[name] = hashlib.sha256(name.encode() + b"\0" + raw).hexdigest()
        return self._known[name]
