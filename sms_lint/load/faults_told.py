"""Which faults of an entry are told, so that one slip is one finding."""

import re
from collections.abc import Iterable, Iterator

from sms_lint.fields import Fault
from sms_lint.source import Route

_MISSING = re.compile(r"(`[^`]+`) is missing((?: in .*)?)")


def together(faults: Iterable[Fault]) -> Iterator[Fault]:
    """The faults, with the fields that one place lacks in one of them."""
    missing: dict[tuple[Route, str], list[str]] = {}
    for fault in faults:
        match = _MISSING.fullmatch(fault.message)
        if match:
            missing.setdefault((fault.route, match[2]), []).append(match[1])
        else:
            yield fault
    for (route, where), names in missing.items():
        yield Fault(route, f"{_and(names)} {'is' if len(names) == 1 else 'are'} missing{where}")


def _and(names: list[str]) -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"
