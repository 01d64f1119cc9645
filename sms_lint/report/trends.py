"""Trends for people, for a report, and for programs."""

from collections.abc import Callable, Mapping, Sequence

from sms_lint.ground.output.printable import Printable
from sms_lint.measure.trends.section import Section
from sms_lint.report import sections as shown
from sms_lint.translation import on_screen

NEVER = "Trends are hints from records as they are. They decide nothing: people judge them, and say why."


def text(sections: Sequence[Section]) -> Printable:
    """For the screen: a table of columns for each kind of trend."""
    return shown.text(sections, NEVER, on_screen)


def for_a_report(sections: Sequence[Section]) -> Printable:
    """Markdown, to go on from in a trend analysis."""
    return shown.markdown(sections, "Trends", NEVER, on_screen)


TREND_FORMATS: Mapping[str, Callable[[Sequence[Section]], Printable]] = {
    "text": text,
    "markdown": for_a_report,
    "json": shown.machine,
}
