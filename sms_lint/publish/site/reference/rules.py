"""A page for each rule: what to do, why, what it looks like, and what it says here."""

from collections.abc import Iterator, Sequence
from functools import partial

from sms_lint.ground.sentences import plural
from sms_lint.model.finding import Finding, Rule
from sms_lint.publish.site.address import reference_address
from sms_lint.publish.site.escape import Safe, text
from sms_lint.publish.site.findings import findings_of
from sms_lint.publish.site.html import badge, facts, heading, link, paragraph, table
from sms_lint.publish.site.page import Page
from sms_lint.publish.site.reference.blocks import framed, prose, shown, written
from sms_lint.publish.site.state import SEVERITY_SIGNS
from sms_lint.publish.site.view import PageContext, SiteData
from sms_lint.report.reference.blocks import Inline
from sms_lint.report.reference.rule_pages import (
    former_ids,
    links_of,
    passing_blocks,
    rule_blocks,
    rules_by_clause,
)
from sms_lint.rules.severity import by_preset

_GROUP = "Rules"


def rule_reference_pages(view: SiteData) -> Iterator[Page]:
    """The list of the rules, then each rule."""
    index = PageContext(view, "handbook/rules/index.html")
    yield Page("handbook/rules/index.md", "Rules", partial(_list, index), group=_GROUP)
    for group in rules_by_clause(view.reference.rules).values():
        for rule in group:
            here = PageContext(view, reference_address("rule", rule.id).page)
            path, content = here.page.removesuffix(".html") + ".md", partial(_page, here, rule)
            yield Page(path, rule.id, content, in_navigation=False)


def _page(here: PageContext, rule: Rule) -> Safe:
    return Safe(
        prose(here, rule.summary)
        + framed(facts(_facts(here, rule)))
        + written(here, (*rule_blocks(rule), *passing_blocks(rule)))
    )


def _facts(here: PageContext, rule: Rule) -> Iterator[tuple[str, Safe]]:
    """What holds on this day in this system. The staff see no findings, nor how many there are."""
    yield "Severity here", _severity(here, rule)
    if here.view.edition == "auditor":
        yield "Failed now", _count(here, here.view.findings_by_rule.get(rule.id, ()))
    pairs: tuple[tuple[str, Inline], ...] = (*links_of(rule, here.view.reference.kinds), *former_ids(rule))
    for name, value in pairs:
        yield name, shown(here, value)


def _severity(here: PageContext, rule: Rule) -> Safe:
    """The severity that findings of a rule get in this system, and by which setting where it is not the rule's own."""
    levels = here.sms.config.rules
    parts = [
        f"{text(levels[former])} for what was <code>{text(former)}</code>"
        for former in rule.aliases
        if former in levels
    ]
    parts += [
        f"{text(folder.rules[name])} in <code>{text(folder.folder)}</code>"
        for folder in here.sms.config.folders
        for name in (rule.id, *rule.aliases)
        if name in folder.rules
    ]
    return Safe("; ".join([_whole_severity(here, rule), *parts]))


def _whole_severity(here: PageContext, rule: Rule) -> Safe:
    """The same, for what no former id of the rule has another severity for."""
    config = here.sms.config
    level = config.rules.get(rule.id)
    if level == "off":
        return Safe("switched off in the settings")
    sign = badge(SEVERITY_SIGNS[level or rule.severity])
    if level:
        return Safe(f"{sign} by the settings; {text(rule.severity)} otherwise")
    preset = by_preset(config, rule.severity, gap=rule.gap)
    if preset != rule.severity and config.preset:
        sign = badge(SEVERITY_SIGNS[preset])
        return Safe(f"{sign} while the preset is {text(config.preset)}; {text(rule.severity)} otherwise")
    return sign


def _count(here: PageContext, findings: Sequence[Finding]) -> Safe:
    if not findings:
        return Safe("none")
    return link(
        here.to(findings_of(here.view, findings[0].rule)), text(plural(len(findings), "failed check"))
    )


def _list(here: PageContext) -> Safe:
    rules = here.view.reference.rules
    told = f"Each of the {len(rules)} rules looks for one fault. They are listed under the first clause they serve."
    parts = [paragraph(text(told))]
    for number, (title, group) in enumerate(rules_by_clause(rules).items()):
        rows = [_row(here, rule) for rule in group]
        parts += [
            heading(2, text(title), f"rules-{number}"),
            table(_heads(here), rows, title, "cards loose reference"),
        ]
    return Safe("".join(parts))


def _heads(here: PageContext) -> tuple[str, ...]:
    heads = ("Rule", "What it finds", "Severity here")
    return (*heads, "Failed now") if here.view.edition == "auditor" else heads


def _row(here: PageContext, rule: Rule) -> list[Safe]:
    row = [
        link(here.to(reference_address("rule", rule.id)), text(rule.id)),
        here.message(rule.summary),
        _severity(here, rule),
    ]
    findings = here.view.findings_by_rule.get(rule.id, ())
    return [*row, _count(here, findings) if findings else Safe("")] if here.view.edition == "auditor" else row
