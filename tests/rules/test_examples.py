"""The examples in each rule's documentation, run as tests.

A `Bad:` example shows files with marks (`# <- rule-name`) at the lines where the rule must speak; a `Good:`
example must leave it silent. The files are laid over a small sound system. `tests/rules/<subject>/<rule>.md` may hold
further cases in the same form, under `Bad:` and `Good:` lines of their own. A file that plain text cannot show
says in brackets after its path how it is written: see `WRITE`. A block named `history` is no file, but what
people did: see `history.py`. The files are then what lies on the disk at the end.
"""

import os
import re
import shutil
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path

import pytest

from sms_lint.ground.source import Location
from sms_lint.load import load
from sms_lint.model.catalogue import load_catalogue
from sms_lint.rules import Check, checks
from sms_lint.rules.lint import lint
from tests.rules.history import as_read, play
from tests.rules.minimal import Minimal
from tests.rules.notation import MINIMAL, Composed, document_file, entry_files, whole_file
from tests.rules.remedies import asks_for_what_is_forbidden

HERE = Path(__file__).parent
CASE = re.compile(r"^(Bad|Good):", re.M)
BLOCK = re.compile(r"^(`{3,})([a-z]*)(?: (\S+))?(?: \(([^)\n]+)\))?\n(.*?)^\1$", re.M | re.S)
MARK = re.compile(r"[ \t]*(?:#|<!--)[ \t]*<-[ \t]*([a-z-]+)(?:[ \t]*-->)?")

HISTORY = "history"
# The rules that are shown by histories; most histories leave the approval out.
OF_HISTORIES = frozenset(check.rule.id for check in checks() if f" {HISTORY}\n" in check.rule.text) - {
    "approval-missing"
}


@dataclass(frozen=True)
class Case:
    """A case of a text: its files by their paths, each with its form, and the lines at which the rule must speak.

    They are put together when they are asked for: most workers run a part of the cases only.
    """

    verdict: str
    body: str
    rule: str

    @property
    def name(self) -> str:
        first = self.body.strip().partition("\n")[0][:60]
        return first if not first.startswith("`") else ""

    @cached_property
    def files(self) -> Mapping[str, tuple[str, Composed]]:
        found: dict[str, tuple[str, Composed]] = {}
        for block, before in self._blocks():
            _, language, path, form, content = block.groups()
            for file, composed in composed_files(language, path, content, before).items():
                assert file not in found, f"{file} is shown twice"
                found[file] = form or "", composed
        return found

    @cached_property
    def marked(self) -> frozenset[int]:
        return frozenset(
            number
            for block, before in self._blocks()
            for number, line in enumerate(block[5].split("\n"), start=before + 1)
            if self.rule in MARK.findall(line)
        )

    @property
    def is_plain(self) -> bool:
        """Whether texts by their paths are all that it shows: no history, and no file in another form."""
        return not any(block[3] == HISTORY or block[4] for block, _ in self._blocks())

    @property
    def texts(self) -> dict[str, str]:
        return {path: content.text for path, (_, content) in self.files.items()}

    def _blocks(self) -> Iterator[tuple[re.Match[str], int]]:
        """Each block, and the line of the case before its first one."""
        for block in BLOCK.finditer(self.body):
            yield block, self.body.count("\n", 0, block.start(5))


def as_text(path: Path, content: str) -> None:
    path.write_text(content, "utf-8", newline="")


WRITE: Mapping[str, Callable[[Path, str], object]] = {
    "": as_text,
    "as Latin-1": lambda path, content: path.write_bytes(content.encode("latin-1")),
    "as UTF-16": lambda path, content: path.write_bytes(content.encode("utf-16")),
    "followed by 1 MiB of comments": lambda path, content: as_text(path, content + "# more\n" * 150_000),
    "a link to another file": lambda path, _: path.symlink_to("elsewhere.yml"),
    "a pipe": lambda path, _: os.mkfifo(path),
}


def cases(text: str, rule: str) -> list[Case]:
    """Each case of a text. A text's lines are counted from the line of its verdict, which is 1."""
    parts = CASE.split(text)[1:]
    return [Case(verdict, body, rule) for verdict, body in zip(parts[::2], parts[1::2], strict=True)]


def composed_files(language: str, path: str | None, content: str, before: int) -> Mapping[str, Composed]:
    """The files that a block shows, without the marks."""
    if path:
        found: Mapping[str, Composed] = {path: whole_file(content, before)}
    elif language == "markdown":
        found = document_file(content, before)
    else:
        found = entry_files(content, before)
    return {
        file: Composed([(unescape(MARK.sub("", text)), line) for text, line in composed.lines])
        for file, composed in found.items()
    }


