"""Only what is read as a document can be signed; what cannot is refused in words that say what to do."""

from pathlib import Path

import pytest

from sms_lint.cli import main
from sms_lint.ground.errors import SmsError
from sms_lint.history.branch import TRUST_ID
from sms_lint.load import load
from sms_lint.model.example import example_text
from sms_lint.model.kinds import kinds
from sms_lint.model.node import Document
from sms_lint.model.statement import digests
from sms_lint.system.approval_status import approvals_of
from sms_lint.system.approval_status.signing import refuse_what_is_no_document
from tests.history.approvals.company import POLICY, Company

NOWHERE = (
    "there is no document {}: documents are Markdown files below policies, processes and records, "
    "and names that begin with a dot are not read"
)
OTHER = POLICY.format(
    version="1.0", text="Text.", lifecycle="active", effective="2026-01-10", approver="approver"
)


@pytest.fixture
def company(tmp_path: Path) -> Company:
    return Company(tmp_path)


def refused(company: Company, id_: str) -> str:
    sms = company.sms()
    approvals = approvals_of(sms)
    assert approvals is not None
    try:
        refuse_what_is_no_document(sms, approvals, id_)
    except SmsError as error:
        return str(error)
    return ""


def test_every_kind_of_document_wherever_it_is_read(company: Company) -> None:
    ids = []
    for number, (name, model) in enumerate(kinds().items()):
        if issubclass(model, Document):
            text = example_text(name)
            ids.append(text.partition("\nid: ")[2].partition("\n")[0])
            company.write(
                ("policies/{}.md", "records/approvals/{}.md", "processes/deep/{}.md")[number % 3].format(
                    name
                ),
                text,
            )
    company.write(
        "policies/change.md",
        (company.root / "policies/change.md").read_text("utf-8").replace("POL-CHG", "POL-OWN"),
    )
    sms, approvals = company.sms(), company.approvals()
    assert len(ids) == len(set(ids)) > 8
    for committed in (False, True):
        if committed:
            company.commit("All", when="2026-01-06")
            sms, approvals = company.sms(), company.approvals()
        assert {document.id for document in sms.all(Document)} == {*ids, "POL-OWN"}
        # A text that lies there under another id now is known by its old one; that one is refused.
        assert {id_ for id_ in approvals.texts if not refused(company, id_)} == {*ids, "POL-OWN"}
    assert refused(company, TRUST_ID) == ""


@pytest.mark.parametrize(
    "path",
    [
        "docs/notes.md", "README.md", "policies/.hidden.md", "policies/.old/a.md", "policies-old/a.md", "policies/a.MD",
        "policies/a.txt", "policies/a.markdown",
    ],
)  # fmt: skip
def test_a_text_that_lies_elsewhere(company: Company, path: str) -> None:
    company.write(path, OTHER.replace("POL-CHG", "POL-X"))
    assert refused(company, "POL-X") == NOWHERE.format("POL-X")
    company.commit("Slip it in", when="2026-01-06")
    assert refused(company, "POL-X") == NOWHERE.format("POL-X")
    assert "POL-X" not in company.approvals().texts


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (OTHER.replace("kind: policy", "kind: risk"), NOWHERE.format("POL-X")),
        (OTHER.replace("kind: policy\n", ""), NOWHERE.format("POL-X")),
        (OTHER.replace("---\n", "", 1), NOWHERE.format("POL-X")),
        (OTHER.replace("owner: owner", "owner: [a"), NOWHERE.format("POL-X")),
        (OTHER.replace("Text.", "é"), NOWHERE.format("POL-X")),
        (
            OTHER.replace("owner: owner\n", ""),
            "policies/x.md is not read as a document: `owner` is missing; correct that first",
        ),
    ],
    ids=["no document", "no kind", "no front matter", "broken", "another encoding", "a field is missing"],
)
def test_a_text_that_is_not_read(company: Company, text: str, said: str) -> None:
    target = company.root / "policies/x.md"
    target.write_bytes(text.replace("POL-CHG", "POL-X").encode("latin-1"))
    assert refused(company, "POL-X") == said
    company.commit("Slip it in", when="2026-01-06")
    assert refused(company, "POL-X") == said


def test_a_record_a_row_and_two_texts_of_one_id(company: Company) -> None:
    company.write("records/a.md", f"---\n{example_text('risk').replace('risk', 'risk', 1)}---\n\n# Risk\n")
    risk = example_text("risk").partition("\nid: ")[2].partition("\n")[0]
    assert refused(company, risk) == f"{risk} is a risk; only documents are signed"
    company.write("policies/copy.md", OTHER)
    assert refused(company, "POL-CHG") == (
        "POL-CHG is in policies/change.md and policies/copy.md; give all but one an id of their own, then sign"
    )


