"""Everything that is let pass for a time, for pages and packs: who reads them sees one list, wherever it is stated."""

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from sms_lint.model.accepted import BASELINE_FILE
from sms_lint.model.settings import SETTINGS_FILE
from sms_lint.system.sms import Sms


class Acceptance(NamedTuple):
    """What is let pass: of what, which rule, why, until when, and where that is stated."""

    of: str
    allows: str
    reason: str
    until: date
    stated_in: str


def acceptances(sms: Sms) -> Iterator[Acceptance]:
    """What the settings accept, then comments, then the baseline; not the exemptions of the trust settings."""
    for setting in sms.config.suppressions:
        yield Acceptance(setting.node, setting.rule, setting.reason, setting.until, SETTINGS_FILE)
    for comment in sms.ignores:
        if not comment.fault and not comment.is_new:
            of = sms.id_at(comment.at) or comment.at.path
            for rule in comment.rules:
                yield Acceptance(of, rule, comment.reason, comment.until, comment.at.path)
    baseline = sms.baseline
    for entry in baseline.said.findings if baseline else ():
        if baseline:
            yield Acceptance(entry.of, entry.rule, baseline.said.reason, baseline.said.until, BASELINE_FILE)
