"""How the obligations of a catalogue stand on a day, as OSCAL assessment results: one finding for each obligation.

It is what the program judged from what is there, and no audit: the title and the origin of each result say so.
"""

from collections.abc import Sequence
from datetime import date

from sms_lint.evidence import JudgedObligation
from sms_lint.ground.output.json_text import json_text
from sms_lint.ground.output.printable import Printable
from sms_lint.model.catalogue import Catalogue
from sms_lint.report.oscal.parts import (
    Group,
    control_id,
    filled,
    head,
    identity,
    line,
    moment,
    prop,
)
from sms_lint.system.sms import Sms

_PLAN = ("plan",)


def oscal_results(
    sms: Sms, book: Catalogue, judged: Sequence[JudgedObligation], first: date | None = None
) -> Printable:
    """The results for one catalogue as of today; `first` is the first day of the period that they speak of."""
    organization = sms.config.organization.name
    title = f"{organization}: {book.called} as judged by sms-lint on {sms.today}"
    result = {
        "uuid": identity("result", organization, book.name, sms.today.isoformat()),
        "title": line(title),
        "description": (
            "What documents, registers and records show of each obligation, derived by program. It is not an audit."
        ),
        "start": moment(first or sms.today),
        "end": moment(sms.today),
        "reviewed-controls": {"control-selections": [{"include-controls": _controls(judged)}]},
        **filled(
            observations=[_observation(sms, each) for each in judged],
            findings=[_finding(sms, each) for each in judged],
        ),
    }
    plan = identity(*_PLAN)
    results = {
        "uuid": identity("results", organization, book.name),
        "metadata": head(title, sms.today.isoformat(), sms.today),
        "import-ap": {
            "href": f"#{plan}",
            "remarks": "There is no plan: every obligation is judged at every check.",
        },
        "results": [result],
        "back-matter": {
            "resources": [
                {
                    "uuid": plan,
                    "title": "How obligations are judged",
                    "description": "Each way to show an obligation that the catalogue names is looked for.",
                }
            ]
        },
    }
    return json_text({"assessment-results": results})


def _controls(judged: Sequence[JudgedObligation]) -> list[Group]:
    by_clause: dict[str, list[str]] = {}
    for each in judged:
        by_clause.setdefault(each.clause.id, []).append(control_id(each.obligation.id))
    return [
        {"control-id": control_id(clause), "statement-ids": statements}
        for clause, statements in by_clause.items()
    ]


def _observation(sms: Sms, each: JudgedObligation) -> Group:
    ways = [line(f"{way.state}: {way.why}") for way in each.criteria]
    methods = ["EXAMINE", *(["TEST"] if any(way.criterion.rule for way in each.criteria) else [])]
    evidence = [
        {"href": item.place.path, "description": line(f"{item.node.id}: {item.why}")}
        for item in each.evidence
    ]
    return {
        "uuid": identity("observation", each.obligation.id, sms.today.isoformat()),
        "title": each.obligation.id,
        "description": "\n\n".join([each.why, *ways]),
        "methods": methods,
        **filled(relevant_evidence=evidence),
        "collected": moment(sms.today),
    }


def _finding(sms: Sms, each: JudgedObligation) -> Group:
    state = "satisfied" if each.complete else "not-satisfied"
    said = each.why if each.complete else "; ".join(map(line, each.missing)) or each.why
    return {
        "uuid": identity("finding", each.obligation.id, sms.today.isoformat()),
        "title": each.obligation.id,
        "description": said,
        "props": [prop("grade", each.grade.word), prop("standing", each.standing)],
        "target": {
            "type": "statement-id",
            "target-id": control_id(each.obligation.id),
            "status": {"state": state},
        },
        "related-observations": [
            {"observation-uuid": identity("observation", each.obligation.id, sms.today.isoformat())}
        ],
    }
