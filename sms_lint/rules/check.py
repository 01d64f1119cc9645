"""What a rule and its judgement are together."""

from collections.abc import Callable, Iterable
from typing import NamedTuple

from sms_lint.model.finding import Finding, Rule
from sms_lint.system.sms import Sms


class Check(NamedTuple):
    """A rule and the function that looks for its faults."""

    rule: Rule
    run: Callable[[Sms], Iterable[Finding]]
