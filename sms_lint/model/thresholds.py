"""The settings that say beyond which limits something is reported."""

from decimal import Decimal
from typing import Annotated

from pydantic import Field

from sms_lint.ground.fields import Between, Count, Percent
from sms_lint.model.settings_group import Settings


class ThresholdSettings(Settings):
    """Limits beyond which something is reported."""

    risk_acceptance: Annotated[int, Between(1, 25, whole=True)] | None = Field(
        None,
        title="Acceptance of risks",
        description="The highest rating at which a risk may be accepted; not judged where it is left out.",
    )
    acknowledged: Percent = Field(
        Decimal(90),
        title="Acknowledged",
        description="The share of persons that has acknowledged each policy, in per cent.",
    )
    linked_incidents: Percent = Field(
        Decimal(95),
        title="Incidents with a service",
        description="The share of incidents of one table or register that name their service, in per cent.",
    )
    recurring_incidents: Count = Field(
        10,
        title="Recurring incidents",
        description="This many similar incidents, with one title and of one service, call for a problem.",
    )
    copied_texts: Count = Field(
        5,
        title="Copied texts",
        description="So many records may give the same words as a judgement of their own before somebody is asked.",
    )
    copied_share: Percent = Field(
        Decimal(10),
        title="Share of copied texts",
        description="The share of all judgements from which the same words are asked about, in per cent.",
    )
    variance: Percent = Field(
        Decimal(5),
        title="Variance",
        description="The variance from a budget, up or down, from which something has to be done, in per cent.",
    )
    sample: Percent = Field(
        Decimal(10),
        title="Sample",
        description="The smallest share of a population that a survey or verification may ask, in per cent.",
    )
    emergency_approvers: Count | None = Field(
        None,
        title="Approvers of emergencies",
        description="So many people decide an emergency change together; not judged where it is left out.",
    )
    leap: Count = Field(
        5,
        title="Leap",
        description="A figure this many times as high as those beside it counts as a mistake.",
    )
    reviews_at_once: Count = Field(
        5,
        title="Reviews at once",
        description="This many reviews that one person confirmed within a minute are a note to the auditor.",
    )
    response: Percent = Field(
        Decimal(20),
        title="Response",
        description="The smallest share of those asked whose answers count as representative, in per cent.",
    )
    small_organization: Count = Field(
        10,
        title="Small organization",
        description=(
            "Where fewer persons than this hold roles, owner and approver may have to be one: a warning, no error."
        ),
    )
