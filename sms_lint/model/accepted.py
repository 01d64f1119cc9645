"""Findings that are accepted for a time, beside those that the settings accept: by a comment, or by the baseline."""

from dataclasses import dataclass
from datetime import date
from typing import Annotated

from pydantic import Field

from sms_lint.ground.fields import Count, Date, Form, Text
from sms_lint.ground.source import Location, Origin
from sms_lint.model.settings_group import Settings

BASELINE_FILE = "baseline.yml"
# Where a comment beside a finding accepts it.
IN_FILE = "a comment"
FINGERPRINT = Form(
    r"[0-9a-f]{16}", "16 hexadecimal figures, as `sms-lint check --baseline write` writes them"
)


@dataclass(frozen=True)
class IgnoreComment:
    """A comment that accepts findings on the stretch that it is about.

    `fault` says why it accepts nothing: it is not of the right form. `is_new` says that a proposed change brings it:
    it counts once it is merged.
    """

    at: Location
    about: tuple[int, int]
    rules: tuple[str, ...] = ()
    until: date = date.min
    reason: str = ""
    fault: str = ""
    is_new: bool = False

    @property
    def same_as(self) -> tuple[str, str, str]:
        """What it shares with the same comment in another version: its file, its words, and what it is about."""
        text = self.at.file.text
        return self.at.path, text[self.at.start : self.at.end], text[slice(*self.about)].strip()


class BaselineFinding(Settings):
    """A finding that was there when the checks were adopted."""

    rule: Text = Field(title="Rule", description="The rule that speaks.")
    of: Text = Field(title="Of", description="The id of what it is about, or its file.")
    says: Text = Field(title="Says", description="What it said when the baseline was written.")
    fingerprint: Annotated[str, FINGERPRINT] = Field(
        title="Fingerprint", description="The same for the same finding wherever it moves."
    )
    times: Count = Field(1, title="Times", description="How many such findings there were.")


class BaselineSettings(Settings):
    """The findings that a system had when the checks were adopted: until a day, and for a reason."""

    adopted: Date = Field(title="Adopted", description="The day on which the baseline was written.")
    until: Date = Field(title="Until", description="The last day; afterwards all these findings count.")
    reason: Text = Field(title="Reason", description="Why they are accepted for now.")
    findings: tuple[BaselineFinding, ...] = Field((), title="Findings", description="One line for each.")


@dataclass(frozen=True)
class Baseline:
    """What a baseline says, and where; `grown` says what a proposed change adds to that of its base."""

    said: BaselineSettings
    origin: Origin
    grown: str = ""
