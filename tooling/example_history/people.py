"""Who holds which role when, by the person register; and how persons and robots stand in commits."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import NamedTuple

import yaml

from sms_lint.ground.errors import SmsError
from tooling.example_history.repository import Who

ROBOT = "forge-gateway"
_TOP = date.max


class _Holding(NamedTuple):
    person: str
    start: date
    end: date


@dataclass(frozen=True)
class People:
    """The holders of each role."""

    roles: dict[str, list[_Holding]]

    def holder(self, role: str, day: date) -> str:
        """Who holds a role on a day; of several the first in the register. Raises SmsError where nobody does."""
        for holding in self.roles.get(role, ()):
            if holding.start <= day <= holding.end:
                return holding.person
        raise SmsError(f"nobody holds the role {role} on {day}, by the person register")


def read_people(root: Path) -> People:
    """The holders as the person register tells them."""
    text = (root / "records/registers/person.yml").read_text("utf-8")
    roles: dict[str, list[_Holding]] = {}
    for person in yaml.safe_load(text)["entries"]:
        for held in person["roles"]:
            holding = _Holding(person["id"], held["from"], held.get("to", _TOP))
            roles.setdefault(held["role"], []).append(holding)
    return People(roles)


def who(name: str) -> Who:
    """A person or the robot, as their commits name them."""
    if name == ROBOT:
        return Who(ROBOT, "noreply@git.fenmoor.example")
    return Who(name, f"{name.lower()}@fenmoor.example")
