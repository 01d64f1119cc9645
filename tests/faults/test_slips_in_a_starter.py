"""Slips as process owners make them, in a starter: each is one finding, which says what to write instead."""

from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

import pytest

from sms_lint.load import load
from sms_lint.load.read_files import ReadFiles
from sms_lint.model.example import example_text
from sms_lint.model.finding import Finding
from sms_lint.rules import checks
from sms_lint.rules.lint import lint
from sms_lint.starter.disk import write_new
from tests.starter.harbour import TODAY, harbour

RISK, SCOPE, CHANGE = "records/registers/risk.yml", "policies/scope.md", "processes/change-management.md"
ENTRY = "\n".join(f"    {line}" for line in example_text("risk").splitlines()[1:]).replace(
    "    id:", "  - id:", 1
)


class Start(NamedTuple):
    """A starter with one risk, its texts, and what is said of it without any slip."""

    root: Path
    read: ReadFiles
    risk: str
    said: frozenset[tuple[str, str]]


def findings(root: Path, read: ReadFiles, overlay: Mapping[str, str]) -> list[Finding]:
    return list(lint(load(root, today=TODAY, overlay=overlay, read=read), checks()).findings)


@pytest.fixture(scope="module")
def start(tmp_path_factory: pytest.TempPathFactory) -> Start:
    root, read = tmp_path_factory.mktemp("starter"), ReadFiles()
    write_new(root, harbour())
    text = (root / RISK).read_text("utf-8")
    risk = text.replace("entries:\n", f"entries:\n{ENTRY}\n", 1)
    found = findings(root, read, {RISK: risk})
    return Start(root, read, risk, frozenset((finding.rule, finding.message) for finding in found))


SLIPS = {
    "a tab": (RISK, "    category:", "\tcategory:", "there is a tab here; indent with spaces"),
    "a space too few": (RISK, "    category:", "   category:", "this line does not fit the list it is in"),
    "no dash": (RISK, "  - id:", "    id:", "`entries` must be a list: each entry begins with `- `"),
    "no space behind the dash": (RISK, "  - id:", "  -id:", "there is no space behind the dash; write `- id:`"),
    "a colon in a title": (RISK, "title: The", "title: Backup: the", "put a text that contains a colon in quotes"),
    "a number sign": (RISK, "cause: Know", "cause: Case #1 know", "what follows, `#1 knowledge"),
    "a number sign at once": (RISK, "cause: Know", "cause: #1 know", "what follows, `#1 knowledge"),
    "a quote left open": (RISK, "cause: Know", 'cause: "Know', "a text in quotes is never closed"),
    "quotes of a word processor": (RISK, "kind: risk", "kind: “risk”", "did you mean `risk`?"),
    "a day of Germany": (RISK, "raised: 2026-01-20", "raised: 20.01.2026", "did you mean `2026-01-20`?"),
    "a day that is none": (RISK, "raised: 2026-01-20", "raised: 2026-02-30", "is not a day of the calendar"),
    "an id in small letters": (RISK, "service: SVC-MAIL", "service: svc-mail", "did you mean `SVC-MAIL`?"),
    "an id misspelt": (RISK, "service: SVC-MAIL", "service: SVC-MALI", "did you mean `SVC-MAIL`?"),
    "a state in capitals": (RISK, "status: closed", "status: Closed", "did you mean `closed`?"),
    "a field misspelt": (RISK, "likelihood:", "likelyhood:", "did you mean `likelihood`?"),
    "a product": (RISK, "rating: 12", "rating: 21", "(3 × 4) is 12"),
    "a kind that is none": (RISK, "kind: risk", "kind: risks", "did you mean `risk`?"),
    "the kind of others": (RISK, "kind: risk", "kind: problem", "all fields are those of a risk"),
    "a copy": (RISK, "entries:\n", f"entries:\n{ENTRY}\n", "is used already"),
    "entries by another name": (RISK, "entries:", "entry:", "the list of its entries is named `entries`"),
    "a merge that stopped": (RISK, "    likelihood: 3\n", "<<<<<<< a\n    likelihood: 3\n=======\n>>>>>>> b\n", "two people"),
    "no end of the keys": (SCOPE, "\n---\n", "\n--\n", "the block of keys that begins here has no end"),
    "a list without brackets": (CHANGE, "from: [PRC-CFG]", "from: PRC-CFG, PRC-SEC", "write `["),
    "a bracket left open": (CHANGE, "from: [PRC-CFG]", "from: [PRC-CFG", "is not closed"),
    "a version without quotes": (SCOPE, 'version: "0.1"', "version: 1.10", "without quotes"),
    "a key twice": (SCOPE, "owner: head-of-service-management", "owner: head-of-service-management\nowner: nobody", "a second time"),
    "another state": (SCOPE, "lifecycle: draft", "lifecycle: draft\nlifecycle: active", "a second time"),
    "a state of an entry twice": (RISK, "status: closed", "status: closed\n    status: open", "a second time"),
    "no colon in braces": (SCOPE, "review: {every: 12 months}", "review: {every 12 months}", "did you mean `every: 12 months`?"),
    "letters changed places": (RISK, "closed_at:", "closeda_t:", "did you mean `closed_at`?"),
    "the only field that lacks": (RISK, "- id:", "- zd:", "did you mean `id`?"),
    "a list that is none": (SCOPE, "provides: [sms-scope]", "provides:\n   -sms-scope\n   -x", "must be a list"),
    "an interval in words": (RISK, "every: 3 months", "every: quarterly", "did you mean `3 months`?"),
}  # fmt: skip


@pytest.mark.parametrize(("path", "old", "new", "said"), SLIPS.values(), ids=SLIPS)
def test_one_slip_is_one_finding_that_says_what_to_write(
    start: Start, path: str, old: str, new: str, said: str
) -> None:
    text = start.risk if path == RISK else (start.root / path).read_text("utf-8")
    assert old in text
    found = findings(start.root, start.read, {RISK: start.risk, path: text.replace(old, new, 1)})
    loud = [
        finding.message
        for finding in found
        if finding.severity != "note" and (finding.rule, finding.message) not in start.said
    ]
    assert len(loud) == 1, loud
    assert said in loud[0]


def test_a_row_without_an_id_is_told_once(start: Start) -> None:
    table = start.risk[: start.risk.index("entries:")]
    header = f"{table}data: risk.csv\nsource: {{system: Sheet, exported: 2026-11-20}}\n"
    rows = "id,title,owner,service\n,Fire,head-of-service-management,SVC-MAIL\n"
    found = findings(start.root, start.read, {RISK: header, "records/registers/risk.csv": rows})
    of_the_row = [finding.message for finding in found if finding.at.path.endswith(".csv")]
    assert of_the_row == ["REG-RISK: `id` is missing"]
