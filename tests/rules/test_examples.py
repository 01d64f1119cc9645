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
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from sms_lint.load import load
from sms_lint.model.catalogue import load_catalogue
from sms_lint.rules import Check, checks
from sms_lint.rules.lint import lint
from tests.rules.history import TODAY, play
from tests.rules.remedies import asks_for_what_is_forbidden

HERE = Path(__file__).parent
MINIMAL = HERE.parent / "systems" / "minimal"
CASE = re.compile(r"^(Bad|Good):", re.M)
FILE = re.compile(r"^(`{3,})[a-z]* (\S+/?\S*)(?: \(([^)\n]+)\))?\n(.*?)^\1$", re.M | re.S)
MARK = re.compile(r"[ \t]*(?:#|<!--)[ \t]*<-[ \t]*([a-z-]+)(?:[ \t]*-->)?")

HISTORY = "history"
# The rules that are shown by histories; most histories leave the approval out.
OF_HISTORIES = frozenset(one.rule.id for one in checks() if f" {HISTORY}\n" in one.rule.text) - {
    "approval-missing"
}
File = tuple[str, str]
Case = tuple[str, str, dict[str, File], set[tuple[str, int]]]


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
    """Each case of a text: its verdict, its name, its files without marks, and where the rule must speak."""
    parts = CASE.split(text)[1:]
    return [case(verdict, body, rule) for verdict, body in zip(parts[::2], parts[1::2], strict=True)]


def case(verdict: str, body: str, rule: str) -> Case:
    files: dict[str, File] = {}
    expected: set[tuple[str, int]] = set()
    for _, path, form, content in FILE.findall(body):
        lines = content.split("\n")
        for number, line in enumerate(lines, start=1):
            expected |= {(path, number) for name in MARK.findall(line) if name == rule}
        files[path] = form, unescape("\n".join(MARK.sub("", line) for line in lines))
    name = body.strip().partition("\n")[0][:60]
    return verdict, name if not name.startswith("`") else "", files, expected


def unescape(text: str) -> str:
    r"""Characters that nobody could see in an example are written `\u200b`."""
    return re.sub(r"\\u([0-9a-f]{4})", lambda match: chr(int(match.group(1), 16)), text)


def all_cases() -> list[tuple[Check, Case, bool]]:
    """The cases of every rule, and whether they stand on its page."""
    found = []
    for check in checks():
        subject, _, name = check.rule.module.removeprefix("sms_lint.rules.").partition(".")
        more = HERE / subject / f"{name}.md"
        further = more.read_text("utf-8") if more.exists() else ""
        for text, own in ((check.rule.text, True), (further, False)):
            found += [(check, one, own) for one in cases(text, check.rule.id)]
    return found


def name_of(value: Check | Case) -> str:
    return value.rule.id if isinstance(value, Check) else f"{value[0]} {value[1]}"


@pytest.mark.parametrize(
    ("check", "example", "own"),
    all_cases(),
    ids=lambda value: "" if isinstance(value, bool) else name_of(value),
)
def test_example(check: Check, example: Case, own: bool, tmp_path: Path) -> None:
    verdict, _, files, expected = example
    assert files, "a case needs at least one file, or a history"
    assert bool(expected) == (verdict == "Bad"), "a bad case has marks, a good one has none"
    root = tmp_path / "system"
    steps = files.pop(HISTORY, None)
    paths: list[str] = []
    if steps:
        marked = {line for path, line in expected if path == HISTORY}
        root, paths = play(steps[1], marked, tmp_path)
    else:
        shutil.copytree(MINIMAL, root)
    for path, (form, content) in files.items():
        target = root / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.unlink(missing_ok=True)
        WRITE[form](target, content)
    sms = load(root, today=TODAY if steps else None)
    result = lint(sms, [check])
    assert not result.faults
    assert not [one for one in result.findings if asks_for_what_is_forbidden(sms, check.rule, one)]
    found = {(finding.at.path, finding.at.line) for finding in result.findings if finding.at.path in files}
    assert found == {(path, line) for path, line in expected if path != HISTORY}
    if steps:
        assert sorted(one.at.path for one in result.counted if one.at.path not in files) == sorted(paths)
    if steps and own and check.rule.severity != "note":
        others = lint(load(root, today=TODAY), checks(), select=OF_HISTORIES).findings
        assert {one.rule for one in others} == (
            {check.rule.id} & OF_HISTORIES if verdict == "Bad" else set()
        ), "one slip"


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
    verdicts = {verdict for verdict, *_ in cases(rule.text, rule.id)}
    assert verdicts == {"Bad", "Good"}
