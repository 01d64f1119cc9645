"""What one slip brings about in many places is told once; nothing else is."""

from sms_lint.model.finding import Suppression
from sms_lint.report import FORMATS, Style
from sms_lint.report.together import together
from tests.report.test_formats import finding, result


def test_two_places_and_other_causes_are_told_one_by_one() -> None:
    several = [
        finding(cause="POL-CHG"),
        finding(cause="POL-CHG"),
        *(finding(cause=f"POL-{number}") for number in range(5)),
        *(finding() for _ in range(5)),
        *(finding(cause="POL-SMS", suppressed=Suppression("agreed", "2026-12-31")) for _ in range(5)),
        *(finding(cause="POL-REL", rule=rule) for rule in ("one", "two", "three", "four")),
    ]
    assert together(several) == several


def test_three_places_of_one_cause_are_told_at_the_first() -> None:
    first, *others = (finding(cause="POL-CHG", message=f"number {number}") for number in range(3))
    between = finding(message="something else")
    told = together([first, between, *others])
    where = "records/registers/risk.yml"
    assert [told_one.message for told_one in told] == [
        f"number 0 (and in 2 more places: {where})",
        "something else",
    ]
    assert told[0].at == first.at


def test_people_read_it_once_and_programs_each_place() -> None:
    several = result(*(finding(cause="POL-CHG") for _ in range(70)))
    text = FORMATS["concise"](several, Style("1.2.3"))
    assert text.count("REG-RISK was due") == 1
    assert "70 errors, shown as 1 (as of" in text
    assert FORMATS["github"](several, Style("1.2.3")).count("::error") == 1
    for programs in ("json", "sarif"):
        assert FORMATS[programs](several, Style("1.2.3")).count("REG-RISK was due") >= 70
