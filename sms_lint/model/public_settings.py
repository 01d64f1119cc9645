"""The settings for the public edition: what of records that are not public customers are told all the same."""

from typing import Annotated

from pydantic import Field

from sms_lint.ground.fields import Date, Ref, Text, To, YesNo
from sms_lint.model.settings_group import Settings


class CertificateSetting(Settings):
    """A certificate that the organization holds, as customers may ask for it."""

    standard: Text = Field(
        title="Standard", description="What it certifies against, such as ISO/IEC 20000-1:2018."
    )
    body: Text = Field(title="Body", description="The certification body that issued it.")
    number: Text = Field(title="Number", description="The number on the certificate.")
    until: Date = Field(title="Valid until", description="The last day on which it is valid.")
    scope: Text | None = Field(
        None, title="Scope", description="What it covers, in the words of the certificate."
    )


class PublicSettings(Settings):
    """What the public edition tells besides what is classified as public. What is not named here is not told."""

    certificates: tuple[CertificateSetting, ...] = Field(
        (), title="Certificates", description="The certificates that customers are told of."
    )
    kpis: tuple[Annotated[Ref, To("kpi")], ...] = Field(
        (),
        title="KPIs",
        description=(
            "Ids of the KPIs whose results of the last twelve periods are published, with name and target, whether "
            "met or missed."
        ),
    )
    continuity_tests: YesNo = Field(
        "no",
        title="Continuity tests",
        description=(
            "`yes` publishes the day and the result of each test of a continuity plan since a year before the newest, "
            "and the public services that the plan covers."
        ),
    )
