"""The comment on a proposal: short, in words, and steered by nothing that it repeats."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sms_lint.ground.output.markdown_page import link_out, mark, remarks
from sms_lint.ground.source import Location, SourceFile
from sms_lint.model.finding import ChangePart, Finding, Result, Unchecked
from sms_lint.report import FORMATS, Style

FILE = SourceFile("policies/change.md", "One\nTwo\n")


def found(message: str = "POL-CHG is late", severity: str = "error", **other: object) -> Finding:
    return Finding("overdue-review", severity, Location(FILE, 4, 7), message, **other)  # type: ignore[arg-type]


def shown(result: Result, **style: str) -> list[str]:
    return FORMATS["markdown"](result, Style("1", **style)).splitlines()  # type: ignore[arg-type]


def test_a_change_that_brings_nothing_is_short() -> None:
    lines = shown(Result((found(baseline="unchanged"),), (), "2026-10-31", compared=True))
    assert lines == [
        "# Service management system: this change brings nothing that is wrong",
        "",
        "As of 2026-10-31. 1 finding was there before and counts for nothing here; \\`sms-lint check\\` lists all.",
    ]


def test_without_a_base_the_findings_are_listed() -> None:
    lines = shown(Result((found(),), (), "2026-10-31"))
    assert lines[0] == "# Service management system: 1 error"
    assert "### Findings" in lines
    assert "- error overdue-review, policies/change.md:2: POL-CHG is late" in lines


def test_everything_has_its_part_and_the_worst_comes_first() -> None:
    result = Result(
        (found("a note", "note", baseline="new"), found("an error", baseline="worse", help="mend it"), found("old", baseline="unchanged")),
        (Unchecked("the new `rules` of sms.yml", "it counts after the merge"),), "2026-10-31",
        mended=(found("was wrong"),), compared=True,
        change=(ChangePart("What changes", ("POL-CHG: version 1.0 → 1.1",)), ChangePart("Clauses", ("complete now: 8.5",))),
    )  # fmt: skip
    lines = shown(result, difference="https://forge.example/acme/sms/pull/7/files?w=1#diff")
    assert lines[0] == "# Service management system: this change brings 1 error and 1 note"
    assert [line for line in lines if line.startswith("###")] == [
        "### What changes", "### Clauses", "### New findings", "### Mended", "### Not checked",
    ]  # fmt: skip
    at = lines.index("### New findings")
    assert lines[at + 2] == (
        "- error overdue-review, policies/change.md:2: an error (worse than before). To do: mend it"
    )
    assert lines[at + 3].startswith("- note ")
    assert lines[-1] == "[Show the difference](https://forge.example/acme/sms/pull/7/files?w=1#diff)"
    assert "old" not in " ".join(lines).replace("older", "")


def test_it_fits_a_screen_whatever_was_found() -> None:
    findings = tuple(found(f"fault {number}", baseline="new") for number in range(500))
    change = tuple(ChangePart(title, tuple(map(str, range(300)))) for title in ("A", "B", "C"))
    lines = shown(Result(findings, (), "2026-10-31", mended=findings, compared=True, change=change))
    assert len(lines) < 80
    assert "- and 490 more" in lines
    assert "- and 495 more" in lines


@pytest.mark.parametrize(
    "address", ["javascript:alert(1)", "http://x.example", "https://x.example/)[a](b", "https://a b"]
)
def test_a_link_that_is_none_of_the_web_is_no_link(address: str) -> None:
    assert link_out("Show", address) == ["Show"]


@pytest.mark.parametrize("name", ["a --> b", "a\nb", "", "<"])
def test_a_mark_holds_nothing_else(name: str) -> None:
    with pytest.raises(ValueError, match="cannot be a mark"):
        mark(name)


@given(st.text())
def test_nobody_is_called_and_nothing_is_linked(text: str) -> None:
    (line,) = remarks([f"x {text} @all #1 !2 &3"])
    assert len(line.splitlines()) == 1
    outside = re.sub(r"`[\w./@#!&-]*`", " ", line).replace("\\", "")
    assert not re.search(r"(?<![\w/])@\w|(?<!&)#\w", outside)
    assert "all" in line
