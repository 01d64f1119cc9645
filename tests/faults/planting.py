"""Single faults, planted into a copy of the reference system, and what the rules say of each.

A fault is an entry in a `*.yml` file of this folder:

    - fault: The review date is still that of last year
      file: policies/change-management.md
      replace: "last: 2026-09-15"            # stands in the file exactly once
      by: "last: 2025-09-15"
      finds: overdue-review                  # the one rule that must speak, exactly once
      line: "review: {every: 12 months"      # in the line where it must speak, after the edit
      in: policies/change-management.md      # left out where it is the file that was edited

Instead of `replace` and `by`: `delete` takes out every line from the one that holds the text to the one that
holds `to` (left out for one line); `double` writes those lines a second time, behind the first; `after`
adds the lines of `add` behind the line that holds the text. `new: TEXT` makes the file, `remove: yes` takes it
away, `rename: PATH` moves it, `link: TARGET` puts a symbolic link in its place.
`more` holds further edits of the same form, for one slip that shows in several places. `also` names rules that speak of the
same slip for good reason, each with the reason. Faults with the same words in `apart` are about one thing, so that one
would hide the other: they are not planted together.
"""

import shutil
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from functools import cache, cached_property
from pathlib import Path
from typing import Any

import yaml

from sms_lint.load import load
from sms_lint.load.read_files import ReadFiles
from sms_lint.model.controlled_files import FOLDERS
from sms_lint.model.finding import Finding, Result
from sms_lint.rules import checks
from sms_lint.rules.lint import lint
from tooling.example_history.texts import final_settings, final_trust

# What these speak of keeps a file, or an entry of it, from being read.
HIDING = frozenset({"schema", "syntax", "unknown-kind"})
HERE = Path(__file__).parent
ROOT = HERE.parents[1]


class PlantingError(AssertionError):
    """A fault cannot be planted: the place that it names is not there, or not once."""


def _sure(holds: object, message: str) -> None:
    if not holds:
        raise PlantingError(message)


@dataclass(frozen=True)
class Fault:
    """One slip of one person: what was done to which files, and which rule must say so in which line."""

    name: str
    edits: tuple[Mapping[str, Any], ...]
    rule: str
    path: str
    line: str
    also: Mapping[str, str]
    apart: str = ""

    @cached_property
    def touched(self) -> frozenset[str]:
        """The files that it changes, and the one in which the rule must speak."""
        named = (edit[key] for edit in self.edits for key in ("file", "rename") if key in edit)
        return frozenset((*named, self.path))

    @cached_property
    def speaking(self) -> frozenset[str]:
        """The rules that speak of it."""
        return frozenset((self.rule, *self.also))

    @cached_property
    def hides(self) -> bool:
        """Whether something cannot be read because of it, so that rules are silent about what may stand there."""
        return self.rule in HIDING

    @property
    def alone(self) -> bool:
        """Whether nothing else can be planted with it: what is no mere text."""
        return any("link" in edit for edit in self.edits)

    @cached_property
    def rows(self) -> frozenset[tuple[str, int]]:
        """The rows of tables that it changes: the file and the line. `WHOLE` is the line of what is no row."""
        changed = {(edit["file"], line) for edit in self.edits for line in _rows_changed(edit)}
        return frozenset(changed | {(edit["rename"], WHOLE) for edit in self.edits if "rename" in edit})


# Stands for all lines of a file.
WHOLE = -1


@cache
def _reference_text(path: str) -> str:
    return (ROOT / path).read_bytes().decode("utf-8")


def _rows_changed(edit: Mapping[str, Any]) -> Iterable[int]:
    """The lines of a table that an edit changes, from 0; `WHOLE` where the file is no table, or changes as a whole."""
    anchor = next((edit[key] for key in ("replace", "delete", "double", "after") if key in edit), None)
    path = edit["file"]
    if anchor is None or not path.endswith(".csv"):
        return (WHOLE,)
    text = _reference_text(path)
    first = text.find(anchor)
    last = text.find(edit["to"], first) if "to" in edit else first + len(anchor.rstrip("\n"))
    lines = range(text.count("\n", 0, first), text.count("\n", 0, last) + 1)
    return lines if lines.start else (WHOLE,)  # the names of the columns are those of every row


@dataclass(frozen=True)
class Outcome:
    """What was said of one fault: where the rule spoke, which of the rules that may speak too did, and all else."""

    places: tuple[tuple[str, str], ...]
    also: frozenset[str]
    others: tuple[str, ...]

    def is_found(self, fault: Fault) -> bool:
        """Whether the fault was found once, at its place, by all that speak of it."""
        found = [(path, fault.line in line) for path, line in self.places] == [(fault.path, True)]
        return found and self.also == fault.also.keys()

    def is_of(self, fault: Fault) -> bool:
        """Whether the fault was found so, and nothing else was said."""
        return self.is_found(fault) and not self.others


