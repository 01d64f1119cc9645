"""Findings in the language of the settings. They are judged and compared in English, and translated last."""

from dataclasses import replace

from sms_lint.model.finding import KIND_PAGE, Finding, Related, Result
from sms_lint.translation import ENGLISH, Translation


def translated(result: Result, spoken: Translation) -> Result:
    """The result with what it says to people in a language; what is not translated stays English."""
    if spoken.code == ENGLISH.code:
        return result
    return replace(
        result,
        findings=tuple(_finding(finding, spoken) for finding in result.findings),
        mended=tuple(_finding(finding, spoken) for finding in result.mended),
    )


def _finding(finding: Finding, spoken: Translation) -> Finding:
    return replace(
        finding,
        message=spoken.finding(finding.rule, finding.message),
        help=_remedy(finding, spoken),
        related=tuple(
            Related(related.at, spoken.finding(finding.rule, related.message)) for related in finding.related
        ),
        fix=finding.fix and replace(finding.fix, title=spoken.finding(finding.rule, finding.fix.title)),
    )


def _remedy(finding: Finding, spoken: Translation) -> str:
    """The remedy; where the page of a kind is known, its name stays for the format, which puts the page there."""
    said = spoken.finding(finding.rule, finding.help)
    return said if finding.kind else said.replace(KIND_PAGE, spoken.say(KIND_PAGE))
