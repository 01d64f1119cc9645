"""JUnit XML, which build services show as tests: a test for each rule.

Only a rule that judged and found neither errors nor warnings has passed. One that judged nothing is skipped, with the
reason: no finding of it proves anything.
"""

from collections.abc import Iterator

from sms_lint.ground.output.printable import Printable
from sms_lint.ground.output.xml_document import Element, xml_document
from sms_lint.model.finding import Finding, Result, RuleRun
from sms_lint.report.style import Style

SUITE = "sms-lint"


def junit(result: Result, style: Style) -> Printable:
    """One suite, with a test for each rule that was wanted."""
    found: dict[str, list[Finding]] = {}
    for finding in result.counted:
        found.setdefault(finding.rule, []).append(finding)
    runs = {**{rule: RuleRun(rule, "judged") for rule in found}, **{run.rule: run for run in result.runs}}
    cases = [_case(run, found.get(run.rule, []), style) for _, run in sorted(runs.items())]
    counts = {
        "tests": len(cases),
        "failures": sum(part.name == "failure" for case in cases for part in case.inside),
        "errors": 0,
        "skipped": sum(part.name == "skipped" for case in cases for part in case.inside),
    }
    unchecked = "\n".join(f"not checked: {item.what}: {item.why}" for item in result.unchecked)
    said = (Element("system-out", text=unchecked),) if unchecked else ()
    suite = Element("testsuite", {"name": SUITE, **counts}, inside=(*cases, *said))
    return xml_document(Element("testsuites", {"name": SUITE, **counts}, inside=(suite,)))


def _case(run: RuleRun, findings: list[Finding], style: Style) -> Element:
    """The test of one rule; notes are no failures."""
    return Element(
        "testcase", {"name": run.rule, "classname": SUITE}, inside=tuple(_outcome(run, findings, style))
    )


def _outcome(run: RuleRun, findings: list[Finding], style: Style) -> Iterator[Element]:
    failed = [finding for finding in findings if finding.severity != "note"]
    notes = [finding for finding in findings if finding.severity == "note"]
    if failed:
        count = f"{len(failed)} finding{'s' if len(failed) > 1 else ''}"
        yield Element("failure", {"message": count, "type": failed[0].severity}, _told(failed, style))
    elif run.outcome != "judged":
        yield Element("skipped", {"message": run.why or run.outcome})
    if notes:
        yield Element("system-out", text=_told(notes, style))


def _told(findings: list[Finding], style: Style) -> str:
    """Each finding on a line, with what to do."""
    return "\n".join(
        f"{finding.at.path}:{finding.at.line}: {finding.severity}: {finding.message}"
        + (f" ({remedy})" if (remedy := style.remedy(finding)) else "")
        for finding in findings
    )
