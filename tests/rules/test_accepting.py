"""Findings that are accepted by a comment or by the baseline: which, how long, and what is said of acceptances."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sms_lint.ground.source import SourceFile
from sms_lint.load.accepted import as_before, comments_in, only_shrunk, read_baseline
from sms_lint.model.accepted import IN_FILE, Baseline
from sms_lint.model.finding import Finding, Result
from sms_lint.rules import checks
from sms_lint.rules.accepting import OF_ACCEPTANCES
from sms_lint.rules.lint import lint
from sms_lint.starter.baseline import baseline_text, first_baseline, pruned
from sms_lint.system.sms import Sms
from tests.rules.minimal import Minimal

PATH = "records/registers/improvement.yml"
RULES = {check.rule.id: check.rule for check in checks()}
# The checks that these cases need: all of them would cost ten times as much.
SOME = [
    check
    for check in checks()
    if check.rule.id in {"overdue-review", "yaml-trap", "schema", "weak-requirement-words", *OF_ACCEPTANCES}
]


def register(before_review: str = "", behind_review: str = "", last: str = "2024-01-01") -> str:
    return (
        "kind: improvement\nid: REG-IMP\ntitle: Improvement register\nowner: head-of-service-management\n"
        f"{before_review}review: {{every: 12 months, last: {last}}}{behind_review}\nentries: []\n"
    )


def judged(minimal: Minimal, **texts: str | None) -> Result:
    files = {
        PATH: texts.get("register"),
        "baseline.yml": texts.get("baseline"),
        "policies/a.md": texts.get("policy"),
    }
    return lint(minimal.with_files({path: text for path, text in files.items() if text is not None}), SOME)


def of(result: Result, rule: str) -> Iterator[Finding]:
    return (finding for finding in result.findings if finding.rule == rule)


SOUND = "# sms: ignore[overdue-review] until=2026-12-31 The owner is ill until December."


@pytest.mark.parametrize("text", [register(f"{SOUND}\n"), register(behind_review=f"  {SOUND}")])
def test_a_comment_accepts_what_is_on_its_line_or_the_next(text: str, minimal: Minimal) -> None:
    result = judged(minimal, register=text)
    (finding,) = of(result, "overdue-review")
    assert finding.suppressed is not None
    assert finding.suppressed.reason == "The owner is ill until December."
    assert (finding.suppressed.until, finding.suppressed.stated_in) == ("2026-12-31", IN_FILE)
    assert not [each for each in result.counted if each.rule in OF_ACCEPTANCES]


@pytest.mark.parametrize(
    ("comment", "rule", "words"),
    [
        ("# sms: ignore until=2026-12-31 The owner is ill.", "malformed-suppression", "names no rule"),
        ("# sms: ignore[*] until=2026-12-31 The owner is ill.", "malformed-suppression", "names no rule"),
        ("# sms: ignore[overdue-review] The owner is ill.", "malformed-suppression", "no last day"),
        ("# sms: ignore[overdue-review] until=2026-02-30 He is ill.", "malformed-suppression", "2026-02-30"),
        ("# sms: ignore[overdue-review] until=2026-12-31", "malformed-suppression", "no reason"),
        (
            "# sms: ignore[overdue-reviews] until=2026-12-31 He is ill.",
            "malformed-suppression",
            "did you mean",
        ),
        ("# sms: ignore[overdue-review] until=2026-10-30 He is ill.", "expired-suppression", "2026-10-30"),
        (
            "# sms: ignore[malformed-suppression] until=2026-12-31 So it is.",
            "forbidden-suppression",
            "cannot",
        ),
    ],
)
def test_a_comment_that_accepts_nothing_is_a_finding(
    comment: str, rule: str, words: str, minimal: Minimal
) -> None:
    result = judged(minimal, register=register(f"{comment}\n"))
    assert all(finding.suppressed is None for finding in of(result, "overdue-review"))
    assert [words in finding.message for finding in of(result, rule)] == [True]


def test_a_comment_that_is_needed_no_more_is_a_finding(minimal: Minimal) -> None:
    (finding,) = of(judged(minimal, register=register(f"{SOUND}\n", last="2026-09-15")), "unused-suppression")
    assert finding.node == "REG-IMP"
    without = [check for check in SOME if check.rule.id != "overdue-review"]
    sms = minimal.with_files({PATH: register(f"{SOUND}\n", last="2026-09-15")})
    assert not list(of(lint(sms, without), "unused-suppression")), (
        "nobody knows, where the rule was not asked"
    )


def test_what_stands_in_a_text_or_in_code_is_no_comment(minimal: Minimal) -> None:
    quoted = register().replace("title: Improvement register", f"title: 'Register {SOUND}'")
    assert list(comments_in(SourceFile(PATH, quoted))) == []
    block = register().replace("title: Improvement register", f"title: |\n  Register\n  {SOUND}")
    assert list(comments_in(SourceFile(PATH, block))) == []
    code = "---\nkind: policy\n---\n```\n<!-- sms: ignore[overdue-review] until=2026-12-31 a b -->\n```\n"
    assert list(comments_in(SourceFile("policies/a.md", code))) == []


def test_in_a_text_it_is_about_the_next_paragraph() -> None:
    text = "---\nkind: policy\n---\n# A\n\n<!-- sms: ignore[x] until=2026-12-31 It is so. -->\nOne\ntwo\n\nThree\n"
    (comment,) = comments_in(SourceFile("policies/a.md", text))
    assert text[slice(*comment.about)].strip() == "One\ntwo"


@given(st.text(st.sampled_from("# sms:ignore[]until=2026-12-31 *a\"'|\n-<!>"), max_size=80))
def test_no_text_breaks_the_reading_of_comments(words: str) -> None:
    for path in (PATH, "policies/a.md"):
        for text in (
            f"{SOUND}{words}",
            f"a: {words}# sms: ignore{words}",
            f"---\na: b\n---\n<!-- sms: ignore{words} -->",
        ):
            for comment in comments_in(SourceFile(path, text)):
                assert comment.fault or (comment.rules and comment.reason)


def baseline_of(sms: Sms, until: str = "2026-12-31") -> str:
    result = lint(sms, SOME)
    day = sms.today.fromisoformat(until)
    reason = "The checks were adopted with the system as it was."
    return baseline_text(first_baseline(result.findings, RULES, today=sms.today, until=day, reason=reason))


def read(text: str) -> Baseline:
    found = read_baseline(SourceFile("baseline.yml", text))
    assert not found.reading_faults
    assert found.baseline
    return found.baseline


def test_the_baseline_accepts_what_was_there_and_nothing_else(minimal: Minimal) -> None:
    text = baseline_of(minimal.with_files({PATH: register()}))
    moved = judged(minimal, register=f"# A comment that moves all lines.\n{register()}", baseline=text)
    (finding,) = of(moved, "overdue-review")
    assert finding.suppressed is not None
    assert finding.suppressed.stated_in == "baseline.yml"
    other = register().replace("REG-IMP", "REG-IMPROVEMENT")
    assert [
        each.suppressed for each in of(judged(minimal, register=other, baseline=text), "overdue-review")
    ] == [None]


def test_after_its_last_day_everything_counts_again(minimal: Minimal) -> None:
    text = baseline_of(minimal.with_files({PATH: register()})).replace(
        "until: 2026-12-31", "until: 2026-10-30"
    )
    result = judged(minimal, register=register(), baseline=text)
    assert [each.suppressed for each in of(result, "overdue-review")] == [None]
    assert len(list(of(result, "expired-suppression"))) == 1


def test_what_is_put_right_goes_out_of_the_baseline(minimal: Minimal) -> None:
    text = baseline_of(minimal.with_files({PATH: register()}))
    result = judged(minimal, register=register(last="2026-09-15"), baseline=text)
    (finding,) = of(result, "unused-suppression")
    assert "prune" in finding.help
    assert pruned(read(text), result.unneeded).findings == ()
    assert read(baseline_text(pruned(read(text), result.unneeded))).said.findings == ()


@pytest.mark.parametrize(
    "text", ["findings: [a]\n", "- a\n", "adopted: 2026-13-01\n", "a: [\n", "", "adopted: &a 2026-01-01\n"]
)
def test_a_baseline_that_cannot_be_read_accepts_nothing_and_is_reported(text: str, minimal: Minimal) -> None:
    result = judged(minimal, register=register(), baseline=text)
    assert [each.suppressed for each in of(result, "overdue-review")] == [None]
    assert list(of(result, "malformed-suppression"))


def test_a_change_is_judged_by_the_comments_and_the_baseline_of_its_base(minimal: Minimal) -> None:
    base = baseline_of(minimal.with_files({PATH: register()}))
    more = base.replace(
        "findings:\n", "findings:\n  - {rule: schema, of: X, fingerprint: 0123456789abcdef, says: no}\n"
    )
    grown = only_shrunk(read(more), read(base))
    assert grown
    assert grown.grown
    assert grown.said == read(base).said
    later = only_shrunk(read(base.replace("2026-12-31", "2027-12-31")), read(base))
    assert later
    assert "2027-12-31" in later.grown
    assert only_shrunk(read(base), None) is None
    sms = replace(minimal.with_files({PATH: register()}), baseline=grown)
    assert len(list(of(lint(sms, SOME), "forbidden-suppression"))) == 1
    comments = tuple(comments_in(SourceFile(PATH, register(f"{SOUND}\n"))))
    assert [comment.is_new for comment in as_before(comments, ())] == [True]
    assert [comment.is_new for comment in as_before(comments, comments)] == [False]
    moved = tuple(comments_in(SourceFile(PATH, register(f"{SOUND}\n", last="2023-01-01"))))
    assert [comment.is_new for comment in as_before(moved, comments)] == [True], "it is about other words"
    new = replace(minimal.with_files({PATH: register(f"{SOUND}\n")}), ignores=as_before(comments, ()))
    assert [each.suppressed for each in of(lint(new, SOME), "overdue-review")] == [None]
