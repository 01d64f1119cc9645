"""A finding about an entry carries its id and stands at its line, in whichever form the entry is written.

The bad examples of every rule are written again: each register as a file for each entry, and as a table in CSV. The
rule must speak of the same entries, and of what it says each time, the file itself tells whether id and line are right.
"""

import ast
import csv
import io
import json
import os
import re
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from sms_lint import rules
from sms_lint.ground.text import read_yaml
from sms_lint.model.columns import field_forms
from sms_lint.model.finding import Finding
from sms_lint.model.kinds import kinds
from sms_lint.model.node import Record
from sms_lint.rules import Check
from sms_lint.rules.lint import lint
from tests.rules.minimal import Minimal
from tests.rules.test_examples import Case, all_cases

Files = dict[str, str]
NIGHTLY = bool(os.environ.get("SMS_LINT_NIGHTLY"))


class Ledger(NamedTuple):
    """A register: where it stands, what its head says, and its entries."""

    path: str
    head: Mapping[str, Any]
    entries: tuple[Mapping[str, Any], ...]


Form = Callable[[Ledger], Files]


def ledger(path: str, text: str) -> Ledger | None:
    """The register that a file holds, where each of its entries has an id of its own."""
    values = read_yaml(text).values
    if not path.endswith(".yml") or not isinstance(values, dict) or "entries" not in values:
        return None
    entries = values.pop("entries")
    ids = (
        [entry.get("id") for entry in entries]
        if isinstance(entries, list) and all(isinstance(entry, dict) for entry in entries)
        else [None]
    )
    return Ledger(path, values, tuple(entries)) if all(ids) and len(set(ids)) == len(ids) else None


def in_files(register: Ledger) -> Files:
    """A file for each entry."""
    folder = register.path.removesuffix(".yml")
    return {
        f"{folder}/{number}.yml": _yaml({"kind": register.head["kind"], **entry})
        for number, entry in enumerate(register.entries)
    }


def in_table(register: Ledger) -> Files:
    """A header and a table in CSV; nothing where an entry holds what no column can hold."""
    model = kinds().get(register.head["kind"])
    flat = all(_is_flat(value) for entry in register.entries for value in entry.values())
    if (
        model is None
        or not issubclass(model, Record)
        or not flat
        or any(form.required and form.nested for form in field_forms(model))
    ):
        return {}
    names = list(dict.fromkeys(name for entry in register.entries for name in entry))
    text = io.StringIO()
    writer = csv.DictWriter(text, names, lineterminator="\n")
    writer.writeheader()
    writer.writerows({name: _cell(value) for name, value in entry.items()} for entry in register.entries)
    data = register.path.rpartition("/")[2].replace(".yml", ".csv")
    header = {**register.head, "data": data, "source": {"system": "Desk", "exported": "2026-09-30"}}
    return {register.path: _yaml(header), register.path.replace(".yml", ".csv"): text.getvalue()}


def _is_flat(value: Any) -> bool:
    return not isinstance(value, dict) and not (
        isinstance(value, list) and any(not isinstance(item, str) or ";" in item for item in value)
    )


def _cell(value: Any) -> str:
    return ";".join(value) if isinstance(value, list) else value or ""


def _yaml(values: Mapping[str, Any]) -> str:
    return "".join(f"{name}: {json.dumps(value, ensure_ascii=False)}\n" for name, value in values.items())


def run(
    check: Check, files: Files, minimal: Minimal, without: frozenset[str] = frozenset()
) -> tuple[Finding, ...]:
    """What the rule says of the small system with these files in it, and without those."""
    overlay = {**dict.fromkeys(without), **files}
    result = lint(minimal.with_files(overlay), [check])
    assert not result.faults
    return result.findings


def stands_at(finding: Finding) -> str | None:
    """The id of the entry that stands at the place of a finding, told from the text alone; None beside entries."""
    text, place = finding.at.file.text, finding.at.start
    if finding.at.path.endswith(".csv"):
        names, *rows = csv.reader(io.StringIO(text, newline=""))
        return rows[finding.at.line - 2][names.index("id")]
    if "\nentries:" not in text or place < text.index("\nentries:"):
        own = re.search(r"^id: [\"']?([^\s\"']+)", text, re.M)
        return own[1] if own else None
    entries = text[text.index("\nentries:") : text.find("\n", place)]
    ids = re.findall(r"^ {0,2}- .*?\bid: ([A-Za-z0-9-]+)", entries, re.M) or re.findall(
        r"\bid: ([A-Za-z0-9-]+)", entries
    )
    return ids[-1] if ids else None


