"""JSON: a contract, version 1. Paths from the root, lines and columns from 1."""

from typing import Any

from sms_lint.ground.output.json_text import json_line, json_text
from sms_lint.ground.output.printable import Printable, joined
from sms_lint.ground.source import Location
from sms_lint.model.finding import Finding, Result, Suppression
from sms_lint.model.fix import Fix, TextEdit
from sms_lint.report.style import Style


def json_report(result: Result, style: Style) -> Printable:
    """The whole result as one JSON object."""
    return json_text(_report(result, style))


def json_lines(result: Result, style: Style) -> Printable:
    """The same, one object on each line: the findings by themselves, then everything else as the summary."""
    report = _report(result, style)
    rows = [("finding", finding) for finding in report.pop("findings")]
    rows += [("mended", finding) for finding in report.pop("mended", [])]
    return joined(json_line({"type": type_, **row}) for type_, row in (*rows, ("summary", report)))


def _report(result: Result, style: Style) -> dict[str, Any]:
    return {
        "version": 1,
        "tool": {"name": "sms-lint", "version": style.version},
        "today": result.today,
        "preset": result.preset or None,
        "findings": [_finding(finding, style) for finding in result.findings],
        "summary": {
            "error": result.count("error"),
            "warning": result.count("warning"),
            "note": result.count("note"),
            "suppressed": result.suppressed,
            **({"unchanged": len(result.unchanged), "mended": len(result.mended)} if result.compared else {}),
        },
        **(
            {"change": [{"title": part.title, "lines": list(part.lines)} for part in result.change]}
            if result.compared
            else {}
        ),
        **({"mended": [_finding(finding, style) for finding in result.mended]} if result.compared else {}),
        "unchecked": [{"what": item.what, "why": item.why} for item in result.unchecked],
    }


def _finding(finding: Finding, style: Style) -> dict[str, Any]:
    end_line, end_column = finding.at.file.line_column(finding.at.end)
    suppressed = finding.suppressed
    return {
        "rule": finding.rule,
        "severity": finding.severity,
        "message": finding.message,
        **_place(finding.at),
        "end_line": end_line,
        "end_column": end_column,
        "node": finding.node or None,
        "clauses": list(finding.clauses),
        "help": finding.help,
        "page": style.address("rules", finding.rule) or None,
        "kind": finding.kind or None,
        "kind_page": style.address("kinds", finding.kind) or None,
        "related": [{**_place(related.at), "message": related.message} for related in finding.related],
        "suppressed": _suppressed(suppressed) if suppressed else None,
        **({"baseline": finding.baseline} if finding.baseline else {}),
        **({"fix": _fix(finding.fix)} if finding.fix else {}),
    }


def _suppressed(suppressed: Suppression) -> dict[str, str]:
    stated = {"stated_in": suppressed.stated_in} if suppressed.stated_in else {}
    return {"reason": suppressed.reason, "until": suppressed.until, **stated}


def _fix(fix: Fix) -> dict[str, Any]:
    return {"title": fix.title, "safe": fix.safe, "edits": [_edit(edit) for edit in fix.edits]}


def _edit(edit: TextEdit) -> dict[str, Any]:
    end_line, end_column = edit.at.file.line_column(edit.at.end)
    return {**_place(edit.at), "end_line": end_line, "end_column": end_column, "text": edit.text}


def _place(at: Location) -> dict[str, Any]:
    line, column = at.file.line_column(at.start)
    return {"path": at.path, "line": line, "column": column}
