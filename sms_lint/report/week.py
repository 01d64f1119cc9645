"""What a week brings, for people, for a meeting, and for programs."""

from collections.abc import Callable, Mapping, Sequence

from sms_lint.ground.errors import SmsError
from sms_lint.ground.output.csv_rows import csv_text
from sms_lint.ground.output.printable import Printable
from sms_lint.measure.trends.section import Section
from sms_lint.report import sections as shown
from sms_lint.translation import ours

REMARK = "All of it comes from records and documents as they are; what is not recorded is not seen."
TITLE = "The week"


def text(sections: Sequence[Section]) -> Printable:
    """For the screen."""
    return shown.text(sections, REMARK, ours)


def markdown(sections: Sequence[Section]) -> Printable:
    """Markdown, to go on from in minutes."""
    return shown.markdown(sections, TITLE, REMARK, ours)


def one_table(sections: Sequence[Section]) -> Printable:
    """CSV of a single table. Raises SmsError where there are several, which have no columns in common."""
    if len(sections) != 1:
        names = ", ".join(section.name for section in sections)
        raise SmsError(f"CSV holds one table; name one with `--table`: {names}")
    return csv_text(sections[0].heads, sections[0].rows)


WEEK_FORMATS: Mapping[str, Callable[[Sequence[Section]], Printable]] = {
    "text": text,
    "markdown": markdown,
    "json": shown.machine,
    "csv": one_table,
}
