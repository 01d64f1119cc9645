"""The linter's report as of this build: what counts, what is accepted for now, what could not be judged."""

from collections.abc import Iterator

from sms_lint.model.finding import KIND_PAGE, SEVERITIES, Finding
from sms_lint.publish.site.address import Address, reference_address
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
    shown = found[:_MOST]
    firsts = {one.rule: number for number, one in reversed([*enumerate(shown)])}
    counted = [_row(here, one, firsts[one.rule] == number) for number, one in enumerate(shown)]
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


def _row(here: PageContext, one: Finding, first: bool) -> list[Safe]:
    """A finding; the first of each rule has an address, which the page of the rule leads to."""
    clauses = here.clauses(one.clauses)
    remedy = Safe(f"{_remedy(here, one)}{'<br>' if one.help and clauses else ''}{clauses}")
    sign = badge(SEVERITY_SIGNS[one.severity])
    return [
        Safe(f'<span id="rule-{text(one.rule)}">{sign}</span>') if first else sign,
        _place(here, one),
        here.message(one.message),
        remedy,
        rule(here, one.rule),
    ]


def _remedy(here: PageContext, one: Finding) -> Safe:
    """What to do; "the page of the kind" leads to that page."""
    before, phrase, after = one.help.partition(KIND_PAGE)
    if not phrase or one.kind not in here.view.reference.kind_names:
        return here.message(one.help)
    page = link(here.to(reference_address("kind", one.kind)), text(phrase))
    return Safe(f"{here.message(before)}{page}{here.message(after)}")


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


def findings_of(view: SiteData, name: str) -> Address:
    """Where the findings of a rule begin; the whole page, where they may be among those that are left out."""
    return Address("findings.html", f"rule-{name}" if len(view.result.counted) <= _MOST else "")


def rule(here: PageContext, name: str) -> Safe:
    """A rule, with its page."""
    known = name in here.view.reference.rule_ids
    return link(here.to(reference_address("rule", name)), text(name)) if known else text(name)
