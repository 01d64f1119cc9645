"""Every setting has a reader: a run over systems that use all of them asks for each."""

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any, get_args

import pytest

from sms_lint.assistant.drafting import Change, draft
from sms_lint.assistant.permission import permission
from sms_lint.cli import main
from sms_lint.load import load
from sms_lint.model.kinds import kinds
from sms_lint.model.settings import Config
from sms_lint.model.settings_group import Settings
from sms_lint.publish.site import build_pages
from sms_lint.rules import checks
from sms_lint.rules.lint import lint
from tests.assistant.asking import commit, git
from tests.reference import reference_system

ALL_IN_USE = """\
organization: {name: Example organization, description: What it provides}
as_of: 2026-10-31
repository: https://git.example.org/sms
site: https://sms.example.org
top_management: [managing-director]
preset: starter
approval: {policy: E0}
rules: {orphan-document: note}
folders: [{folder: policies, rules: {missing-section: note}}]
kinds: [{kind: vehicle, title: Vehicle, schema: vehicle.json}]
suppressions: [{rule: missing-section, node: POL-X, reason: agreed, until: 2026-12-31}]
engines:
  - name: warehouse
    kind: postgresql
    address: NOWHERE
    tables: [{kind: incident, table: itsm.incident, columns: {opened_at: sys_created_on}}]
public: {kpis: [KPI-X], continuity_tests: yes, certificates: [{standard: a, body: b, number: c, until: 2026-12-31, scope: d}]}
assistant: {access: draft, reads: internal, name: helper, email: helper@example.invalid}
reminders:
  mail: {sender: sms@example.invalid, host: 127.0.0.1, port: 9, security: none, to: {x: y}, others: all@example.invalid}
"""
KPI = """\
kind: kpi
id: KPI-X
name: Incidents
question: How many are there?
process: PRC-X
owner: change-manager
type: count
source: incident
event: opened_at
unit: incidents
direction: lower
targets: [{from: 2026-01-01, value: 10}]
frequency: month
"""
POLICY = """\
---
kind: policy
id: POL-X
title: A policy
version: "1.0"
lifecycle: active
owner: change-manager
approver: managing-director
review: {every: 12 months, last: 2026-06-01}
classification: internal
retention: 7 years
---
# A policy
"""


def groups_in(annotation: Any) -> Iterator[type[Settings]]:
    """The groups of settings that a field holds, one of them or a list."""
    if isinstance(annotation, type) and issubclass(annotation, Settings):
        yield annotation
    for part in get_args(annotation):
        yield from groups_in(part)


def leaves(model: type[Settings]) -> Iterator[tuple[str, str]]:
    """The group and name of every setting that holds a value."""
    for name, field in model.model_fields.items():
        groups = list(groups_in(field.annotation))
        yield from (leaf for group in groups for leaf in leaves(group))
        if not groups:
            yield model.__name__, name


def is_of_the_product(file: str) -> bool:
    return "/sms_lint/" in file and "/sms_lint/model/settings" not in file


@pytest.fixture
def read(monkeypatch: pytest.MonkeyPatch) -> set[tuple[str, str]]:
    """The settings that the product has asked for since the test began."""
    found: set[tuple[str, str]] = set()

    def noting(self: Settings, name: str) -> Any:
        if name in type(self).__pydantic_fields__ and is_of_the_product(sys._getframe(1).f_code.co_filename):
            found.add((type(self).__name__, name))
        return object.__getattribute__(self, name)

    monkeypatch.setattr(Settings, "__getattribute__", noting)
    return found


def test_every_setting_is_read(
    read: set[tuple[str, str]], tmp_path: Path, reference_repository: Path
) -> None:
    (tmp_path / "sms.yml").write_text(ALL_IN_USE, "utf-8")
    (tmp_path / "vehicle.json").write_text('{"type": "object"}', "utf-8")
    (tmp_path / "policies").mkdir()
    (tmp_path / "policies" / "x.md").write_text(POLICY, "utf-8")
    (tmp_path / "records").mkdir()
    (tmp_path / "records" / "kpi.yml").write_text(KPI, "utf-8")
    for root in (tmp_path, reference_repository):
        main(["check", "--root", str(root), "--select", "settings"])
        sms = load(root, with_history=True)
        result = lint(sms, checks())
        assert not result.faults
        assert build_pages(sms, result, {}).pages
        assert build_pages(sms, result, {}, "public").pages
    assert main(["remind", "--root", str(tmp_path), "--send"]) == 2  # nobody listens there
    assert (
        main(["kpi", "--root", str(tmp_path), "--engine", "warehouse"]) == 2
    )  # the environment has no address
    git(tmp_path, "init", "-q", "-b", "main")
    commit(tmp_path, "Begin")
    change = Change("policies/x.md", "# A policy", "# A policy\n\nIt holds for all that we do for customers.")
    draft(permission(tmp_path, wanted="draft"), "A scope", "It has none.", [change])
    every = set(leaves(Config))
    assert len(every) > 60
    # What a promise or a cycle names is read where an entry has it to keep: tests/system/test_deadlines.py shows it.
    kept = [promise for model in kinds().values() for promise in (*model.KIND.promises, *model.KIND.cycles)]
    assert every - read - {("IntervalSettings", promise.setting) for promise in kept} == set()


def test_a_setting_that_nothing_asks_for_would_be_found(read: set[tuple[str, str]]) -> None:
    sms = reference_system()
    read.clear()
    assert sms.config.review.maximum
    assert read == set(), "a test is no reader"
    lint(sms, [check for check in checks() if check.rule.id == "review-interval-too-long"])
    assert ("ReviewSettings", "maximum") in read
    assert ("ReviewSettings", "due_soon") not in read
