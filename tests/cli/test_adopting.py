"""`sms-lint adopt`: what is written, what is said, and what is never touched."""

from pathlib import Path

import pytest

from sms_lint.cli import main
from sms_lint.starter.disk import write_new
from tests.intake.word_files import word_file
from tests.starter.harbour import harbour

DAY = ["--today", "2026-11-26"]


@pytest.fixture
def start(tmp_path: Path) -> Path:
    root = tmp_path / "sms"
    root.mkdir()
    write_new(root, harbour())
    return root


@pytest.fixture
def old(tmp_path: Path) -> Path:
    folder = tmp_path / "Old documents"
    folder.mkdir()
    (folder / "Backup policy.docx").write_bytes(word_file(lambda file: file.add_heading("Backup policy", 1)))
    (folder / "restore.md").write_text(
        "# Restore\n\nSee [policy](<Backup policy.docx>) and [x](x.md).\n", "utf-8"
    )
    (folder / "broken.docx").write_bytes(b"PK")
    (folder / "slides.pdf").write_bytes(b"%PDF")
    return folder


def files(root: Path) -> dict[str, bytes]:
    return {
        path.relative_to(root).as_posix(): path.read_bytes() for path in root.rglob("*") if path.is_file()
    }


def test_a_folder_comes_in_with_a_list_of_what_is_open(
    start: Path, old: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = files(start)
    assert main(["adopt", str(old), "--root", str(start), *DAY]) == 1
    shown = capsys.readouterr().out
    assert "Old documents/Backup policy.docx: policies/backup-policy.md (POL-BACKUP), " in shown
    assert "left out: Old documents/broken.docx is no Word file, or is broken; open it in Word" in shown
    assert "left out: Old documents/slides.pdf is PDF" in shown
    after = files(start)
    assert {path: after[path] for path in before} == before
    assert set(after) - set(before) == {
        "adoption/2026-11-26.md",
        "adoption/adopted.yml",
        "policies/backup-policy.md",
        "processes/restore.md",
    }
    report = after["adoption/2026-11-26.md"].decode()
    assert "sms-lint check processes/restore.md" in report
    assert "- [ ] owner: the file does not say it" in report
    assert "[policy](<../policies/backup-policy.md>) and x." in after["processes/restore.md"].decode()


def test_a_second_run_brings_nothing_twice(
    start: Path, old: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in ("broken.docx", "slides.pdf"):
        (old / name).unlink()
    assert main(["adopt", str(old), "--root", str(start), *DAY]) == 0
    before = files(start)
    capsys.readouterr()
    assert main(["adopt", str(old), "--root", str(start), *DAY]) == 0
    assert files(start) == before
    shown = capsys.readouterr().out
    assert "restore.md is in already, as PRO-RESTORE" in shown
    assert "Nothing new came in" in shown
    (old / "restore.md").write_text("# Restore\n\nNew words.\n", "utf-8")
    assert main(["adopt", str(old), "--root", str(start), *DAY]) == 0
    assert files(start) == before
    assert "came in as PRO-RESTORE and has changed since" in capsys.readouterr().out


def test_a_file_that_is_there_is_never_overwritten(start: Path, old: Path) -> None:
    (start / "processes/restore.md").write_text("mine", "utf-8")
    main(["adopt", str(old / "restore.md"), "--root", str(start), *DAY])
    assert (start / "processes/restore.md").read_text("utf-8") == "mine"
    assert (start / "processes/restore-2.md").is_file()


def test_a_dry_run_writes_nothing(start: Path, old: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = files(start)
    main(["adopt", str(old), "--root", str(start), "--dry-run", *DAY])
    assert files(start) == before
    assert "processes/restore.md (PRO-RESTORE)" in capsys.readouterr().out


def test_links_are_refused_or_passed_over(
    start: Path, old: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "secret.md").write_text("# Secret\n", "utf-8")
    (old / "linked.md").symlink_to(tmp_path / "secret.md")
    main(["adopt", str(old), "--root", str(start), *DAY])
    assert not [path for path, raw in files(start).items() if b"# Secret" in raw]
    assert main(["adopt", str(old / "linked.md"), "--root", str(start), *DAY]) == 2
    assert "is a link to another place" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--kind", "polic"], "there is no kind of document `polic`"),
        (["--owner", "change-manger"], "there is no role `change-manger`"),
    ],
)
def test_what_is_not_there_is_said(
    start: Path, old: Path, arguments: list[str], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["adopt", str(old), "--root", str(start), *arguments]) == 2
    assert said in capsys.readouterr().err


def test_what_is_not_there_cannot_come_in(start: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["adopt", str(start / "no"), "--root", str(start)]) == 2
    assert "there is no " in capsys.readouterr().err


def test_documents_of_the_system_are_passed_over_and_what_lies_among_them_comes_in(
    start: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (start / "policies/Backup.markdown").write_text("# Backup rules policy\n", "utf-8")
    before = files(start)
    assert main(["adopt", str(start / "policies"), "--root", str(start), *DAY]) == 0
    shown = capsys.readouterr().out
    assert "policies/Backup.markdown: policies/backup-rules-policy.md (POL-BACKUP-RULES)" in shown
    assert "remove policies/Backup.markdown: nothing reads it there" in shown
    assert "left out: policies/scope.md is a document of this system already" in shown
    assert len(files(start)) == len(before) + 3
