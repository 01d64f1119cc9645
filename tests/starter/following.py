"""Does literally what the plan says: writes each document with the sentence offered, enters each first entry."""

import re
from collections.abc import Mapping
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from sms_lint.load import load
from sms_lint.load.read_files import ReadFiles
from sms_lint.model.example import example_values
from sms_lint.model.finding import Finding
from sms_lint.model.node import Node
from sms_lint.rules import checks
from sms_lint.rules.lint import lint
from sms_lint.starter.data import record_forms
from sms_lint.starter.disk import write_new
from sms_lint.starter.entry import Wanted, addition
from sms_lint.starter.ordering import Task
from sms_lint.starter.yaml_text import yaml_text
from sms_lint.system.sms import Sms

_COMMENT = re.compile(r"<!--\n.*?For example: (.*?)\nWrite your own.*?-->\n", re.S)
_WRITE = re.compile(r"write (\S+) and bring it into force")
_ENTER = re.compile(r"enter the first in (\S+?)(?:, and .*)?: sms-lint new (\S+)")
_ADD = re.compile(r"add .*: sms-lint new (\S+) --id (\S+)")
_BEGIN = re.compile(r"begin the register .*: sms-lint new (\S+)")
_DAY = re.compile(r"20[0-9]{2}-[01][0-9]-[0-3][0-9](?:T[0-9:]+)?(?:Z|[+-][0-9:]+)?")


_MONTH, _QUARTER = re.compile(r"20[0-9]{2}-[01][0-9]"), re.compile(r"20[0-9]{2}-Q[1-4]")
_ID = re.compile(r"[A-Z]{2,}(?:-[A-Z0-9]+)+")
# What the row offers under "if it applies", and does.
_WHERE_IT_APPLIES: Mapping[str, set[str]] = {
    "competence": {"gap_action", "action_effective"},
    "improvement": {"objective_link"},
    "incident": {"service"},
}
# What is reached here, other than in the example.
_OWN: Mapping[str, Mapping[str, str]] = {
    "sla-result": {"actual": "99.57", "met": "yes"},
    "supplier-contract": {"status": "active"},
}
# What names each other is entered at once.
_TOGETHER = frozenset({"other-party", "supplier-contract"})
_AUDITOR = """\
  - id: P-006
    roles:
      - {role: internal-auditor, from: 2026-01-01}
"""


