"""What a document shows is part of the text that is approved: attacks on pictures and attachments."""

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from sms_lint.history.approvals.text_approval import TextApproval
from sms_lint.rules.approvals import approval_void
from tests.history.approvals.company import Company

CHART = "policies/chart.png"


def latest(company: Company) -> TextApproval:
    found = company.approvals().latest("POL-CHG")
    assert found is not None
    return found


def begun(folder: Path, text: str, *, named: bool = True) -> Company:
    """A company with an approved policy that shows a chart; where `named`, its statements say what it shows."""
    company = Company(folder)
    company.write(CHART, "one")
    company.write("policies/form.docx", "form")
    company.policy(text=text)
    company.commit("Picture", when="2026-01-06")
    company.sign_off(shown=latest(company).text.shown_digest if named else "")
    company.commit("Approve", by="P-0002", when="2026-01-09")
    assert latest(company).level == 2
    return company


@pytest.fixture(scope="module", params=["named", "from before"])
def approved(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Company:
    """The same, with statements of either sort."""
    text = "![Chart](chart.png) and the [form][f].\n\n[f]: form.docx"
    return begun(tmp_path_factory.mktemp("company"), text, named=request.param == "named")


def to_link(root: Path) -> None:
    (root / "policies/other.png").write_text("one")
    (root / CHART).unlink()
    (root / CHART).symlink_to("other.png")


def to_folder(root: Path) -> None:
    (root / CHART).unlink()
    (root / CHART).mkdir()
    (root / CHART / "x").write_text("")


def behind_folder(root: Path) -> None:
    """The chart is reached by another folder, which is a link to where it was."""
    (root / "policies/parts").symlink_to(".")
    text = (root / "policies/change.md").read_text("utf-8")
    (root / "policies/change.md").write_text(text.replace("(chart.png)", "(parts/chart.png)"), "utf-8")


ATTACKS: dict[str, Callable[[Path], object]] = {
    "other bytes": lambda root: (root / CHART).write_text("two"),
    "other bytes of an attachment": lambda root: (root / "policies/form.docx").write_text("two"),
    "deleted": lambda root: (root / CHART).unlink(),
    "renamed": lambda root: (root / CHART).rename(root / "policies/plan.png"),
    "other case": lambda root: (root / CHART).rename(root / "policies/Chart.png"),
    "a link": to_link,
    "a folder": to_folder,
    "behind a folder that is a link": behind_folder,
    "emptied": lambda root: (root / CHART).write_bytes(b""),
}
HONEST: dict[str, Callable[[Path], object]] = {
    "nothing": lambda root: None,
    "another picture": lambda root: (root / "policies/spare.png").write_text("two"),
    "a program": lambda root: (root / CHART).chmod(0o755),
    "touched": lambda root: os.utime(root / CHART, (1, 1)),
}


@pytest.mark.parametrize("name", [*ATTACKS, *HONEST])
def test_an_approval_is_for_what_is_shown(approved: Company, tmp_path: Path, name: str) -> None:
    shutil.copytree(approved.root, tmp_path / "sms", symlinks=True)
    company = approved.moved(tmp_path)
    {**ATTACKS, **HONEST}[name](company.root)
    void = name in ATTACKS
    assert latest(company).approved is not void
    told = [found.message for found in approval_void.check(company.sms())]
    assert bool(told) is void
    said = (
        "was edited after"
        if name.startswith("behind")
        else "otherwise than when it was signed; the approved text"
    )
    assert not void or said in told[0]


def test_what_is_put_back_stands_again_and_a_new_approval_counts(approved: Company, tmp_path: Path) -> None:
    shutil.copytree(approved.root, tmp_path / "sms")
    company = approved.moved(tmp_path)
    company.write(CHART, "two")
    company.commit("Replace", by="P-0004", when="2026-01-12")
    replaced = latest(company)
    assert not replaced.approved
    assert replaced.text.shown_otherwise(company.approvals().texts["POL-CHG"][-2].text) == (CHART,)
    signed = {"shown": replaced.text.shown_digest, "previous": replaced.text.sha256}
    company.sign_off(author="P-0004", approver="P-0003", **signed)
    company.commit("Approve", by="P-0003", when="2026-01-13")
    assert latest(company).level == 2
    company.write(CHART, "one")
    assert not latest(company).approved


def test_whoever_draws_a_picture_does_not_approve_it(approved: Company, tmp_path: Path) -> None:
    shutil.copytree(approved.root, tmp_path / "sms")
    company = approved.moved(tmp_path)
    company.write("docs/images/net.svg", "drawn")
    company.commit("Draw", by="P-0002", when="2026-01-11")
    company.policy("1.1", "![Net](../docs/images/net.svg)")
    company.commit("Show it", by="P-0001", when="2026-01-12")
    judged = latest(company)
    company.sign_off(shown=judged.text.shown_digest)
    company.commit("Approve", by="P-0002", when="2026-01-13")
    refused = [refusal.ground for refusal in latest(company).refused]
    assert not latest(company).approved
    assert "self-approved" in refused


def test_what_an_older_statement_saw_cannot_be_told_where_pictures_changed_before_it(tmp_path: Path) -> None:
    company = Company(tmp_path)
    company.write(CHART, "one")
    company.policy(text="![Chart](chart.png)")
    company.commit("Picture", when="2026-01-06")
    company.write(CHART, "two")
    company.commit("Replace", by="P-0004", when="2026-01-07")
    company.sign_off()
    company.commit("Approve", by="P-0002", when="2026-01-09")
    assert not latest(company).approved
