"""A finding was accepted until a day that has passed.

A finding is accepted for a time, with a reason. Afterwards it counts again, and the entry in the settings
only pretends that somebody still stands by it. The entries are under `suppressions`.

Bad:

```yaml sms.yml
organization: {name: Example organization}
as_of: 2026-10-31
suppressions:
  - rule: overdue-review
    node: POL-SMS
    reason: The review waits for the new managing director.
    until: 2026-09-30  # <- expired-suppression
```

Good:

```yaml sms.yml
organization: {name: Example organization}
as_of: 2026-10-31
suppressions:
  - rule: overdue-review
    node: POL-SMS
    reason: The review waits for the new managing director.
    until: 2026-11-30
```
"""

from collections.abc import Iterator

from sms_lint.ground.source import Location
from sms_lint.ground.text.yaml_edit import UneditableError, without
from sms_lint.model.accepted import IgnoreComment
from sms_lint.model.finding import Finding, Rule
from sms_lint.model.fix import Fix, RuleFix, TextEdit, smallest_edit
from sms_lint.system.sms import Sms

RULE = Rule(
    __name__,
    __doc__,
    severity="warning",
    clauses=("20000-1:7.5.3.1",),
    help="correct the fault and delete the entry, or decide again and state a new day",
    fix=RuleFix("deletes the entry, which has no effect any more", "safe"),
)


def check(sms: Sms) -> Iterator[Finding]:
    """Compare the last day of each accepted finding with today."""
    yield from _of_comments(sms)
    for index, setting in enumerate(sms.written_config.suppressions):
        if setting.until < sms.today:
            yield RULE.finding(
                sms.settings.at("suppressions", index, "until"),
                f"`{setting.rule}` was accepted for `{setting.node}` until {setting.until}; "
                "it has counted again since",
                node=setting.node,
            ).with_fix(_without_entry(sms, index))


def _of_comments(sms: Sms) -> Iterator[Finding]:
    """The last day of each comment that accepts findings, and of the baseline."""
    for comment in sms.ignores:
        if not comment.fault and comment.until < sms.today:
            said = f"`{', '.join(comment.rules)}` was accepted here until {comment.until}; it has counted again since"
            yield RULE.finding(comment.at, said, node=sms.id_at(comment.at)).with_fix(
                _without_comment(comment)
            )
    baseline = sms.baseline
    if baseline and baseline.said.findings and baseline.said.until < sms.today:
        said = f"the baseline was accepted until {baseline.said.until}; what it lists has counted again since"
        yield RULE.finding(baseline.origin.at("until"), said)


def _without_comment(comment: IgnoreComment) -> Fix:
    """The file without the comment, and without its line where nothing else is in it."""
    text, (start, end) = comment.at.file.text, (comment.at.start, comment.at.end)
    line, stop = text.rfind("\n", 0, start) + 1, text.find("\n", end)
    stop = len(text) if stop == -1 else stop + 1
    if not (text[line:start] + text[end:stop]).strip():
        start, end = line, stop
    else:
        start = len(text[:start].rstrip(" \t"))
    return Fix("delete the comment", (TextEdit(Location(comment.at.file, start, end), ""),), safe=True)


def _without_entry(sms: Sms, index: int) -> Fix | None:
    """The settings without one entry, or without the list where it is the only one."""
    file, only = sms.settings.file, len(sms.written_config.suppressions) == 1
    try:
        after = without(file.text, ("suppressions",) if only else ("suppressions", index))
    except (UneditableError, KeyError):
        return None
    edit = smallest_edit(Location(file, 0, len(file.text)), after)
    return Fix("delete the entry", (edit,), safe=True)
