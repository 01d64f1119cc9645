"""Eight times the text takes eight times as long, and not sixty-four times, whatever it says: no rule, no reader.

One file for each adverse piece of text, all of them in one system, which is judged in two sizes. Times are those of this
process alone, so that a busy machine tells little; and what is quadratic in one piece outgrows all else by far.
"""

import os
from collections.abc import Mapping
from pathlib import Path
from time import process_time

import pytest

from sms_lint.load import load
from sms_lint.rules import checks_for
from sms_lint.rules.lint import lint

MINIMAL = Path(__file__).parents[1] / "systems" / "minimal"
POLICY = (MINIMAL / "policies/service-management.md").read_text("utf-8")
RECORD = "kind: improvement\nid: IMP-{number}\ntitle: |\n  {text}\n"
REGISTER = """\
kind: risk
id: REG-RISK
title: Risks
owner: change-manager
review: {every: 12 months, last: 2026-01-01}
data: risks.csv
source: {system: Tool, exported: 2026-01-01}
"""
# What opens and never closes, what repeats, and what nearly is something that a rule looks for.
PIECES = (
    "<!-- ", "<!--\n", "<a ", "<a b", "<", "[", "[a](", "[a][", "![", "](", "[^a]", "[^a]: b\n", "[a]: b\n", "*", "**a ", "_a ",
    "`", "` a `` b ", "```\n", "~~~a\n", "> ", "{", "{{ ", "{% ", '{: a="', "{a=b }", "|", "| a |\n", "\n", " \n", " ", "\t", "#",
    "# a\n", "- a\n", "1. a\n", "---\n", "=\n", "&#x", "\\", "a", "aB", "A-", "POL-", "Yes. ", ".", "...", "?", "(", "[(", '"', "'",
    "a@", "a@a.", "a@a@a@", "a.a-", "mailto:", "javascript:", "http://a/", "http://a.", "https://a.b/c?d=e&f ", "<http:", "Mr ",
    "password: ", "token=", "secret=a", "eyJ-", "eyJaaaaaaaaaaa.", "AKIA", "-----BEGIN ", "QUJD", "deadBEEF09", "TODO ", "todo`", "to be ",
    "xxx", "[insert ", "must ", "--8<-- ", "<script", "&lt;", "1,", "2026-01-01 ", "é", "\u200b", "://a.", "\u00a0", "%",
)  # fmt: skip
# What is quadratic shows at half the size as well; at night at the whole.
SMALL, LARGE = (4000, 32000) if os.environ.get("SMS_LINT_NIGHTLY") else (2000, 16000)


def overlay(size: int) -> Mapping[str, str]:
    """The files: each piece as a section of a document, as a value of a record, and as a cell of a table."""
    found, rows = {}, ["id,title"]
    for number, piece in enumerate(PIECES):
        text = (piece * (size // len(piece) + 1))[:size]
        document = POLICY.replace("POL-SMS", f"POL-X{number}")
        found[f"policies/x{number}.md"] = f"{document}\n## More\n\ntodo `password` {{ <!-- x --> {text}\n"
        found[f"records/x{number}.yml"] = RECORD.format(number=number, text=text.replace("\n", "\n  "))
        found[f"records/y{number}.yml"] = f"kind: improvement\nid: IMP-9{number}\ntitle: {text}\n"
        rows.append(f"RSK-{number}," + text.replace("\n", " ").replace('"', "'"))
    return found | {"records/risks.yml": REGISTER, "records/risks.csv": "\n".join(rows) + "\n"}


def times(files: Mapping[str, str]) -> dict[str, float]:
    """Seconds of the processor for reading, and for each rule."""
    began = process_time()
    sms = load(MINIMAL, overlay=files)
    found = {"reading": process_time() - began}
    for check in checks_for(sms):
        began = process_time()
        assert not lint(sms, [check]).faults
        found[check[0].id] = process_time() - began
    return found


@pytest.fixture(scope="module")
def measured() -> tuple[dict[str, float], dict[str, float]]:
    times(overlay(10))  # what is read but once
    return times(overlay(SMALL)), times(overlay(LARGE))


def test_eight_times_the_text_takes_about_eight_times_as_long(
    measured: tuple[dict[str, float], dict[str, float]],
) -> None:
    small, large = measured
    slow = {
        name: f"{small[name]:.2f} s for {SMALL} characters of each, {seconds:.2f} s for {LARGE}"
        for name, seconds in large.items()
        if seconds > 20 * small[name] + 0.15
    }
    assert slow == {}
