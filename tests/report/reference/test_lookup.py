"""One name, one page: nothing is named twice, and whoever mistypes is helped."""

import pytest

from sms_lint.ground.errors import SmsError
from sms_lint.report.reference import Reference
from sms_lint.report.reference.kind_pages import HEADS


def test_no_name_means_two_things(reference: Reference) -> None:
    names = [
        *(rule.id for rule in reference.rules),
        *reference.kinds,
        *HEADS,
        *(setting.name for setting in reference.settings),
    ]
    assert len(set(names)) == len(names)


def test_every_name_has_a_page(reference: Reference) -> None:
    for name in reference.names:
        page = reference.page(name)
        assert page.summary, name
        assert page.blocks, name


@pytest.mark.parametrize(
    ("name", "meant"),
    [
        ("overdue-reviw", "did you mean `overdue-review`?"),
        ("rsk", "did you mean `risk`?"),
        ("weather", "`sms-lint rules` lists the rules"),
        ("incidents", "did you mean `incident`?"),
        ("risk_review", "did you mean `intervals.risk_review`?"),
        ("intervals.risk_revew", "did you mean `intervals.risk_review`?"),
        ("", "`sms-lint rules` lists the rules"),
    ],
)
def test_a_name_that_is_none_is_answered_with_what_is_near(
    reference: Reference, name: str, meant: str
) -> None:
    with pytest.raises(SmsError, match="there is no rule, kind or setting") as told:
        reference.page(name)
    assert meant in str(told.value)