def all_faults() -> Iterator[Fault]:
    """Every fault of the folder, in order."""
    for path in sorted(HERE.glob("*.yml")):
        for entry in yaml.load(path.read_text("utf-8"), yaml.CBaseLoader):
            yield _fault(entry)


def _fault(entry: dict[str, Any]) -> Fault:
    more = entry.pop("more", [])
    fault = Fault(
        name=entry.pop("fault"),
        edits=(entry, *({"file": entry["file"], **edit} for edit in more)),
        rule=entry.pop("finds"),
        path=entry.pop("in", entry.get("rename", entry["file"])),
        line=entry.pop("line", ""),
        also=entry.pop("also", {}),
        apart=entry.pop("apart", ""),
    )
    for edit in fault.edits:
        unknown = edit.keys() - _KEYS
        assert not unknown, f"{fault.name}: unknown keys {sorted(unknown)}"
    return fault


_KEYS = {
    "file", "replace", "by", "delete", "to", "double", "after", "add", "new", "remove", "rename", "link",
}  # fmt: skip


def copy_reference(root: Path) -> Path:
    """A copy of the reference system below `root`, with the settings of its history, where approvals are asked for."""
    for folder in FOLDERS:
        shutil.copytree(ROOT / folder, root / folder)
    for name, text in (("sms.yml", final_settings(ROOT)), ("trust.yml", final_trust())):
        (root / name).write_text(text, "utf-8")
    return root


@dataclass(frozen=True)
class Reference:
    """A copy of the reference system that is judged again and again; what did not change is read once."""

    root: Path
    read: ReadFiles = field(default_factory=ReadFiles)

    def text(self, path: str) -> str | None:
        """The text of a file; None where there is none."""
        target = self.root / path
        return target.read_bytes().decode("utf-8") if target.is_file() else None

    def judged(self, overlay: Mapping[str, str | None]) -> Result:
        """What all rules say where these texts count instead of the files."""
        result = lint(load(self.root, overlay=overlay, read=self.read), checks())
        assert not result.faults, result.faults
        return result


@contextmanager
def planted(reference: Reference, fault: Fault, overlay: dict[str, str | None]) -> Iterator[None]:
    """Put the texts that the fault changes into the overlay. A link is put on the disk, and taken away afterwards."""
    links = [edit for edit in fault.edits if "link" in edit]
    before = {edit["file"]: reference.text(edit["file"]) for edit in links}
    try:
        for edit in links:
            target = reference.root / edit["file"]
            target.unlink(missing_ok=True)
            target.symlink_to(edit["link"])
        for edit in fault.edits:
            if edit not in links:
                _make(overlay, reference, fault, edit)
        yield
    finally:
        for path, text in before.items():
            (reference.root / path).unlink()
            if text is not None:
                (reference.root / path).write_bytes(text.encode())


def _make(
    overlay: dict[str, str | None], reference: Reference, fault: Fault, edit: Mapping[str, Any]
) -> None:
    path = edit["file"]
    text = overlay[path] if path in overlay else reference.text(path)
    if "new" in edit:
        _sure(text is None, f"{fault.name}: {path} already exists")
        overlay[path] = edit["new"]
        return
    if text is None:
        raise PlantingError(f"{fault.name}: there is no {path}")
    if "remove" in edit:
        overlay[path] = None
    elif "rename" in edit:
        overlay[path], overlay[edit["rename"]] = None, text
    else:
        overlay[path] = _edited(text, fault, edit)


def _edited(text: str, fault: Fault, edit: Mapping[str, Any]) -> str:
    if "replace" in edit:
        count = text.count(edit["replace"])
        _sure(count == 1, f"{fault.name}: `{edit['replace']}` stands {count} times in {edit['file']}")
        return text.replace(edit["replace"], edit["by"])
    lines = text.splitlines(keepends=True)
    key = next(name for name in ("delete", "double", "after") if name in edit)
    first = _line_with(lines, edit[key], 0, fault, edit)
    last = _line_with(lines, edit["to"], first, fault, edit) if "to" in edit else first
    if key == "delete":
        return "".join(lines[:first] + lines[last + 1 :])
    added = lines[first : last + 1] if key == "double" else [edit["add"].rstrip("\n") + "\n"]
    return "".join(lines[: last + 1] + added + lines[last + 1 :])


