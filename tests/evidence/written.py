"""A policy and a register, as somebody writes them, for the tests of evidence."""

POLICY = """---
kind: policy
id: POL-CHG
title: Change policy
version: "1.0"
lifecycle: active
owner: change-manager
approver: managing-director
effective: 2026-04-01
review: {every: 12 months, last: 2026-03-15}
classification: internal
retention: 7 years
satisfies: [1:8.1-a]
provides: [change-policy]
---
# Change policy

Every change is recorded, assessed, and approved before it is made.
"""
TRAINING = """kind: training
id: REG-TRAINING
title: Training records
owner: change-manager
review: {every: 12 months, last: 2026-09-15}
entries:
  - id: TRN-01
    person: P-003
    subject: Changes
    date: 2026-05-02
    effectiveness_check: Observed at work
    effective: pending
"""
