"""The rules. A module in this folder adds its rule by being there: `RULE`, and `check(sms)` that yields findings."""

from collections.abc import Callable, Iterable
from functools import cache
from importlib import import_module
from pkgutil import iter_modules
from typing import NamedTuple

from sms_lint.finding import Finding, Rule
from sms_lint.sms import Sms


class Check(NamedTuple):
    """A rule and the function that looks for its faults."""

    rule: Rule
    run: Callable[[Sms], Iterable[Finding]]


@cache
def checks() -> tuple[Check, ...]:
    """Every rule, in the order of their names."""
    modules = (import_module(f"{__name__}.{info.name}") for info in iter_modules(__path__))
    return tuple(
        sorted((Check(module.RULE, module.check) for module in modules), key=lambda check: check.rule.id)
    )
