"""`forms`: what is written without a package, and what `--restore` puts back in a repository."""

from pathlib import Path

import pytest

from sms_lint.cli import main
from tests.own_git import git_as_nobody

_REGISTER = "records/registers/risk.yml"
_OLD = "# kept by the owner\nkind: risk\nid: REG-RISK\nreview: {every: 3 months, last: 2026-09-24}\nentries:\n  - id: RSK-1\n    status: open\n"
_ANEW = "kind: risk\nid: REG-RISK\nreview:\n  every: 3 months\n  last: 2026-09-24\nentries:\n  - id: RSK-1\n    status: closed\n"
_POLICY = "policies/a.md"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    files = {
        "sms.yml": "organization: {name: Fenmoor}\nrepository: https://github.com/example/sms\n",
        _REGISTER: _OLD,
        _POLICY: "---\nkind: policy  # ours\nid: POL-A\n---\n# A\n\nText.\n",
    }
    for path, text in files.items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text(text, "utf-8")
    git_as_nobody(tmp_path, "init", "-q")
    git_as_nobody(tmp_path, "add", ".")
    git_as_nobody(tmp_path, "commit", "-qm", "Begin")
    return tmp_path


def test_what_a_form_lost_comes_back(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (root / _REGISTER).write_text(_ANEW, "utf-8")
    assert main(["forms", "--root", str(root), "--restore", "HEAD"]) == 0
    assert (root / _REGISTER).read_text("utf-8") == _OLD.replace("open", "closed")
    assert f"{_REGISTER}: only the changed values differ from HEAD now" in capsys.readouterr().out


def test_where_nothing_was_changed_nothing_is_written_or_said(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["forms", "--root", str(root), "--restore", "HEAD"]) == 0
    assert capsys.readouterr().out == ""


def test_what_only_a_person_can_put_back_stays_and_is_named(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (root / _POLICY).write_text("# A\n\nNo head.\n", "utf-8")
    (root / _REGISTER).write_text(_ANEW, "utf-8")
    assert main(["forms", "--root", str(root), "--restore", "HEAD"]) == 1
    assert (root / _POLICY).read_text("utf-8") == "# A\n\nNo head.\n"
    assert (root / _REGISTER).read_text("utf-8") == _OLD.replace("open", "closed")
    assert f"{_POLICY} was left as it is" in capsys.readouterr().out


def test_outside_of_git_it_says_so(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "sms.yml").write_text("organization: {name: Fenmoor}\n", "utf-8")
    assert main(["forms", "--root", str(tmp_path), "--restore", "HEAD"]) == 2
    assert "no git repository" in capsys.readouterr().err


def test_without_the_package_only_the_configuration_is_written(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["forms", "--root", str(root)]) == 0
    assert [path.name for path in (root / "build" / "forms").iterdir()] == ["config.json"]
    assert "--editor and the packages" in capsys.readouterr().out


def test_another_file_than_the_package_is_refused(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["forms", "--root", str(root), "--editor", str(root / "sms.yml")]) == 2
    assert "nothing of them is served" in capsys.readouterr().err
    assert not (root / "build").exists()