class Follower:
    """Somebody who carries out one task after the other, on one day."""

    def __init__(self, root: Path, today: date) -> None:
        self._root, self._today, self._read = root, today, ReadFiles()
        self._checks = checks()
        self._done: set[str] = set()

    def sms(self) -> Sms:
        """The system as it is now."""
        return load(self._root, today=self._today, read=self._read)

    def more_than_notes(self) -> list[str]:
        """What the check says now, but for notes."""
        return [_said(one) for one in lint(self.sms(), self._checks).findings if one.severity != "note"]

    def carry_out(self, task: Task) -> bool:
        """Do what a task says, once; False for what has to wait until there is a case."""
        if task.action in self._done:
            return True
        self._done.add(task.action)
        if match := _WRITE.fullmatch(task.action):
            self.write(match[1])
        elif match := _ENTER.fullmatch(task.action):
            self._enter(match[1], match[2])
        elif match := _ADD.fullmatch(task.action):
            added = addition(self.sms(), Wanted(match[1], id=match[2]))
            write_new(self._root, {added.path: added.text})
            self.write(added.path)
        elif match := _BEGIN.fullmatch(task.action):
            self._enter(record_forms()[match[1]].path, match[1])
        else:
            return False
        return True

    def _change(self, path: str, *changes: tuple[str, str]) -> None:
        file = self._root / path
        text = file.read_text("utf-8")
        for pattern, new in changes:
            text = re.sub(pattern, new, text, flags=re.M)
        file.write_text(text, "utf-8")

    def write(self, path: str) -> None:
        """A document as the first page says: its text under each heading, then in force, approved and reviewed."""
        file = self._root / path
        file.write_text(_COMMENT.sub(lambda found: f"{found[1]}\n", file.read_text("utf-8")), "utf-8")
        self._change(
            path,
            (r'^version: "0.1"', 'version: "1.0"'),
            (r"^lifecycle: draft", "lifecycle: active"),
            (r"^# effective: ", f"effective: {self._today} "),
            self._reviewed,
        )

    @property
    def _reviewed(self) -> tuple[str, str]:
        return r"^review: \{every: ([^,}]+)\}", rf"review: {{every: \1, last: {self._today}}}"

    def _enter(self, path: str, kind: str) -> None:
        sms = self.sms()
        if kind in {node.kind for node in sms.nodes}:
            return
        added = addition(sms, Wanted(kind, id=str(example_values(kind)["id"])))
        text, model = added.text, sms.kinds[kind]
        values = {name: value for name, value in self._values(sms, kind, added.id).items() if name != "id"}
        for name, value in values.items():
            line = yaml_text({name: value}, model, "    ")
            text, count = re.subn(rf"^    # {name}:  #.*\n", lambda _, line=line: line, text, flags=re.M)  # type: ignore[misc]  # the line of this turn
            assert count == 1, (kind, name)
        (self._root / path).write_text(text, "utf-8")
        self._change(path, self._reviewed)
        self._do_also(sms, kind, added.id, values)

    def _do_also(self, sms: Sms, kind: str, name: str, values: Mapping[str, Any]) -> None:
        """What the plan wants done together with an entry."""
        registers = "records/registers"
        if kind == "customer":
            goes_live = rf"lifecycle: live\n    requirements: [PLN-REQ]\n    customer: [{name}]"
            self._change(f"{registers}/service.yml", (r"lifecycle: proposed$", goes_live))
        elif kind == "kpi":
            process = sms.ids[str(values["process"])]
            self._change(process.path, (r"^(kind: process\n)", rf"\1kpis: [{name}]\n"))
        elif kind == "other-party":
            self._enter(f"{registers}/supplier-contract.yml", "supplier-contract")
        elif kind == "person":
            self._change(f"{registers}/person.yml", (r"^(entries:\n)", rf"\1{_AUDITOR}"))
        elif kind == "problem":
            (incident,) = values["related_incidents"]
            at = f"  - id: {incident}\n"
            self._change(f"{registers}/incident.yml", (f"^{at}", f"{at}    problem: {name}\n"))

    def _values(self, sms: Sms, kind: str, name: str) -> Mapping[str, Any]:
        """The fields that are needed, and those that they call for in turn, as the sound example has them."""
        model = sms.kinds[kind]
        sound = {**example_values(kind), **_OWN.get(kind, {})}
        needed = _WHERE_IT_APPLIES.get(kind, set()) | {
            info.alias or field for field, info in model.model_fields.items() if info.is_required()
        }
        while True:
            values = {
                field: self._value(sms, model, field, sound[field]) for field in sound if field in needed
            }
            values["id"] = name
            more = {str(fault.route[0]) for fault in model.read(values)[1] if fault.route} - needed
            if not more & sound.keys():
                return values
            needed |= more

    def _value(self, sms: Sms, model: type[Node], field: str, sound: Any) -> Any:
        schema = _properties(model)[field]
        if (
            field == model.KIND.state_field
            and "enum" in schema
            and field not in _OWN.get(model.KIND.name, {})
        ):
            return schema["enum"][0]
        if (model.KIND.name, field) == ("customer", "services"):
            return [node.id for node in sms.of_kind("service")]
        return self._adapted(sms, _links(schema), sound)

    def _adapted(self, sms: Sms, links: tuple[str, ...] | None, sound: Any) -> Any:
        """The value of the example on this day, with references to what there is."""
        if isinstance(sound, Mapping):
            values = {name: self._adapted(sms, None, value) for name, value in sound.items()}
            return {name: value for name, value in values.items() if not self._leads_nowhere(sms, value)}
        if isinstance(sound, list):
            items = [self._adapted(sms, links, value) for value in sound]
            return [item for item in items if item != ""]
        if links is not None:
            return self._some(sms, links, str(sound))
        day, quarter = str(self._today), f"{self._today.year}-Q{(self._today.month + 2) // 3}"
        dated = _DAY.sub(lambda found: day + found[0][10:], str(sound))
        return day[:7] if _MONTH.fullmatch(dated) else quarter if _QUARTER.fullmatch(dated) else dated

    def _leads_nowhere(self, sms: Sms, value: Any) -> bool:
        """Whether a value inside a group is the id of something that is not there."""
        return isinstance(value, str) and bool(_ID.fullmatch(value)) and value not in sms.ids

    def _some(self, sms: Sms, links: tuple[str, ...], sound: str) -> str:
        """What the example names where it is there, else the first of its kind."""
        if sound in sms.ids:
            return sound
        names = (node.id for node in sms.nodes if not links or node.kind in links)
        return next(names, sound if _TOGETHER.intersection(links) else "")


@cache
def _properties(model: type[Node]) -> Mapping[str, Any]:
    properties: Mapping[str, Any] = model.model_json_schema(by_alias=True)["properties"]
    return properties


def _links(schema: Mapping[str, Any]) -> tuple[str, ...] | None:
    held = [schema, schema.get("items", {}), *schema.get("anyOf", [])]
    return next((tuple(one["x-link"]) for one in held if "x-link" in one), None)


def _said(finding: Finding) -> str:
    return f"{finding.severity}: {finding.at.path}: {finding.rule}: {finding.message}"
