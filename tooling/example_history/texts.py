"""Settings and trust settings: the texts that they had, oldest first, each with the reason and the day."""

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from tooling.example_history.authority import certificates
from tooling.example_history.edits import undone
from tooling.example_history.located import DATA, Group, read

AUTHORITY_FILE = "records/approvals/authority.pem"
_KEYS = ("day", "reason", "was", "by")


@dataclass(frozen=True)
class SettingsText:
    """A text of `sms.yml` or `trust.yml`, the day on which it came, why, and in which role its author wrote it."""

    day: date
    reason: str
    text: str
    by: str


def settings_texts(root: Path, story: Mapping[str, list[Group]]) -> list[SettingsText]:
    """The texts of `sms.yml`; the last is that of this repository, with the levels of approval."""
    return list(_texts(final_settings(root), story["settings"]))


def trust_texts(story: Mapping[str, list[Group]]) -> list[SettingsText]:
    """The texts of `trust.yml`, oldest first."""
    return list(_texts(final_trust(), story["trust"]))


def final_settings(root: Path) -> str:
    """`sms.yml` with what the history adds: here nothing is approved, so no level is asked for."""
    added = read(DATA / "settings.yml")
    text = (root / "sms.yml").read_text("utf-8")
    after: str = added.need("after")
    if text.count(after) != 1:
        raise added.fault(f"sms.yml holds `{after}` {text.count(after)} times, not once")
    return text.replace(after, after + added.need("add"))


def final_trust() -> str:
    """`trust.yml` as it is at the end."""
    text = (DATA / "trust.yml").read_text("utf-8")
    return text.replace("AUTHORITY_SHA256", hashlib.sha256(certificates()).hexdigest())


def _texts(text: str, told: list[Group]) -> Iterator[SettingsText]:
    made = []
    for place, one in enumerate(reversed(told)):
        one.only(*_KEYS)
        if place:
            text = undone(text, one.need("was"))
        made.append(
            SettingsText(
                date.fromisoformat(one.need("day")),
                one.need("reason"),
                text,
                one.get("by", "document-controller"),
            )
        )
    yield from reversed(made)
