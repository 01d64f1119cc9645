"""The settings: their defaults, and what is said of a wrong one."""

import pytest

from sms_lint.model.former_settings import old_names
from sms_lint.model.settings import Config, read_config

SOUND = {"organization": {"name": "Example"}}


def test_defaults_are_enough() -> None:
    config, faults = read_config(SOUND)
    assert faults == []
    assert str(config.review.maximum) == "12 months"
    assert config.catalogues == ("iso-iec-20000-1-2018",)
    assert config.as_of is None


def test_every_setting_has_a_description() -> None:
    for name, field in Config.model_fields.items():
        assert field.title, name
        assert field.description, name


@pytest.mark.parametrize(
    ("extra", "message"),
    [
        ({"reviw": {}}, "`reviw` is not a field of the settings; did you mean `review`?"),
        (
            {"review": {"maximun": "1 year"}},
            "`maximun` is not a field of the settings in `review`; did you mean `maximum`?",
        ),
        ({"as_of": "last week"}, "`as_of` must be a date such as 2026-03-31, not `last week`"),
        (
            {"rules": {"overdue-review": "eror"}},
            "`rules`, `overdue-review` must be `error`, `warning`, `note` or `off`",
        ),
        ({"catalogues": []}, "`catalogues` must have at least one item"),
        (
            {"suppressions": [{"rule": "x", "node": "A-1", "until": "2026-01-01"}]},
            "`reason` is missing in `suppressions`, item 1",
        ),
    ],
)
def test_a_faulty_setting_is_named_and_keeps_its_default(extra: dict[str, object], message: str) -> None:
    config, faults = read_config({**SOUND, "branch": "trunk", **extra})
    assert [fault.message[: len(message)] for fault in faults] == [message]
    assert config.branch == "trunk", "the other settings stay"
    assert str(config.review.maximum) == "12 months"


@pytest.mark.parametrize(
    ("intervals", "effect_check"),
    [
        ({}, "3 months"),
        ({"effect": "4 months"}, "4 months"),
        ({"effect": "4 months", "effect_check": "5 months"}, "5 months"),
        ({"effect_check": "5 months", "effect": "4 months"}, "5 months"),
    ],
)
def test_a_setting_under_its_old_name_counts_and_is_named(
    intervals: dict[str, object], effect_check: str
) -> None:
    config, faults = read_config({**SOUND, "intervals": intervals})
    assert (str(config.intervals.effect_check), faults) == (effect_check, [])
    told = [(fault.route, fault.message) for fault in old_names({**SOUND, "intervals": intervals})]
    message = "`intervals.effect` is now called `intervals.effect_check`; rename it"
    assert told == ([(("intervals", "effect"), message)] if "effect" in intervals else [])


@pytest.mark.parametrize("values", [None, [], "text", {"intervals": None}, {"intervals": ["effect"]}])
def test_whatever_the_settings_are_their_old_names_are_looked_for(values: object) -> None:
    assert old_names(values) == []


@pytest.mark.parametrize("values", [None, [], "text", {}, {"organization": {}}])
def test_without_an_organization_there_are_still_settings(values: object) -> None:
    config, faults = read_config(values)
    assert config.organization.name
    assert faults[0].message.endswith(("is missing", "is missing in `organization`"))
