"""What each test reaches, remembered from run to run for as long as nothing changed that the test could depend on."""

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path


@dataclass(frozen=True)
class Measured:
    """How long a test computes without any fault, and the lines that it reaches, by file."""

    seconds: float
    lines: Mapping[str, Sequence[int]]


class Remembered:
    """A file of what was measured, each test with a digest of its own file and of everything that all tests share."""

    def __init__(self, file: Path, folders: Sequence[str]) -> None:
        self._file = file
        self._shared = _digest(path for folder in folders for path in _files(Path(folder)))
        self._entries: Mapping[str, dict[str, object]] = (
            json.loads(file.read_text("utf-8")) if file.exists() else {}
        )

    def of(self, test: str) -> Measured | None:
        """What was measured of a test, if it would be measured again now."""
        entry = self._entries.get(test)
        if entry is None or entry["digest"] != self._digest_of(test):
            return None
        return Measured(entry["seconds"], entry["lines"])  # type: ignore[arg-type] # as it was written

    def write(self, measured: Mapping[str, Measured]) -> None:
        """Remember these; tests that are not among them keep what was known of them."""
        new = {test: {"digest": self._digest_of(test), **asdict(one)} for test, one in measured.items()}
        self._file.parent.mkdir(exist_ok=True)
        self._file.write_text(json.dumps({**self._entries, **new}), "utf-8")

    def _digest_of(self, test: str) -> str:
        return self._shared + _digest([Path(test.partition("::")[0])])


def _files(folder: Path) -> Iterator[Path]:
    """What every test may depend on: all files but the modules of tests, of which each is its own affair."""
    for path in sorted(folder.rglob("*")):
        if path.is_file() and "__pycache__" not in path.parts and not path.match("test_*.py"):
            yield path


def _digest(paths: Sequence[Path] | Iterator[Path]) -> str:
    found = hashlib.sha256()
    for path in paths:
        found.update(path.as_posix().encode() + b"\0" + path.read_bytes() + b"\0")
    return found.hexdigest()
