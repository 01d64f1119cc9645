"""One GitHub issue per owner role for the documents whose review is due.

    sms-lint check --select overdue-review --select review-due-soon --format json > build/reviews.json
    sms-lint owners > build/owners.tsv
    python -m tooling.review_reminders build/reviews.json build/owners.tsv

Everything up to `plan` is a pure function; `main` alone reads files and calls `gh`, which takes the repository
and the token from its environment.
"""

import json
import os
import re
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import quote

from sms_lint.ground.output.characters import words_of

FORMAT_VERSION = 1
REVIEW_RULES = ("overdue-review", "review-due-soon")
TITLE = "Reviews due: "
NO_OWNER = "no owner role"
# Only issues that this workflow opened itself are ever changed.
OPENED_BY = "github-actions"
ISSUE_LIMIT = 500


@dataclass(frozen=True)
class Change:
    """What to do with one issue: the words to give to `gh issue`, and the body to hand it on its input."""

    command: tuple[str, ...]
    body: str


def reminders(findings_json: str, owners_text: str, files_url: str = "") -> dict[str, str]:
    """The body of an issue for each owner role that has reviews due.

    `findings_json` is what `sms-lint check --format json` prints and `owners_text` what `sms-lint owners` prints.
    `files_url` is the address under which the repository's files can be read; empty means no links.
    Raises ValueError where the JSON is of another version.
    """
    owner_of = owners(owners_text)
    due: dict[str, list[dict[str, Any]]] = {}
    for finding in review_findings(findings_json):
        due.setdefault(owner_of.get(finding["node"], NO_OWNER), []).append(finding)
    return {owner: body(findings, files_url) for owner, findings in sorted(due.items())}


def review_findings(findings_json: str) -> list[dict[str, Any]]:
    """The findings about reviews that count, overdue ones first, then in the order of files and lines."""
    report = json.loads(findings_json)
    if report["version"] != FORMAT_VERSION:
        raise ValueError(
            f"The findings are in version {report['version']} of the format, and this reads {FORMAT_VERSION}."
        )
    counted = [
        found for found in report["findings"] if found["rule"] in REVIEW_RULES and not found["suppressed"]
    ]
    return sorted(
        counted, key=lambda found: (REVIEW_RULES.index(found["rule"]), found["path"], found["line"])
    )


def owners(owners_text: str) -> dict[str, str]:
    """The owner role of each node, from lines of a node's id, a tab and the role's id."""
    pairs = (line.partition("\t") for line in owners_text.splitlines())
    return {node: owner for node, tab, owner in pairs if tab and owner}


def body(findings: Sequence[Mapping[str, Any]], files_url: str) -> str:
    """The text of one issue: what is due, and what to do."""
    return "\n".join(
        (
            "These documents are due for review:",
            "",
            *(line(finding, files_url) for finding in findings),
            "",
            "Read each one. Change what is no longer right, set `last` under `review` to the day of your review,",
            "and propose the change as a pull request. A document that is no longer needed can be retired instead.",
            "",
            "This list is renewed every week and closes by itself when nothing is due.",
            "",
        )
    )


def line(finding: Mapping[str, Any], files_url: str) -> str:
    """One document of the list."""
    path, number = finding["path"], finding["line"]
    place = f"{verbatim(path)}, line {number}"
    if files_url:
        place = f"[{place}]({files_url}/{quote(path)}?plain=1#L{number})"
    return f"- {verbatim(finding['message'])} ({place})"


def verbatim(text: str) -> str:
    """`text` as code, where a mention, a link or markup inside it means nothing to GitHub."""
    return f"`{words_of(text.replace('`', chr(0x2019)))}`"


def open_issues(issues_json: str) -> dict[str, int]:
    """The number of the open issue of each owner role, from `gh issue list --json number,title`; the oldest counts."""
    numbers: dict[str, int] = {}
    for issue in sorted(json.loads(issues_json), key=lambda issue: int(issue["number"]), reverse=True):
        if issue["title"].startswith(TITLE):
            numbers[issue["title"].removeprefix(TITLE)] = issue["number"]
    return numbers


def plan(wanted: Mapping[str, str], existing: Mapping[str, int]) -> list[Change]:
    """Edit the issue of an owner that has one, open one for an owner that has none, close one with nothing due."""
    changes = []
    for owner, text in wanted.items():
        if owner in existing:
            changes.append(Change(("edit", str(existing[owner]), "--body-file", "-"), text))
        else:
            changes.append(Change(("create", "--title", f"{TITLE}{owner}", "--body-file", "-"), text))
    for owner, number in existing.items():
        if owner not in wanted:
            changes.append(Change(("close", str(number), "--comment", "No review is due any more."), ""))
    return changes


def files_address(environment: Mapping[str, str]) -> str:
    """Where GitHub shows the files of the commit that was checked; empty outside its workflows."""
    names = ("GITHUB_SERVER_URL", "GITHUB_REPOSITORY", "GITHUB_SHA")
    server, repository, commit = (environment.get(name, "") for name in names)
    return (
        f"{server}/{repository}/blob/{commit}"
        if server and repository and re.fullmatch("[0-9a-f]+", commit)
        else ""
    )


def gh(command: Sequence[str], text: str = "") -> str:
    """Run `gh issue` and give back what it prints; its own messages go to the log. Raises CalledProcessError."""
    done = subprocess.run(
        ("gh", "issue", *command), input=text, stdout=subprocess.PIPE, text=True, check=True
    )
    return done.stdout


def main(arguments: Sequence[str]) -> None:
    """Open, edit and close issues so that they say what is due now."""
    findings_path, owners_path = map(Path, arguments)
    wanted = reminders(
        findings_path.read_text(encoding="utf-8"),
        owners_path.read_text(encoding="utf-8"),
        files_address(os.environ),
    )
    query = ("list", "--state", "open", "--app", OPENED_BY, "--search", f'in:title "{TITLE.strip()}"')
    existing = open_issues(gh((*query, "--json", "number,title", "--limit", str(ISSUE_LIMIT))))
    for change in plan(wanted, existing):
        print(gh(change.command, change.body).strip() or f"gh issue {change.command[0]} {change.command[1]}")
    print(f"Reviews are due for {len(wanted)} owner role(s).")


if __name__ == "__main__":
    main(sys.argv[1:])
