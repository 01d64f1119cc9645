"""The commands that write to people: nothing goes out unasked, and nobody is told the same twice."""

import json
from pathlib import Path

import pytest

from sms_lint.cli import main
from tests.outside.forge.serving import TOKEN, Kept, serving
from tests.outside.post_office import PostOffice, post_office

POLICY = """\
---
kind: policy
id: POL-CHG
title: Change policy
version: "1.0"
lifecycle: active
owner: change-manager
approver: managing-director
effective: 2025-01-10
review: {every: 12 months, last: 2025-10-01}
classification: internal
retention: 3 years
---
# Change policy

Words.
"""
MAIL = "reminders:\n  mail: {{sender: sms@example.invalid, host: 127.0.0.1, port: {port}, security: none, others: all@example.invalid, to: {{change-manager: changes@example.invalid}}}}\n"  # fmt: skip


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A system in which a review is overdue."""
    root = tmp_path / "sms"
    (root / "policies").mkdir(parents=True)
    (root / "sms.yml").write_text("organization: {name: Example}\n", "utf-8")
    (root / "policies/change.md").write_text(POLICY, "utf-8")
    return root


def with_mail(root: Path, port: int = 25) -> None:
    (root / "sms.yml").write_text("organization: {name: Example}\n" + MAIL.format(port=port), "utf-8")


def remind(root: Path, *options: str, today: str = "2026-10-31") -> int:
    return main(["remind", "--root", str(root), "--today", today, *options])


def test_without_more_it_only_says_it(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = sorted(root.rglob("*"))
    assert remind(root) == 0
    out = capsys.readouterr().out
    assert "- POL-CHG: review of the document (policies/change.md) was due on 2026-10-01" in out
    assert sorted(root.rglob("*")) == before


@pytest.mark.parametrize("forge", ["github", "gitlab"])
def test_issues_are_kept_on_the_forge(
    root: Path, forge: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    kept = Kept(forge, "robot")
    monkeypatch.setenv("GH_TOKEN", TOKEN)
    monkeypatch.setenv("GITLAB_TOKEN", TOKEN)
    with serving(kept) as address:
        options = ("--forge", forge, "--project", "acme/sms", "--address", address)
        assert remind(root, *options) == 0
        assert "opened: Due: change-manager" in capsys.readouterr().out
        number = len(kept.issues)
        kept.written.clear()
        assert remind(root, *options) == 0
        assert kept.written == []
        (root / "policies/change.md").unlink()
        assert remind(root, *options) == 0
        assert "closed: issue" in capsys.readouterr().out
        assert len(kept.issues) >= number
    assert TOKEN not in capsys.readouterr().out


def test_letters_are_files_and_are_written_once(
    root: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with_mail(root)
    letters, sent = tmp_path / "letters", tmp_path / "sent.json"
    options = ("--letters", str(letters), "--sent", str(sent))
    assert remind(root, *options) == 0
    letter = (letters / "change-manager.eml").read_bytes()
    assert b"To: changes@example.invalid\r\n" in letter
    assert b"Subject: Due: change-manager (1 overdue" in letter
    (letters / "change-manager.eml").unlink()
    assert remind(root, *options, today="2026-11-01") == 0
    assert list(letters.glob("change-manager*")) == []
    (root / "policies/change.md").write_text(POLICY.replace("2025-10-01", "2025-09-01"), "utf-8")
    assert remind(root, *options) == 0
    assert b"2026-09-01" in (letters / "change-manager.eml").read_bytes()


@pytest.fixture
def office() -> "object":
    with post_office() as office:
        yield office


def test_mail_is_sent_once_and_again_where_something_else_is_due(
    root: Path, tmp_path: Path, office: PostOffice
) -> None:
    with_mail(root, office.port)
    options = ("--send", "--sent", str(tmp_path / "sent.json"))
    assert remind(root, *options) == 0
    first = [str(message["To"]) for message in office.taken]
    assert "changes@example.invalid" in first
    assert remind(root, *options) == 0
    assert len(office.taken) == len(first)
    (root / "policies/change.md").write_text(POLICY.replace("2025-10-01", "2025-09-01"), "utf-8")
    assert remind(root, *options) == 0
    assert len(office.taken) == len(first) + 1


def test_what_was_taken_is_remembered_though_the_next_was_refused(
    root: Path, tmp_path: Path, office: PostOffice, capsys: pytest.CaptureFixture[str]
) -> None:
    with_mail(root, office.port)
    (root / "policies/other.md").write_text(
        POLICY.replace("POL-CHG", "POL-INC").replace("change-manager", "zone-manager"), "utf-8"
    )
    office.refused = "all@"
    sent = tmp_path / "sent.json"
    assert remind(root, "--send", "--sent", str(sent)) == 2
    assert "did not take the mail" in capsys.readouterr().err
    assert set(json.loads(sent.read_text("utf-8"))) == {"change-manager"}


def test_what_is_missing_is_said(root: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert remind(root, "--send") == 2
    assert "does not say how mail goes out" in capsys.readouterr().err
    with_mail(root)
    text = (root / "sms.yml").read_text("utf-8")
    (root / "sms.yml").write_text(text.replace("host: 127.0.0.1, ", ""), "utf-8")
    assert remind(root, "--send") == 2
    assert "names no host" in capsys.readouterr().err
    (root / "sms.yml").write_text(
        text.replace("to: {change", "to: {other").replace("others: all@example.invalid, ", ""), "utf-8"
    )
    assert remind(root, "--letters", str(tmp_path / "letters")) == 0
    assert "has no address for change-manager" in capsys.readouterr().err
    (tmp_path / "sent.json").write_text("{", "utf-8")
    assert remind(root, "--letters", str(tmp_path / "letters"), "--sent", str(tmp_path / "sent.json")) == 2


@pytest.mark.parametrize("forge", ["github", "gitlab"])
def test_the_comment_is_one_that_is_renewed(
    tmp_path: Path, forge: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    kept, text = Kept(forge, "robot"), tmp_path / "comment.md"
    monkeypatch.setenv("GH_TOKEN", TOKEN)
    monkeypatch.setenv("GITLAB_TOKEN", TOKEN)
    with serving(kept) as address:
        for body, said in (("# One\n", "written"), ("# One\n", "it says so already"), ("# Two\n", "renewed")):
            text.write_text(body, "utf-8")
            options = ["--forge", forge, "--project", "acme/sms", "--number", "7", "--address", address]
            assert main(["comment", str(text), *options]) == 0
            assert capsys.readouterr().out == f"the comment on 7: {said}\n"
        assert (
            main(["comment", str(text), "--forge", forge, "--project", "acme/sms", "--number", "7/../8"]) == 2
        )
    assert [comment["body"] for comment in kept.comments] == ["<!-- sms-lint check -->\n# Two\n"]
