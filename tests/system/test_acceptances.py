"""One list of all that is let pass for a time, for pages and packs."""

from dataclasses import replace
from datetime import date

from sms_lint.ground.source import SourceFile
from sms_lint.load.accepted import comments_in, read_baseline
from sms_lint.system.acceptances import acceptances
from tests.reference import reference_system

BASELINE = """\
adopted: 2026-10-31
until: 2026-12-31
reason: The checks were adopted with what there was.
findings:
  - {rule: overdue-review, of: POL-SMS, fingerprint: 0123456789abcdef, says: overdue}
"""


def test_settings_comments_and_the_baseline_are_listed_with_where_they_are_stated() -> None:
    sms = reference_system()
    node = sms.documents[0]
    comment = "<!-- sms: ignore[broken-link, raw-html] until=2026-11-30 It moves soon. -->"
    text = f"{node.origin.file.text}\n{comment}\nWords\n"
    comments = tuple(comments_in(SourceFile(node.path, text)))
    baseline = read_baseline(SourceFile("baseline.yml", BASELINE)).baseline
    listed = list(acceptances(replace(sms, ignores=comments, baseline=baseline)))
    own = [
        (each.of, each.allows, each.until, each.stated_in) for each in listed if each.stated_in != "sms.yml"
    ]
    assert own == [
        (node.id, "broken-link", date(2026, 11, 30), node.path),
        (node.id, "raw-html", date(2026, 11, 30), node.path),
        ("POL-SMS", "overdue-review", date(2026, 12, 31), "baseline.yml"),
    ]
    new = tuple(replace(comment, is_new=True) for comment in comments)
    assert not [each for each in acceptances(replace(sms, ignores=new)) if each.stated_in == node.path]
