"""What a forge enforces on the branch, as its own settings say: one answer for each rule that the evidence needs."""

import json
from collections.abc import Callable, Mapping
from importlib import import_module
from typing import Any, Literal, NamedTuple, cast

from sms_lint.ground.errors import SmsError

State = Literal["enforced", "not enforced", "cannot tell"]
# What has to hold for the branch; the readers of a forge answer for each.
BranchRule = Literal[
    "proposals", "review", "code owners", "check", "up to date", "history kept", "branch kept", "no exceptions",
    "judge",
]  # fmt: skip


class BranchAsked(NamedTuple):
    """What is asked about: the branch, the check that has to pass, and whom the organization excepts knowingly."""

    branch: str
    check: str
    excepted: tuple[str, ...] = ()


class NotShownError(Exception):
    """The forge has nothing at an address, or does not show it to the one who asks: it does not say which."""


class Enforcement(NamedTuple):
    """Whether a rule is enforced, and how that is known or what is missing, in a sentence."""

    state: State
    why: str


Enforcements = Mapping[BranchRule, Enforcement]
# Asks the forge for an address, such as `repos/acme/sms`, and gives the parsed answer; raises NotShownError.
Ask = Callable[[str], Any]
# Each forge, and the module that reads its settings: `read(export, asked)` and `questions(ask, name, branch)`.
READERS: Mapping[str, str] = {
    "github": "sms_lint.outside.forge.github_rules",
    "gitlab": "sms_lint.outside.forge.gitlab_rules",
}
MOST_BYTES = 16 * 1024 * 1024


def enforced(why: str) -> Enforcement:
    """It is, and this is how."""
    return Enforcement("enforced", why)


def not_enforced(why: str) -> Enforcement:
    """It is not, and this is what is missing."""
    return Enforcement("not enforced", why)


def unknown(what: str) -> Enforcement:
    """Nobody can tell, because the export lacks something."""
    return Enforcement("cannot tell", f"the export does not hold {what}")


def read_settings(forge: str, raw: bytes, asked: BranchAsked) -> Enforcements:
    """What an export of a forge's settings says of a branch. Raises SmsError where it is none."""
    if len(raw) > MOST_BYTES:
        raise SmsError(
            f"the export is larger than {MOST_BYTES // 2**20} MiB, so it is none of one repository"
        )
    try:
        export = json.loads(raw.decode("utf-8"))
    except (ValueError, RecursionError) as error:
        raise SmsError(f"the export is no JSON: {error}") from None
    if not isinstance(export, dict):
        raise SmsError(
            "the export has to be one JSON object; the handbook for administrators says how to make it"
        )
    return cast(Enforcements, import_module(READERS[forge]).read(export, asked))


def ask_settings(forge: str, ask: Ask, name: str, branch: str) -> bytes:
    """The same export, asked for at the forge itself."""
    export = {}
    for key, asked in import_module(READERS[forge]).questions(ask, name, branch).items():
        try:
            export[key] = asked()
        except NotShownError:
            continue
    return json.dumps(export).encode()


def part(value: Any, *keys: str) -> Any:
    """A value inside groups, by its route; None where there is none, whatever stands there instead."""
    for key in keys:
        value = value.get(key) if isinstance(value, dict) else None
    return value


def groups(value: Any) -> list[dict[str, Any]]:
    """The groups of a list, whatever else is in it."""
    return [held for held in value if isinstance(held, dict)] if isinstance(value, list) else []
