"""A small organisation in a repository, with one entry of each kind, in which a text stands wherever a text may stand."""

import os
import re
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from sms_lint.model.example import example_text, example_values
from sms_lint.model.kinds import kinds
from sms_lint.model.node import Document
from sms_lint.starter.example_files import flow
from tests.history.approvals.company import Company

_TABLE = "kind: incident\nid: REG-INCIDENT-2\ntitle: {text}\nowner: owner\nreview: {{every: 12 months, last: 2026-01-10}}\n"
_TABLE += "data: incident.csv\nsource: {{system: {text}, exported: 2026-01-10}}\n"
_ODD_NAMES = 15
OWN_RULE = "steered-title"


def organisation(folder: Path, text: str, *, everywhere: bool = False) -> Company:
    """The text stands behind every sentence, or `everywhere`, in ids, dates and words that are fixed too.

    It stands in headings, names of files, a heading of a table and its cells, settings, a rule of the organization's
    own, and in the name and the message of a commit as well.
    """
    company = Company(folder)
    write = company.write
    line = re.sub(r"[\x00-\x1f\x7f]", "", text)
    for kind, model in kinds().items():
        values = _with(dict(example_values(kind)), text, lambda value: everywhere or value.count(" ") > 1)
        place = f"{model.KIND.folder}/examples/{kind}"
        if issubclass(model, Document):
            body = (
                example_text(kind).split("---\n", 2)[2]
                + f"\n## More {_encodable(line)}\n\n{_encodable(text)}\n"
            )
            write(f"{place}.md", f"---\n{_quoted(flow({'kind': kind, **values}))}---\n{body}")
        else:
            write(f"{place}.yml", _quoted(flow({"kind": kind, **values})))
    write("records/data/incident.yml", _TABLE.format(text=_quoted(flow({"x": text}))[6:-2]))
    cell = '"' + _for_git(text).replace('"', '""') + '"'
    write("records/data/incident.csv", f"id,{cell},title\nINC-1,{cell},{cell}\n")
    write("rules.yml", _quoted(flow({OWN_RULE: _own_rule(text)})))
    write("sms.yml", _settings(text, {f"unknown {text}": text} if everywhere else {}))
    _odd_names(company.root, text)
    with_text = {"GIT_AUTHOR_NAME": f"x{_for_git(text)}x"}
    company.commit(f"x{_for_git(text)}", when="2026-01-11", **with_text)
    return company


def _settings(text: str, more: Mapping[str, str]) -> str:
    accepted = {"rule": "overdue-review", "node": "POL-CHG", "reason": text, "until": "2026-12-31"}
    settings = {
        "organization": {"name": f"Example {text}"},
        "catalogues": ["iso-iec-20000-1-2018"],
        "suppressions": [accepted],
        "own_rules": ["rules.yml"],
        **more,
    }
    return _quoted(flow(settings))


def _own_rule(text: str) -> Mapping[str, Any]:
    """A rule that says the title of every risk."""
    return {
        "summary": f"A risk {text}",
        "why": f"Because {text}",
        "about": "risk",
        "when": "title is not empty",
        "at": "title",
        "say": "{id} is called {title}",
        "severity": "error",
        "remedy": f"call it otherwise {text}",
        "examples": {"bad": {"risk RSK-01": {"title": "x"}}, "good": {"risk RSK-01": {"title": text}}},
    }


def _with(values: Mapping[str, Any], text: str, is_wanted: Callable[[str], bool]) -> dict[str, Any]:
    return {name: _leaf(value, text, is_wanted) for name, value in values.items()}


def _leaf(value: Any, text: str, is_wanted: Callable[[str], bool]) -> Any:
    if isinstance(value, dict):
        return _with(value, text, is_wanted)
    if isinstance(value, list):
        return [_leaf(part, text, is_wanted) for part in value]
    return f"{value} {text}" if is_wanted(value) else value


def _quoted(yaml: str) -> str:
    """YAML in which every odd character of a quoted text is written as a number."""
    marks = _encodable(yaml)
    return "".join(mark if " " <= mark <= "~" or mark == "\n" else f"\\U{ord(mark):08x}" for mark in marks)


def _encodable(text: str) -> str:
    return re.sub("[\ud800-\udfff]", "", text)


def _for_git(text: str) -> str:
    return _encodable(text).replace("\0", "")


def _odd_names(root: Path, text: str) -> None:
    """Files named by the text, in parts because a name may not be long, and one whose name holds a byte of no letter."""
    plain = _for_git(text).replace("/", "")
    assert len(plain) <= 40 * _ODD_NAMES
    for number in range(_ODD_NAMES):
        part = plain[number * 40 : number * 40 + 40] or f"plain {number}"
        end = "" if number else os.fsdecode(b"\x80.yml")
        (root / "records" / f"{part}.yml{end}").write_bytes(b"kind: nothing\n")
