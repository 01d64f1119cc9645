"""Makes a service management system of any size: every record and document is sound, and no two are the same."""

import json
import shutil
from pathlib import Path

from sms_lint.model.kinds import kinds
from sms_lint.report.reference.schemas import kind_schema

RECORD = """\
kind: nonconformity
id: NC-2026-{number:06}
source: Internal audit of work order {number}, sampled by the auditor
clause: 20000-1:8.5.1.3
raised: 2026-03-{day:02}
description: >-
  Change {number} was carried out before the person who had to approve it had
  recorded the decision. The change itself did what it was meant to do, and no
  customer noticed anything.
evidence: >-
  Change record {number}, times of approval and of implementation; interview with
  the operations engineer on duty that day.
correction: >-
  The decision was recorded afterwards and marked as late; the requester was
  told how an urgent change is asked for.
consequences: >-
  None for customers. Two engineers believed that a spoken approval was enough,
  which was put right in the weekly meeting.
status: closed
root_cause: >-
  The form let the state be set to implemented without a decision being there
  (variant {number}).
extent_check: All {number} changes of the quarter were compared; three others had the same fault.
corrective_action: The form refuses the state without a decision since 2026-04-02.
owner: change-manager
due: 2026-04-30
implemented: 2026-04-02
effectiveness_check: Forty changes sampled on 2026-06-30, none without a decision.
effectiveness_result: effective
closed: 2026-07-{day:02}
"""

HEAD = """\
---
kind: policy
id: POL-BENCH-{number:04}
title: Policy {number} on the handling of work
version: "1.{number}"
lifecycle: active
owner: change-manager
approver: managing-director
effective: 2026-06-15
review: {{every: 12 months, last: 2026-06-01}}
classification: internal
retention: 7 years
satisfies: [20000-1:5.2.1]
related: [POL-BENCH-{next:04}]
---
# Policy {number} on the handling of work

## Purpose

It states how work of sort {number} is taken on, so that nobody has to guess what was agreed.

## Scope

It holds for everybody who takes on work of sort {number} in the [next policy](policy-{next:04}.md#scope).

## Responsibilities

The change manager answers for it and looks at {number} samples a year.
"""

PARAGRAPH = """
### Step {step} of sort {number}

Work of sort {number} is recorded before step {step} begins, with the person who asked for it and the day by
which it is needed. What is not recorded is not begun in sort {number}.

- The record of sort {number} names the service and the customer it is for.
- Step {step} ends when the person who asked has confirmed the result, see [scope](#scope).
"""

SMALL = {
    "sms.yml": "organization: {name: Made-up organization}\nas_of: 2026-10-31\n",
    "records/registers/role.yml": (
        "kind: role\nid: REG-ROLE\ntitle: Role register\nowner: managing-director\n"
        "review: {every: 12 months, last: 2026-09-15}\nentries:\n"
        "  - {id: managing-director, title: Managing director, responsibilities: [Leads the organization], top_management: yes}\n"
        "  - {id: change-manager, title: Change manager, responsibilities: [Answers for changes]}\n"
    ),
    "records/registers/person.yml": (
        "kind: person\nid: REG-PERSON\ntitle: Person register\nowner: managing-director\n"
        "review: {every: 12 months, last: 2026-09-15}\nentries:\n"
        "  - {id: P-001, roles: [{role: managing-director, from: 2020-01-01}]}\n"
        "  - {id: P-002, roles: [{role: change-manager, from: 2020-01-01}]}\n"
    ),
}


def generate(folder: Path, *, records: int, documents: int) -> None:
    """Write a system with so many records of 30 lines and documents of 150 lines, and the schema of the records."""
    shutil.rmtree(folder, ignore_errors=True)
    for path, text in SMALL.items():
        _write(folder / path, text)
    for number in range(records):
        _write(folder / f"records/nonconformities/{number // 1000:03}/nc-{number:06}.yml", record(number))
    for number in range(documents):
        _write(folder / f"policies/policy-{number:04}.md", document(number, documents))
    _write(folder / "schema.json", json.dumps(kind_schema(kinds()["nonconformity"])))


def record(number: int) -> str:
    """A record; all but the first name an earlier one."""
    earlier = f"supersedes: NC-2026-{number - 1:06}\n" if number else ""
    return RECORD.format(number=number, day=number % 28 + 1) + earlier


def document(number: int, documents: int) -> str:
    """A document of about 150 lines, linked to the next one."""
    head = HEAD.format(number=number, next=(number + 1) % documents)
    steps = "".join(PARAGRAPH.format(number=number, step=step) for step in range(13))
    return head + steps


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