def _line_with(lines: Sequence[str], text: str, start: int, fault: Fault, edit: Mapping[str, Any]) -> int:
    found = [number for number, line in enumerate(lines) if number >= start and text in line]
    _sure(found, f"{fault.name}: no line of {edit['file']} holds `{text}`")
    _sure(len(found) == 1 or start, f"{fault.name}: `{text}` stands in {len(found)} lines of {edit['file']}")
    return found[0]


def groups(faults: Iterable[Fault], size: int) -> Iterator[tuple[Fault, ...]]:
    """The faults in groups in which each can be told from the others by its file and its rule.

    Those that change a table come first, so that few groups have some; then those whose file has most, since each of
    them needs a group of its own: the others fill what these begin.
    """
    every = tuple(faults)
    of_each = Counter(path for fault in every for path in fault.touched)
    waiting: list[list[Fault]] = []
    for fault in sorted(
        every,
        key=lambda fault: (
            not touches_rows([fault.touched]),
            -max(of_each[path] for path in fault.touched),
        ),
    ):
        group = next((each for each in waiting if not any(_meet(fault, other) for other in each)), None)
        if fault.alone or group is None:
            waiting.append(group := [])
        group.append(fault)
        if fault.alone or len(group) == size:
            yield tuple(waiting.pop(waiting.index(group)))
    yield from map(tuple, waiting)


def _meet(one: Fault, other: Fault) -> bool:
    """Whether two faults cannot be told apart: of one rule in one file, in one row or one file that is no table, of
    a rule that may speak of either, one hiding the other.
    """
    return bool(
        (one.rule, one.path) == (other.rule, other.path)
        or (one.apart and one.apart == other.apart)
        or _share_a_row(one, other)
        or not one.also.keys().isdisjoint(other.speaking)
        or not other.also.keys().isdisjoint(one.speaking)
        or one.hides != other.hides
    )


def _share_a_row(one: Fault, other: Fault) -> bool:
    """Whether both change the same row of a table, or the same file of another form."""
    shared = one.touched & other.touched
    if not shared:
        return False
    whole = {path for path, line in one.rows | other.rows if line == WHOLE}
    return (
        one.hides
        or not shared <= _changed(one) & _changed(other) - whole
        or not one.rows.isdisjoint(other.rows)
    )


def _changed(fault: Fault) -> frozenset[str]:
    return frozenset(path for path, _ in fault.rows)


# Where the reference system keeps what other programs export.
_ROWS = ("records/data/", "records/results/")


def touches_rows(paths: Iterable[Iterable[str]]) -> bool:
    """Whether a table is among the paths: its header, or its rows."""
    return any(path.startswith(_ROWS) for touched in paths for path in touched)


def outcomes(reference: Reference, faults: Sequence[Fault]) -> Mapping[str, Outcome]:
    """What the rules say of each of some faults, by its name. They are planted together where that tells them apart.

    One that is not found as it should be may have met another: it is looked at by itself, and the others without it.
    Where something was said besides, each half of them is looked at.
    """
    together = _together(reference, faults)
    if len(faults) == 1 or all(together[fault.name].is_of(fault) for fault in faults):
        return together
    parts: Sequence[Sequence[Fault]]
    missed = [fault for fault in faults if not together[fault.name].is_found(fault)]
    if not missed or len(missed) > len(faults) // 2:
        parts = (faults[: len(faults) // 2], faults[len(faults) // 2 :])
    else:
        parts = [[fault] for fault in missed] + [[fault for fault in faults if fault not in missed]]
    return {name: outcome for part in parts for name, outcome in outcomes(reference, part).items()}


def _together(reference: Reference, faults: Sequence[Fault]) -> Mapping[str, Outcome]:
    with ExitStack() as stack:
        overlay: dict[str, str | None] = {}
        for fault in faults:
            stack.enter_context(planted(reference, fault, overlay))
        findings = reference.judged(overlay).findings
        expected = {(fault.rule, fault.path) for fault in faults}
        also = frozenset[str]().union(*(fault.also for fault in faults))
        others = tuple(
            _words(finding)
            for finding in findings
            if finding.rule not in also and (finding.rule, finding.at.path) not in expected
        )
        return {
            fault.name: Outcome(
                tuple(
                    _place(finding)
                    for finding in findings
                    if (finding.rule, finding.at.path) == (fault.rule, fault.path)
                ),
                frozenset(finding.rule for finding in findings).intersection(fault.also),
                others,
            )
            for fault in faults
        }


def _place(finding: Finding) -> tuple[str, str]:
    return finding.at.path, finding.at.file.line(finding.at.line)


def _words(finding: Finding) -> str:
    return f"{finding.rule} at {finding.at.path}:{finding.at.line}: {finding.message}"