def test_a_text_that_is_gone_and_a_link(company: Company) -> None:
    company.write("docs/change.md", OTHER)
    (company.root / "policies/change.md").unlink()
    gone = "there is no document POL-CHG any more; it was last in policies/change.md"
    assert refused(company, "POL-CHG") == gone
    (company.root / "policies/change.md").symlink_to("../docs/change.md")
    assert refused(company, "POL-CHG") == gone


def test_the_fields_of_a_document_alone(company: Company) -> None:
    """A YAML file has no text that anybody could read and approve, so it is no document."""
    front = OTHER.replace("POL-CHG", "POL-X").split("---\n")[1]
    company.write("policies/x.yml", front)
    sms = load(company.root)
    assert sms.get("POL-X") is None
    assert [
        (fault.rule, fault.at.line, fault.message)
        for fault in sms.reading_faults
        if fault.at.path == "policies/x.yml"
    ] == [
        (
            "schema",
            1,
            "a policy is a text: write it in a Markdown file (`.md`), with these fields at the top between lines `---`",
        )
    ]
    assert refused(company, "POL-X") == NOWHERE.format("POL-X")


@pytest.mark.parametrize("command", ["approve", "authored"])
def test_the_commands_refuse_it(company: Company, command: str, capsys: pytest.CaptureFixture[str]) -> None:
    company.write("docs/notes.md", OTHER.replace("POL-CHG", "POL-X"))
    key = str(company.key("P-0002"))
    assert main([command, "POL-X", "--key", key, "--root", str(company.root)]) == 2
    assert NOWHERE.format("POL-X") in capsys.readouterr().err
    assert not (company.root / "records/approvals").exists()


# What whoever signs is shown, and asked.


def sign(company: Company, *arguments: str) -> int:
    return main([*arguments, "--key", str(company.key("P-0002")), "--root", str(company.root)])


def shown(company: Company, capsys: pytest.CaptureFixture[str], *arguments: str) -> list[str]:
    sign(company, *arguments, "--yes")
    return capsys.readouterr().out.splitlines()


def test_the_first_text_is_new_as_a_whole(company: Company, capsys: pytest.CaptureFixture[str]) -> None:
    digest = digests((company.root / "policies/change.md").read_bytes())[0]
    lines = shown(company, capsys, "approve", "POL-CHG")
    assert lines[:5] == [
        "P-0002, you are about to approve POL-CHG 1.0 as approver:",
        "  file     policies/change.md",
        f"  SHA-256  {digest}",
        "  in force from 2026-01-10",
        "Nothing of it was approved before: the whole text is new. Read it in its file.",
    ]


def test_the_difference_from_the_text_approved_before(
    company: Company, capsys: pytest.CaptureFixture[str]
) -> None:
    company.sign_off()
    company.commit("Approve", when="2026-01-09")
    before = digests((company.root / "policies/change.md").read_bytes())[0]
    company.policy("1.1", "Text two.")
    company.commit("Change", when="2026-01-12")
    lines = shown(company, capsys, "approve", "POL-CHG")
    said = "; removed [-so-], added {+so+}:"
    assert f"What differs from the text approved before (SHA-256 {before}){said}" in lines
    assert any("[-" in line and "{+" in line and "version" in line for line in lines)
    assert any("Text" in line and "{+" in line and "two." in line for line in lines)


def test_the_lines_of_the_trust_settings_that_differ(
    company: Company, capsys: pytest.CaptureFixture[str]
) -> None:
    company.write_trust(2)
    company.commit("New settings", when="2026-02-01")
    lines = shown(company, capsys, "approve", "TRUST")
    assert "  file     trust.yml" in lines
    assert [line for line in lines if "[-" in line or "{+" in line][1:] == [
        "  [-version: 1-]",
        "  {+version: 2+}",
    ]


@pytest.mark.parametrize(
    ("answer", "signed"), [("y", True), ("Yes ", True), ("", False), ("n", False), (None, False)]
)
def test_nothing_is_signed_without_a_yes(
    company: Company,
    answer: str | None,
    signed: bool,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    def answered(_question: str) -> str:
        if answer is None:
            raise EOFError
        return answer

    monkeypatch.setattr("builtins.input", answered)
    assert sign(company, "approve", "POL-CHG") == (0 if signed else 2)
    assert (company.root / "records/approvals").exists() is signed
    assert ("nothing was signed" in capsys.readouterr().err) is not signed