# What writing a file anew puts right.
OF_THE_WRITING = frozenset(
    {
        "duplicate-key",
        "hidden-character",
        "line-ends",
        "look-alike-character",
        "swallowed-text",
        "yaml-feature",
        "yaml-trap",
    }
)
# What could not be read has no id.
UNREAD = frozenset({"duplicate-key", "filler-text", "unknown-kind", "yaml-feature"})
# What compares the entries of one file with each other, or is about all of a table: a column that is not there. An
# entry that cannot be read hides what it may be named; of a row in a table the id is known, and former ids count for
# nothing there.
OF_A_FILE = frozenset(
    {
        "dangling-reference",
        "former-id-taken",
        "incident-without-resolution",
        "no-top-management",
        "role-reports-in-a-circle",
        "schema",
        "stale-evidence",
    }
)


def bad_examples() -> Iterator[tuple[Check, Case]]:
    """The bad example on the page of each rule, where plain text shows it; all of a rule that was several.

    SMS_LINT_NIGHTLY=1 takes every further case too.
    """
    for check, example, own in all_cases():
        if example.verdict == "Bad" and (own or check.rule.aliases or NIGHTLY) and example.is_plain:
            yield check, example


FORMS: tuple[Form, ...] = (in_files, in_table)


@pytest.mark.parametrize(
    ("check", "example", "forms"),
    [
        # To read a table takes twenty times as long as all else here: by day one rule in six has its entries in one.
        pytest.param(check, example, FORMS if NIGHTLY or not number % 6 else (in_files,), id=check.rule.id)
        for number, (check, example) in enumerate(bad_examples())
    ],
)
def test_a_finding_carries_the_id_of_what_stands_there(
    check: Check, example: Case, forms: tuple[Form, ...], minimal: Minimal
) -> None:
    files = example.texts
    registers = {path: found for path, text in files.items() if (found := ledger(path, text))}
    findings = run(check, files, minimal)
    at = registers.keys() & {finding.at.path for finding in findings}
    for finding in findings:
        if finding.at.path in at and check.rule.id not in UNREAD:
            assert finding.node == stands_at(finding), finding.message
    for form in forms:
        written = {path: files_made for path, register in registers.items() if (files_made := form(register))}
        if not written or check.rule.id in OF_THE_WRITING:
            continue
        others = {path: text for path, text in files.items() if path not in written}
        made = {path: text for files_made in written.values() for path, text in files_made.items()}
        again = run(check, {**others, **made}, minimal, frozenset(written))
        new = [finding for finding in again if finding.at.path in made]
        assert [finding.node for finding in new] == [stands_at(finding) for finding in new]
        told = sorted(finding.node for finding in findings if finding.at.path in written)
        of_the_head = {register.head.get("id") for register in registers.values()}.intersection(told)
        if check.rule.id not in OF_A_FILE and not of_the_head:
            assert sorted(finding.node for finding in new) == told


def by_hand(source: str) -> Iterator[str]:
    """The findings in a rule that take the place of a value and the id beside it, which `about` takes from one thing."""
    for call in ast.walk(ast.parse(source)):
        if not (isinstance(call, ast.Call) and isinstance(call.func, ast.Attribute) and call.args):
            continue
        ids = [ast.unparse(keyword.value) for keyword in call.keywords if keyword.arg == "node"]
        place = call.args[0]
        if call.func.attr != "finding" or not ids or not isinstance(place, ast.Call):
            continue
        held = place.func
        value = held.value if isinstance(held, ast.Attribute) and held.attr in {"at", "place"} else None
        same = value is not None and ids[0] in _ids_of(value)
        if same or ids[0].endswith("entry.node.id"):
            yield ast.unparse(call)


def _ids_of(subject: ast.expr) -> set[str]:
    name = ast.unparse(subject)
    return {f"{name}.id", f"{name}.node.id"}


def test_what_is_by_hand_is_found() -> None:
    written = "RULE.finding({}, message, node={})"
    for place, node in (("e.at('f')", "e.id"), ("e.place()", "e.node.id"), ("at(x)", "late.entry.node.id")):
        assert list(by_hand(written.format(place, node)))
    for place, node in (("n.text_at(s)", "n.id"), ("o.at('of')", "one.of"), ("w.at(1, 2)", "w.id_at(1)")):
        assert not list(by_hand(written.format(place, node)))


def test_no_rule_puts_place_and_id_together_by_hand() -> None:
    folder = Path(rules.__file__).parent
    wrong = {path.name: list(by_hand(path.read_text("utf-8"))) for path in folder.rglob("*.py")}
    assert {name: calls for name, calls in wrong.items() if calls} == {}
