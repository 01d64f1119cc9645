"""The week of a service manager: actions, changes ahead, open work by age, targets at risk, and packs for meetings."""

from collections.abc import Callable, Iterator, Mapping
from functools import partial
from typing import NamedTuple

from sms_lint.ground.output.csv_rows import csv_text
from sms_lint.measure.trends.section import Section
from sms_lint.measure.week.acknowledged import acknowledged_section, missing_section
from sms_lint.measure.week.actions import action_ages_section, actions_section, ageing_section
from sms_lint.measure.week.at_risk import at_risk_section
from sms_lint.measure.week.board import board_sections
from sms_lint.measure.week.changes import changes_section, freezes_section
from sms_lint.measure.week.reconfirm import reconfirm_section
from sms_lint.measure.week.recurring import recurring_section
from sms_lint.model.naming import name_of
from sms_lint.publish.site.address import Address
from sms_lint.publish.site.escape import Safe, text
from sms_lint.publish.site.html import link, paragraph
from sms_lint.publish.site.page import Download, Page
from sms_lint.publish.site.sections import sections_as_page
from sms_lint.publish.site.view import PageContext, SiteData
from sms_lint.report.meeting import REVIEW, last_quarter, meeting_sections, meetings
from sms_lint.system.sms import Sms
from sms_lint.translation import ours


class _Topic(NamedTuple):
    """A page: its name, its title, what it shows, and the command that shows the same."""

    name: str
    title: str
    sections: Callable[[Sms], list[Section]]
    command: str


_TOPICS = (
    _Topic(
        "index", "Actions and tasks", lambda sms: [actions_section(sms), recurring_section(sms)], "actions"
    ),
    _Topic("changes", "Changes ahead", lambda sms: [changes_section(sms), freezes_section(sms)], "changes"),
    _Topic("board", "Pack for the change board", board_sections, "board"),
    _Topic(
        "ageing", "Open work by age", lambda sms: [ageing_section(sms), action_ages_section(sms)], "ageing"
    ),
    _Topic("at-risk", "Targets at risk", lambda sms: [at_risk_section(sms)], "at-risk"),
    _Topic("reconfirm", "Documents to re-confirm", lambda sms: [reconfirm_section(sms)], "reconfirm"),
    _Topic(
        "acknowledged",
        "Acknowledgements",
        lambda sms: [missing_section(sms), acknowledged_section(sms)],
        "acknowledged",
    ),
)
# The tables that can be downloaded, each with what it shows.
_FILES: Mapping[str, Callable[[Sms], Section]] = {
    "actions": actions_section,
    "recurring": recurring_section,
    "changes": changes_section,
    "ageing": ageing_section,
    "at-risk": at_risk_section,
    "reconfirm": reconfirm_section,
    "acknowledged": acknowledged_section,
    "missing": missing_section,
}


def week_pages(view: SiteData) -> Iterator[Page]:
    """A page for each topic, then a pack for each meeting."""
    for topic in _TOPICS:
        here = PageContext(view, f"week/{topic.name}.html")
        yield Page(f"week/{topic.name}.md", ours(topic.title), partial(_topic, here, topic), hide=("toc",))
    for whom in meetings(view.sms):
        yield Page(
            f"week/meeting-{whom}.md",
            _title(view, whom),
            partial(_meeting, PageContext(view, f"week/meeting-{whom}.html"), whom),
            group=ours("Meetings"),
        )


def _title(view: SiteData, whom: str) -> str:
    if whom == REVIEW:
        return ours("Pack for the management review")
    node = view.sms.ids.get(whom)
    return ours(f"Meeting with {name_of(node) if node else whom}")


def _topic(here: PageContext, topic: _Topic) -> Safe:
    sections = topic.sections(here.sms)
    files = [
        link(here.to(Address(f"week/{section.name}.csv")), text(f"{section.name}.csv"))
        for section in sections
        if section.name in _FILES
    ]
    command = f"sms-lint week {topic.command}"
    said = ours(f"As of {here.sms.today}. The same on the command line: `{command}`.")
    return Safe(paragraph(Safe(" ".join([here.message(said), *files]))) + sections_as_page(here, sections))


def _meeting(here: PageContext, whom: str) -> Safe:
    period = last_quarter(here.sms)
    command = f"sms-lint week meeting {whom} --pdf pack.pdf"
    said = ours(f"Looks back on {period}, as of {here.sms.today}. As PDF, or on another period: `{command}`.")
    return Safe(
        paragraph(here.message(said)) + sections_as_page(here, meeting_sections(here.sms, whom, period))
    )


def week_files(view: SiteData) -> Iterator[Download]:
    """The tables as CSV."""
    for name, section_of in _FILES.items():
        section = section_of(view.sms)
        yield Download(f"week/{name}.csv", csv_text(section.heads, section.rows))
