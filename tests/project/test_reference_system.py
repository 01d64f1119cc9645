"""The service management system of this repository: clean, whole, and sound in an editor's eyes too."""

import json
import re
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator, FormatChecker
from ruamel.yaml import YAML

from sms_lint.model.kinds import kinds
from sms_lint.model.kinds.documents import Process
from sms_lint.model.node import Document
from sms_lint.rules import checks
from sms_lint.rules.lint import lint
from sms_lint.system.sms import Sms
from tests.reference import reference_system

ROOT = Path(__file__).parents[2]
FILES = sorted(path for path in (ROOT / "records").rglob("*.yml"))
MODELINE = re.compile(r"# yaml-language-server: \$schema=(\S+)\n")


@pytest.fixture(scope="module")
def sms() -> Sms:
    return reference_system()


def as_editor_reads(value: Any) -> Any:
    """YAML 1.2 as editors read it: days stay texts."""
    if isinstance(value, dict):
        return {key: as_editor_reads(item) for key, item in value.items()}
    if isinstance(value, list):
        return [as_editor_reads(item) for item in value]
    return value.isoformat() if isinstance(value, date) else value


def test_there_is_nothing_to_find(sms: Sms) -> None:
    result = lint(sms, checks())
    assert [(finding.rule, finding.at.path, finding.message) for finding in result.findings] == []
    assert result.faults == ()
    assert result.unchecked == ()


def test_every_kind_is_there(sms: Sms) -> None:
    there = {node.kind for node in sms.nodes} | {
        table.of for table in sms.registers if hasattr(table, "data")
    }
    assert kinds().keys() - there == set()


def test_every_item_that_the_standard_calls_for_or_implies_is_there(sms: Sms) -> None:
    provided = {item for node in sms.controlled for item in node.provides}
    there = {node.kind for node in sms.nodes} | {register.of for register in sms.registers}
    (book,) = sms.catalogues
    called_for = [item for item in book.items if not item.conditional]
    assert sum(item.requirement == "implied" for item in book.items) == 33
    assert len(called_for) > 70
    missing = [item.id for item in called_for if item.id not in provided and not there & set(item.shown_by)]
    assert missing == []


def test_every_process_of_clause_8_is_described(sms: Sms) -> None:
    met = {clause for process in sms.all(Process) for clause in process.satisfies}
    (book,) = sms.catalogues
    operation = [
        clause.id for clause in book.clauses if clause.number.startswith("8.") and clause.obligations
    ]
    documented = met | {clause for document in sms.all(Document) for clause in document.satisfies}
    assert [clause for clause in operation if clause not in documented] == []


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_an_editor_finds_nothing_either(path: Path) -> None:
    text = path.read_text("utf-8")
    named = MODELINE.match(text)
    assert named, "the first line names the schema"
    schema = json.loads((path.parent / named.group(1)).resolve().read_text("utf-8"))
    values = as_editor_reads(YAML(typ="safe", pure=True).load(text))
    assert schema["properties"]["kind"]["const"] == values["kind"]
    errors = Draft202012Validator(schema, format_checker=FormatChecker(["date"])).iter_errors(values)
    assert [f"{list(error.absolute_path)}: {error.message}" for error in errors] == []
