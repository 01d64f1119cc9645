"""CONTRIBUTING is kept true: what it shows is run, and what it names exists."""

import re
import shutil
import sys
import textwrap
import tomllib
from datetime import date
from pathlib import Path

import pytest

from sms_lint import report, rules
from sms_lint.load import load
from sms_lint.model import kinds as models
from sms_lint.model.catalogue import catalogue_names, load_catalogue
from sms_lint.model.node import Node
from sms_lint.report.reference.schemas import kind_schema
from sms_lint.rules import documents
from sms_lint.rules.lint import lint

ROOT = Path(__file__).parents[2]
TEXT = (ROOT / "CONTRIBUTING.md").read_text("utf-8")
SECTION = {
    title: body
    for title, body in re.findall(r"^## (.+?)\n(.*?)(?=^## |\Z)", TEXT, re.M | re.S)
    if title.startswith("Add a ")
}


def code(title: str) -> str:
    found = re.findall(r"^```python\n(.*?)^```$", SECTION[title], re.M | re.S)
    assert len(found) == 1
    return str(found[0])


def test_the_four_pages_are_there() -> None:
    assert set(SECTION) == {"Add a rule", "Add a kind", "Add a catalogue", "Add a format"}


@pytest.mark.parametrize(
    "path", sorted(set(re.findall(r"`((?:sms_lint|tests|docs|records|processes|schemas)/[\w./-]*)`", TEXT)))
)
def test_every_path_it_names_exists(path: str) -> None:
    if "NAME" not in path:
        assert (ROOT / path).exists()


@pytest.mark.parametrize("target", sorted(set(re.findall(r"`make ([a-z]+)`", TEXT))))
def test_every_target_it_names_exists(target: str) -> None:
    assert re.search(rf"^{target}:", (ROOT / "Makefile").read_text("utf-8"), re.M)


def test_the_picture_shows_the_floors() -> None:
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    floors = settings["tool"]["importlinter"]["contracts"][0]["layers"]
    rooms = {path.name for path in (ROOT / "sms_lint").iterdir() if (path / "__init__.py").exists()}
    picture = re.search(r"^```text\n(.*?)^```$", TEXT, re.M | re.S)
    assert picture is not None
    lines = picture[1].splitlines()[2:]
    shown = [re.findall(r"(?:^   |│   )([a-z]+)  ", line) for line in lines]
    built = [[name for name in re.findall(r"\((\w+)\)", floor) if name in rooms] for floor in floors]
    assert shown == built, "each floor with its rooms, from the top down"
    assert {name for floor in shown for name in floor} == rooms
    planned = {name for floor in floors for name in re.findall(r"\((\w+)\)", floor)} - rooms
    assert all(f"`{name}` (" in TEXT for name in planned), "what is not built yet is said"


def test_the_record_that_is_followed_gets_the_finding_that_is_shown(tmp_path: Path) -> None:
    shown = re.search(r"^```yaml (\S+)\n(.*?)^```$", TEXT, re.M | re.S)
    assert shown is not None
    root = shutil.copytree(ROOT / "tests/systems/minimal", tmp_path / "system")
    (root / shown[1]).write_text(shown[2], "utf-8")
    found = lint(load(root), rules.checks(), select=["objective-overdue"]).findings
    assert [f"{finding.severity}: {finding.rule}  {finding.message}" for finding in found] == re.findall(
        r"^   (error: .*)$", TEXT, re.M
    )
    assert shown[2].splitlines()[found[0].at.line - 1].strip().startswith("due:")


def test_every_target_is_explained() -> None:
    targets = set(re.findall(r"^([a-z]+):(?!=)", (ROOT / "Makefile").read_text("utf-8"), re.M)) - {"help"}
    assert set(re.findall(r"^\| `make ([a-z]+)` \|", TEXT, re.M)) == targets


def test_a_file_in_the_folder_is_a_rule(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    source = '"""A document is late.\n\nBecause.\n"""\nfrom collections.abc import Iterator\n'
    source += "from sms_lint.model.finding import Finding, Rule\nfrom sms_lint.model.node import Document\nfrom sms_lint.system.sms import Sms\n"
    before = len(rules.checks())
    (tmp_path / "late_document.py").write_text(source + code("Add a rule"), "utf-8")
    monkeypatch.setattr(documents, "__path__", [*documents.__path__, str(tmp_path)])
    try:
        found = {check.rule.id: check for check in rules.checks.__wrapped__()}
    finally:
        sys.modules.pop("sms_lint.rules.documents.late_document", None)
    assert len(found) == before + 1
    system = load(ROOT / "tests/systems/minimal", today=date(2031, 1, 1))
    assert [finding.rule for finding in lint(system, [found["late-document"]]).findings] == ["late-document"]


def test_a_class_in_the_folder_is_a_kind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    source = """\
        from typing import Annotated, ClassVar
        from pydantic import Field
        from sms_lint.ground.fields import Ref, RoleRef, Text, To
        from sms_lint.model.kind import Kind
        from sms_lint.model.node import Record
        """
    before = models.kinds().keys()
    (tmp_path / "newcomer.py").write_text(textwrap.dedent(source) + code("Add a kind"), "utf-8")
    monkeypatch.setattr(models, "__path__", [*models.__path__, str(tmp_path)])
    try:
        found = models.kinds.__wrapped__()
    finally:
        sys.modules.pop("sms_lint.model.kinds.newcomer", None)
    added = found.keys() - before
    assert added == {"supplier"}
    model: type[Node] = found["supplier"]
    assert model.read({"id": "SUP-1", "title": "Carrier", "manager": "supplier-manager"})[1] == []
    assert kind_schema(model)["title"] == "Supplier"


def test_every_catalogue_in_the_folder_is_one() -> None:
    files = {path.stem for path in (ROOT / "sms_lint/model/catalogue/data").glob("*.yml")}
    assert set(catalogue_names()) == files
    prefixes = [load_catalogue(name).prefix for name in files]
    assert len(prefixes) == len(set(prefixes))


def test_the_formats_are_the_keys_of_the_table() -> None:
    assert all(callable(function) for function in report.FORMATS.values())
    assert {"full", "concise", "json", "sarif", "github"} <= set(report.FORMATS)
