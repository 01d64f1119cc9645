"""What a format needs to know besides the findings."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from sms_lint.model.finding import Rule

_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]")


@dataclass(frozen=True)
class Style:
    """Colour or not, the rules that ran, the tool's version, and where the rules' pages are."""

    version: str
    rules: Mapping[str, Rule] = field(default_factory=dict)
    colour: bool = False
    rule_pages: str = ""

    def page(self, rule: str) -> str:
        """The address of a rule's page, or the command that explains it."""
        return f"{self.rule_pages.rstrip('/')}/{rule}.html" if self.rule_pages else f"sms-lint explain {rule}"

    def paint(self, text: str, colour: str) -> str:
        """The text in a colour, where colour is wanted."""
        codes = {"error": "1;31", "warning": "1;33", "note": "1;36", "bold": "1", "dim": "2"}
        return f"\x1b[{codes[colour]}m{text}\x1b[0m" if self.colour else text


def visible(text: str) -> str:
    """The text with control and invisible characters written out, so that no file can steer a terminal."""
    return _CONTROL.sub(lambda match: f"<U+{ord(match.group()):04X}>", text)
