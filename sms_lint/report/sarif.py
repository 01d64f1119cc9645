"""SARIF 2.1.0, for code scanning services.

Of a proposed change each result says in `baselineState` whether the change brought it; what it mended is `absent`.
"""

import hashlib
import re
from collections.abc import Mapping
from typing import Any
from urllib.parse import quote

from sms_lint.ground.output.json_text import json_text
from sms_lint.ground.output.printable import Printable
from sms_lint.ground.source import Location
from sms_lint.model.accepted import IN_FILE
from sms_lint.model.finding import Baseline, Finding, Result
from sms_lint.model.fix import Fix, TextEdit
from sms_lint.report.style import Style

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"

_FILLED_IN = re.compile(r"\{\d+\}")
_OTHER_HALVES = re.compile("[\ud800-\udc7f\udd00-\udfff]")  # no byte of a file name stands for these


# A finding that became worse is one that was there and is another now (3.27.24).
_STATES: Mapping[Baseline, str] = {"": "", "new": "new", "worse": "updated", "unchanged": "unchanged"}


def sarif(result: Result, style: Style) -> Printable:
    """One run with the rules that were found to be broken, and every finding."""
    every = [*((finding, _STATES[finding.baseline]) for finding in result.findings)]
    every += ((finding, "absent") for finding in result.mended)
    names = sorted({finding.rule for finding, _ in every})
    driver = {
        "name": "sms-lint",
        "version": style.version,
        "rules": [_rule(name, style) for name in names],
    }
    run = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "results": [
            {
                **_result(finding, names.index(finding.rule), style),
                **({"baselineState": state} if state else {}),
            }
            for finding, state in every
        ],
    }
    return json_text({"$schema": SCHEMA, "version": "2.1.0", "runs": [run]})


def _rule(name: str, style: Style) -> dict[str, Any]:
    rule, page = style.rules.get(name), style.address("rules", name)
    named = {"id": name, **({"helpUri": page} if page else {})}
    if rule is None:
        return named
    former = {"deprecatedIds": list(rule.aliases)} if rule.aliases else {}
    return {
        **named,
        **former,
        "shortDescription": {"text": rule.summary},
        "fullDescription": {"text": rule.why or rule.summary},
        "help": {"text": rule.text, "markdown": rule.text},
        "defaultConfiguration": {"level": rule.severity},
        "properties": {"tags": list(rule.clauses)},
    }


def _result(finding: Finding, index: int, style: Style) -> dict[str, Any]:
    remedy = style.remedy(finding, linked=True)
    text = finding.message + (f"\n{remedy}" if remedy else "")
    result: dict[str, Any] = {
        "ruleId": finding.rule,
        "ruleIndex": index,
        "level": finding.severity,
        "message": _message(text),
        "locations": [{"physicalLocation": _place(finding.at)}],
        "partialFingerprints": {"smsLint/v1": fingerprint(finding)},
    }
    if finding.related:
        result["relatedLocations"] = [
            {"physicalLocation": _place(related.at), "message": _message(related.message)}
            for related in finding.related
        ]
    if finding.fix:
        result["fixes"] = [_fix(finding.fix)]
    if finding.suppressed:
        kind = "inSource" if finding.suppressed.stated_in == IN_FILE else "external"
        result["suppressions"] = [{"kind": kind, "justification": finding.suppressed.reason}]
    return result


def _fix(fix: Fix) -> dict[str, Any]:
    """The edits of a fix, file by file (3.55)."""
    files: dict[str, list[TextEdit]] = {}
    for edit in fix.edits:
        files.setdefault(edit.at.path, []).append(edit)
    changes = [
        {
            "artifactLocation": {"uri": _address(path)},
            "replacements": [
                {"deletedRegion": _place(edit.at)["region"], "insertedContent": {"text": edit.text}}
                for edit in edits
            ],
        }
        for path, edits in files.items()
    ]
    said = fix.title if fix.safe else f"{fix.title} (look at it first)"
    return {"description": _message(said), "artifactChanges": changes}


def _message(text: str) -> dict[str, str]:
    """A text in which nothing is a link or a place to be filled in (SARIF 2.1.0, 3.11.5 and 3.11.6)."""
    return {"text": _FILLED_IN.sub(r"{\g<0>}", text.replace("](", r"\]("))}


def _address(path: str) -> str:
    """A path as a URI; of a name that is no text, the very bytes."""
    return quote(_OTHER_HALVES.sub("\ufffd", path).encode("utf-8", "surrogateescape"))


def _place(at: Location) -> dict[str, Any]:
    line, column = at.file.line_column(at.start)
    end_line, end_column = at.file.line_column(at.end)
    region = {"startLine": line, "startColumn": column, "endLine": end_line, "endColumn": max(end_column, 1)}
    return {"artifactLocation": {"uri": _address(at.path)}, "region": region}


def fingerprint(finding: Finding) -> str:
    """The same for the same fault wherever it moves: rule, node and sentence, never a line number.

    A rule that became part of another keeps its old id here, so that a fault is not reported a second time.
    """
    told = "\0".join((finding.formerly or finding.rule, finding.node or finding.at.path, finding.message))
    return hashlib.sha256(told.encode("utf-8", "surrogatepass")).hexdigest()[:32]
