"""What no fix touches, and where one is unsafe."""

import pytest

from sms_lint.model.fix import Fix, TextEdit
from sms_lint.rules import checks
from sms_lint.rules.lint import lint
from sms_lint.rules.permitted_fixes import with_permitted_fix
from tests.rules.minimal import Minimal
from tests.rules.notation import entry_files

FORM = [check for check in checks() if ".form." in check.rule.module]


def fixes_of(
    minimal: Minimal, entries: str, rule: str, *, word: str = "", ending: str = "\n"
) -> list[Fix | None]:
    files = {path: file.text.replace("\n", ending) for path, file in entry_files(entries, 0).items()}
    found = lint(minimal.with_files(files), FORM).findings
    found = tuple(each for each in found if each.rule == rule and each.at.path in files)
    return [finding.fix for finding in found if word in finding.message]


OPEN = "change CHG-2026-0001: {status: approved, related_rfc_release: [CHG-2026-1]}\n"
CLOSED = "change CHG-2026-0001: {status: closed, related_rfc_release: [CHG-2026-1]}\n"


def test_a_closed_record_stays_as_it_is(minimal: Minimal) -> None:
    (fix,) = fixes_of(minimal, OPEN, "dangling-reference", word="CHG-2026-1`")
    assert fix is not None
    assert fix.title == "write `CHG-2026-0001`"
    assert fixes_of(minimal, CLOSED, "dangling-reference", word="CHG-2026-1`") == [None]


def test_a_closed_record_with_a_fault_that_keeps_it_from_being_read_stays_as_it_is(minimal: Minimal) -> None:
    open_one = OPEN.replace("related", "requested_at: 1.2.2026, related")
    (fix,) = fixes_of(minimal, open_one, "schema", word="2026-02-01")
    assert fix is not None
    assert fix.safe
    closed_one = CLOSED.replace("related", "requested_at: 1.2.2026, related")
    assert fixes_of(minimal, closed_one, "schema", word="2026-02-01") == [None]


def test_a_fix_that_also_edits_a_closed_record_is_not_offered(minimal: Minimal) -> None:
    entries = "change CHG-2026-0001: {status: approved, title: a}\nchange CHG-2026-0002: {status: closed}\n"
    (path, file), *_ = entry_files(entries, 0).items()
    sms = minimal.with_files({path: file.text})
    own, other = sms.by_id("change")["CHG-2026-0001"], sms.by_id("change")["CHG-2026-0002"]
    rule = FORM[0].rule
    finding = rule.about(own, "title", "it is so")
    here, there = (TextEdit(entry.at("title"), "b") for entry in (own, other))
    assert with_permitted_fix(sms, finding.with_fix(Fix("do", (here,), safe=True))).fix is not None
    assert with_permitted_fix(sms, finding.with_fix(Fix("do", (here, there), safe=True))).fix is None


def test_line_ends_are_put_right_everywhere_and_before_all_else(minimal: Minimal) -> None:
    (fix,) = fixes_of(minimal, CLOSED, "line-ends", ending="\r\n")
    assert fix is not None
    assert fix.safe
    assert set(fixes_of(minimal, OPEN, "dangling-reference", ending="\r")) <= {None}


@pytest.mark.parametrize(("lifecycle", "safe"), [("active", False), ("draft", True)])
def test_in_a_document_in_force_a_change_of_words_is_unsafe(
    lifecycle: str, safe: bool, minimal: Minimal
) -> None:
    text = minimal.with_files({}).documents[0].origin.file
    changed = text.text.replace("lifecycle: active", f"lifecycle: {lifecycle}")
    broken = changed.replace("12 months", "yearly", 1)
    assert broken != changed
    found = lint(minimal.with_files({text.path: broken}), FORM).findings
    fixes = [finding.fix for finding in found if finding.rule == "schema"]
    assert [fix.safe for fix in fixes if fix] == [safe]


def test_trust_settings_are_left_to_their_owners(minimal: Minimal) -> None:
    sms = minimal.with_files({"trust.yml": "version: 1.10\n"})
    assert sms.trust
    found = lint(sms, FORM).findings
    assert all(finding.fix is None for finding in found if finding.at.path == "trust.yml")
