"""The linter's report as of this build: what counts, what is accepted for now, what could not be judged."""

from collections.abc import Iterator

from sms_lint.model.finding import SEVERITIES, Finding
from sms_lint.publish.site.address import Address
from sms_lint.publish.site.body import source_address
from sms_lint.publish.site.escape import Safe, text
from sms_lint.publish.site.html import badge, heading, link, paragraph, plural, table
from sms_lint.publish.site.page import Page
from sms_lint.publish.site.state import SEVERITY_SIGNS
from sms_lint.publish.site.view import PageContext, SiteData

_MOST = 2000  # nobody reads more, and no browser shows many more at ease
_HEADS = ("Severity", "Where", "What is wrong", "To put it right", "Rule")


def findings_pages(view: SiteData) -> Iterator[Page]:
    """The page of findings."""
    yield Page(
        "findings.md",
        "Findings",
        findings_page(PageContext(view, "findings.html")),
        hide=("toc", "navigation"),
    )


def findings_page(here: PageContext) -> Safe:
    """Every finding of the run."""
    result = here.view.result
    counts = [plural(result.count(one), one) for one in SEVERITIES]
    said = f"As of {result.today}: {', '.join(counts)}, {result.suppressed} accepted for now. "
    said += f"{plural(len(result.applied), 'rule')} were applied; the handbook explains each."
    found = [one for severity in SEVERITIES for one in result.counted if one.severity == severity]
    counted = [_row(here, one) for one in found[:_MOST]]
    rest = f"and {len(found) - _MOST:,} more, which `sms-lint check` shows" if len(found) > _MOST else ""
    accepted = [_accepted(here, one) for one in result.findings if one.suppressed]
    unchecked = [(text(one.what), text(one.why)) for one in result.unchecked]
    return Safe(
        paragraph(text(said))
        + heading(2, Safe("Findings that count"), "sms-counted")
        + f'<div class="sms-wide">\n{table(_HEADS, counted)}</div>\n'
        + (paragraph(here.message(rest), "count") if rest else "")
        + heading(2, Safe("Accepted for now"), "sms-accepted")
        + table(("Severity", "Where", "What is wrong", "Reason", "Until", "Rule"), accepted)
        + heading(2, Safe("Not checked"), "sms-unchecked")
        + table(("What", "Why"), unchecked)
    )


def _row(here: PageContext, one: Finding) -> list[Safe]:
    clauses = here.clauses(one.clauses)
    remedy = Safe(f"{here.message(one.help)}{'<br>' if one.help and clauses else ''}{clauses}")
    return [
        badge(SEVERITY_SIGNS[one.severity]),
        _place(here, one),
        here.message(one.message),
        remedy,
        rule(here, one.rule),
    ]


def _accepted(here: PageContext, one: Finding) -> list[Safe]:
    why = one.suppressed
    reason, until = (text(why.reason), text(why.until)) if why else (Safe(""), Safe(""))
    return [
        badge(SEVERITY_SIGNS[one.severity]),
        _place(here, one),
        here.message(one.message),
        reason,
        until,
        rule(here, one.rule),
    ]


def _place(here: PageContext, one: Finding) -> Safe:
    at = text(f"{one.at.path}:{one.at.line}")
    target = source_address(here, one.at.path)
    shown = link(f"{target}#L{one.at.line}", at) if target else at
    return Safe(f"{here.node(one.node)}<br>{shown}" if one.node else shown)


def rule(here: PageContext, name: str) -> Safe:
    """A rule, with its page where the handbook has one."""
    known = f"rules/{name}.md" in here.view.handbook
    return link(here.to(Address(f"handbook/rules/{name}.html")), text(name)) if known else text(name)