def unescape(text: str) -> str:
    r"""Characters that nobody could see in an example are written `\u200b`."""
    return re.sub(r"\\u([0-9a-f]{4})", lambda match: chr(int(match.group(1), 16)), text)


@cache
def all_cases() -> list[tuple[Check, Case, bool]]:
    """The cases of every rule, and whether they stand on its page."""
    found = []
    for check in checks():
        more = HERE.glob(f"*/{check.rule.id.replace('-', '_')}.md")
        further = "\n\n".join(path.read_text("utf-8") for path in more)
        for text, own in ((check.rule.text, True), (further, False)):
            found += [(check, example, own) for example in cases(text, check.rule.id)]
    return found


def name_of(value: Check | Case) -> str:
    return f"{value.verdict} {value.name}" if isinstance(value, Case) else value.rule.id


@pytest.mark.parametrize(
    ("check", "example", "own"),
    all_cases(),
    ids=lambda value: "" if isinstance(value, bool) else name_of(value),
)
def test_example(check: Check, example: Case, own: bool, tmp_path: Path, minimal: Minimal) -> None:
    assert example.files, "a case needs at least one file, or a history"
    assert bool(example.marked) == (example.verdict == "Bad"), "a bad case has marks, a good one has none"
    files = dict(example.files)
    _, steps = files.pop(HISTORY, ("", None))
    root, paths = tmp_path / "system", list[str]()
    if steps:
        root, paths = play(steps.text, {example_line(steps, line) for line in example.marked}, tmp_path)
        write(files, root)
        sms = as_read(root)
    elif example.is_plain:
        sms = minimal.with_files(example.texts)
    else:
        shutil.copytree(MINIMAL, root)
        write(files, root)
        sms = load(root)
    result = lint(sms, [check])
    assert not result.faults
    assert not [
        finding for finding in result.findings if asks_for_what_is_forbidden(sms, check.rule, finding)
    ]
    spoken = {place_of(finding.at, files) for finding in result.findings if finding.at.path in files}
    assert spoken == {line for line in example.marked if not steps or not example_line(steps, line)}
    assert {finding.formerly for finding in result.findings if finding.rule == check.rule.id} <= {
        "",
        *check.rule.aliases,
    }
    assert all(finding.formerly for finding in result.findings) or not check.rule.aliases, (
        "each part has its old id"
    )
    if steps:
        assert sorted(
            finding.at.path for finding in result.counted if finding.at.path not in files
        ) == sorted(paths)
    if steps and own and check.rule.severity != "note":
        others = lint(as_read(root), checks(), select=OF_HISTORIES).findings
        assert {finding.rule for finding in others} == (
            {check.rule.id} & OF_HISTORIES if example.verdict == "Bad" else set()
        ), "one slip"


def example_line(file: Composed, line: int) -> int:
    """The line of a file that stands at a line of the case; 0 where it stands in another file."""
    return next((number for number, (_, at) in enumerate(file.lines, start=1) if at == line), 0)


def write(files: Mapping[str, tuple[str, Composed]], root: Path) -> None:
    for path, (form, content) in files.items():
        target = root / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.unlink(missing_ok=True)
        WRITE[form](target, content.text)


def place_of(at: Location, files: Mapping[str, tuple[str, Composed]]) -> int | str:
    """The line of the case at which a rule spoke; the line of the file, where the case does not show it."""
    line = files[at.path][1].origin(at.line)
    return line or f"{at.path}:{at.line}, which the case does not show: {at.file.line(at.line)}"


def test_every_file_of_further_cases_is_named_after_a_rule() -> None:
    names = [path.stem.replace("_", "-") for path in HERE.glob("*/*.md")]
    assert len(names) == len(set(names))
    assert set(names) <= {check.rule.id for check in checks()}


@pytest.mark.parametrize("check", checks(), ids=lambda check: check.rule.id)
def test_a_rule_is_documented(check: Check) -> None:
    rule = check.rule
    assert rule.summary.endswith("."), "the first line is a sentence"
    assert len(rule.why.split()) >= 10, "the reason is stated"
    assert rule.help, "the remedy is stated"
    for clause in rule.clauses:
        found = load_catalogue("iso-iec-20000-1-2018").clause(clause)
        assert found is not None
        assert found.obligations, "a clause that asks for something"
    verdicts = {example.verdict for of, example, own in all_cases() if own and of.rule.id == rule.id}
    assert verdicts == {"Bad", "Good"}
