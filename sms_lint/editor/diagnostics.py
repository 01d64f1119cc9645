"""Findings as an editor shows them."""

from collections.abc import Iterable, Mapping
from pathlib import Path

from lsprotocol import types as lsp

from sms_lint.editor.positions import range_of
from sms_lint.ground.source import Location
from sms_lint.model.finding import Finding, Severity
from sms_lint.report.style import Style

SOURCE = "sms-lint"
_SEVERITIES: Mapping[Severity, lsp.DiagnosticSeverity] = {
    "error": lsp.DiagnosticSeverity.Error,
    "warning": lsp.DiagnosticSeverity.Warning,
    "note": lsp.DiagnosticSeverity.Information,
}


def uri_of(root: Path, path: str) -> str:
    """The address of a file below a root; one whose name is no text keeps its very bytes."""
    return (root / path).as_uri()


def by_file(
    findings: Iterable[Finding], root: Path, style: Style, encoding: str
) -> dict[str, list[lsp.Diagnostic]]:
    """The findings of each file by its path; what is accepted for now is not shown."""
    found: dict[str, list[lsp.Diagnostic]] = {}
    for finding in findings:
        if finding.suppressed is None:
            found.setdefault(finding.at.path, []).append(diagnostic(finding, root, style, encoding))
    return found


def diagnostic(finding: Finding, root: Path, style: Style, encoding: str) -> lsp.Diagnostic:
    """One finding: the sentence, what to do, and the page of its rule where there is one."""
    remedy = style.remedy(finding)
    page = style.address("rules", finding.rule)
    return lsp.Diagnostic(
        range=range_of(finding.at, encoding),
        message=f"{finding.message}\n{remedy}" if remedy else finding.message,
        severity=_SEVERITIES[finding.severity],
        code=finding.rule,
        code_description=lsp.CodeDescription(page) if page else None,
        source=SOURCE,
        related_information=[
            lsp.DiagnosticRelatedInformation(_location(related.at, root, encoding), related.message)
            for related in finding.related
        ]
        or None,
    )


def _location(at: Location, root: Path, encoding: str) -> lsp.Location:
    return lsp.Location(uri_of(root, at.path), range_of(at, encoding))


def stopped(message: str) -> lsp.Diagnostic:
    """Said in the settings where nothing can be judged at all."""
    start = lsp.Position(0, 0)
    return lsp.Diagnostic(
        range=lsp.Range(start, lsp.Position(0, 1)),
        message=f"sms-lint cannot run: {message}",
        severity=lsp.DiagnosticSeverity.Error,
        source=SOURCE,
    )
