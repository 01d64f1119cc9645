"""The linter's report as of this build: what counts, what is accepted for now, what could not be judged."""

from collections.abc import Iterator

from sms_lint.ground.sentences import plural
from sms_lint.model.finding import KIND_PAGE, SEVERITIES, Finding
from sms_lint.publish.site.address import Address, reference_address
from sms_lint.publish.site.escape import Safe, text
from sms_lint.publish.site.forge_addresses import file_address
from sms_lint.publish.site.html import badge, heading, link, paragraph, table
from sms_lint.publish.site.page import Page
from sms_lint.publish.site.state import SEVERITY_SIGNS
from sms_lint.publish.site.view import PageContext, SiteData
from sms_lint.translation import ours

_MOST = 2000  # nobody reads more, and no browser shows many more at ease
_HEADS = ("Severity", "Where", "What is wrong", "To put it right", "Rule")


def findings_pages(view: SiteData) -> Iterator[Page]:
    """The page of findings."""
    yield Page(
        "findings.md",
        ours("Checks"),
        findings_page(PageContext(view, "findings.html")),
        hide=("toc", "navigation"),
    )


def findings_page(here: PageContext) -> Safe:
    """Every finding of the run."""
    result = here.view.result
    counts = [plural(result.count(severity), severity) for severity in SEVERITIES]
    said = " ".join(
        (
            ours(f"As of {result.today}: {', '.join(counts)}, {result.suppressed} accepted for now."),
            ours(f"{plural(len(result.applied), 'rule')} were applied; the handbook explains each."),
        )
    )
    findings = [
        finding for severity in SEVERITIES for finding in result.counted if finding.severity == severity
    ]
    shown = findings[:_MOST]
    firsts = {finding.rule: number for number, finding in reversed([*enumerate(shown)])}
    counted = [_row(here, finding, firsts[finding.rule] == number) for number, finding in enumerate(shown)]
    rest = (
        f"and {len(findings) - _MOST:,} more, which `sms-lint check` shows" if len(findings) > _MOST else ""
    )
    accepted = [_accepted(here, finding) for finding in result.findings if finding.suppressed]
    unchecked = [(text(unchecked_part.what), text(unchecked_part.why)) for unchecked_part in result.unchecked]
    return Safe(
        paragraph(text(said))
        + heading(2, Safe(ours("Failed checks that count")), "sms-counted")
        + f'<div class="sms-wide">\n{table(_HEADS, counted)}</div>\n'
        + (paragraph(here.message(ours(rest)), "count") if rest else "")
        + heading(2, Safe(ours("Accepted for now")), "sms-accepted")
        + table(("Severity", "Where", "What is wrong", "Reason", "Until", "Rule"), accepted)
        + heading(2, Safe(ours("Not checked")), "sms-unchecked")
        + table(("What", "Why"), unchecked)
    )


def _row(here: PageContext, finding: Finding, first: bool) -> list[Safe]:
    """A finding; the first of each rule has an address, which the page of the rule leads to."""
    clauses = here.clauses(finding.clauses)
    remedy = Safe(f"{_remedy(here, finding)}{'<br>' if finding.help and clauses else ''}{clauses}")
    sign = badge(SEVERITY_SIGNS[finding.severity])
    return [
        Safe(f'<span id="rule-{text(finding.rule)}">{sign}</span>') if first else sign,
        _place(here, finding),
        here.message(finding.message),
        remedy,
        rule(here, finding.rule),
    ]


def _remedy(here: PageContext, finding: Finding) -> Safe:
    """What to do; "the page of the kind" leads to that page."""
    before, phrase, after = finding.help.partition(KIND_PAGE)
    if not phrase or finding.kind not in here.view.reference.kind_names:
        return here.message(finding.help)
    page = link(here.to(reference_address("kind", finding.kind)), text(phrase))
    return Safe(f"{here.message(before)}{page}{here.message(after)}")


def _accepted(here: PageContext, finding: Finding) -> list[Safe]:
    why = finding.suppressed
    reason, until = (text(why.reason), text(why.until)) if why else (Safe(""), Safe(""))
    return [
        badge(SEVERITY_SIGNS[finding.severity]),
        _place(here, finding),
        here.message(finding.message),
        reason,
        until,
        rule(here, finding.rule),
    ]


def _place(here: PageContext, finding: Finding) -> Safe:
    at = text(f"{finding.at.path}:{finding.at.line}")
    target = file_address(here.sms.config, finding.at.path)
    shown = link(f"{target}#L{finding.at.line}", at) if target else at
    return Safe(f"{here.node(finding.node)}<br>{shown}" if finding.node else shown)


def findings_of(view: SiteData, name: str) -> Address:
    """Where the findings of a rule begin; the whole page, where they may be among those that are left out."""
    return Address("findings.html", f"rule-{name}" if len(view.result.counted) <= _MOST else "")


def rule(here: PageContext, name: str) -> Safe:
    """A rule, with its page."""
    known = name in here.view.reference.rule_ids
    return link(here.to(reference_address("rule", name)), text(name)) if known else text(name)
