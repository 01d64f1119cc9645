"""What a model gets to see: what is classified for it, by id and by words, and nothing of the disk."""

from pathlib import Path

import pytest

from sms_lint.assistant.server import server
from sms_lint.cli import main
from tests.assistant.asking import DRAFT, POLICY, SCOPE, Model, add, asked, commit, edit, git, repository

SECRET = "Holm is about to leave"


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = repository(tmp_path_factory.mktemp("reading"))
    customers = root / "records/registers/customer.yml"
    secret = customers.read_text("utf-8").replace(
        "owner: head", "classification: confidential\nowner: head", 1
    )
    customers.write_text(secret.replace("About 900 people", SECRET), "utf-8")
    risks = root / "records/registers/risk.yml"
    risks.write_text(
        risks.read_text("utf-8").replace("owner: head", "classification: internal\nowner: head", 1), "utf-8"
    )
    (root / "policies/elsewhere.md").symlink_to("/etc/passwd")
    commit(root, "Say who may read what")
    return root


def test_documents_entries_and_rows_are_read_as_they_are_written(root: Path) -> None:
    async def ask(model: Model) -> None:
        policy = await model.told("read", id="POL-CHG")
        assert policy["text"] == (root / POLICY).read_text("utf-8")
        assert (policy["path"], policy["complete"]) == (POLICY, True)
        assert {finding["rule"] for finding in policy["findings"]} >= {"empty-section"}
        risk = await model.told("read", id="RSK-2026-01")
        assert risk["text"].startswith("id: RSK-2026-01")
        assert "reviewed_at: 2026-09-01" in risk["text"]
        assert risk["title"] == "Mail stands still"
        row = await model.told("read", id="INC-2026-0001")
        assert (row["path"], row["line"]) == ("records/data/incident.csv", 2)
        assert "title: Mail late" in row["text"]

    asked(server(root), ask)


def test_what_is_classified_higher_is_neither_read_nor_found_nor_drafted(root: Path) -> None:
    async def ask(model: Model) -> None:
        for id_ in ("CUS-HOLM", "REG-CUSTOMER", "VEH-001"):
            assert "that may be shown" in await model.refused("read", id=id_)
            assert "that may be shown" in await model.refused("history", id=id_)
        assert (await model.told("search", words=SECRET))["found"] == []
        assert (await model.told("search", words="mail"))["found"] != []
        told = await model.told("check")
        assert told["findings"]
        assert not [found for found in told["findings"] if "customer" in found["path"]]
        change = edit("3 months", "6 months", "records/registers/customer.yml")
        assert "is not shown to assistants" in await model.refused("draft", **change)

    asked(server(root), ask)


def test_rules_kinds_settings_and_clauses_are_explained(root: Path) -> None:
    async def ask(model: Model) -> None:
        for name, said in (
            ("overdue-review", "past its review date"),
            ("risk", "likelihood"),
            ("assistant.access", "off"),
            ("8.5.1", "Change management"),
        ):
            assert said in (await model.told("explain", name=name))["text"]
        assert "there is no rule, kind or setting" in await model.refused("explain", name="../../etc/passwd")
        whole = await model.told("coverage")
        assert sum(clause["obligations"] for clause in whole["clauses"]) > 100
        assert "8.5.1" in (await model.told("coverage", clause="8.5.1"))["report"]

    asked(server(root), ask)


def test_the_history_says_what_was_drafted(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    root = repository(tmp_path, DRAFT)
    trust = "version: 1\nrepository: x\nowners: {people: [P-001]}\nadopted: 2026-01-01\n"
    (root / "trust.yml").write_text(
        f"{trust}agents: [{{name: helper, emails: [assistant@example.org]}}]\n", "utf-8"
    )
    commit(root, "Trust")

    async def ask(model: Model) -> None:
        made = await model.told("draft", **edit(SCOPE, f"{SCOPE} Of its parts, too."))
        git(root, "merge", "-q", "--ff-only", made["branch"])
        add(root / POLICY, "\nA person's own word.\n")
        commit(root, "By hand")
        told = (await model.told("history", id="POL-CHG"))["commits"]
        assert [(each["subject"], each["drafted_by"]) for each in told] == [
            ("By hand", []), ("Say it better", ["helper"]), ("Begin", []),
        ]  # fmt: skip

    asked(server(root), ask)
    assert main(["history", "POL-CHG", "--root", str(root)]) == 0
    marked = [
        line for line in capsys.readouterr().out.splitlines() if "(drafted by the agent helper)" in line
    ]
    assert len(marked) == 1
    assert "Say it better" in marked[0]
