"""What is wrong in one place is told there: a reference that leads nowhere, and a document that was set to draft."""

from tests.faults.advice.__main__ import texts_below
from tests.faults.planting import Reference
from tests.faults.recall.slips import Slip, planted

NOWHERE = (
    ("KER-2026-02", "problem=PRB-2026-77"),
    ("KPI-INC-RESOLUTION", "process=PRC-NOWHERE"),
    ("OBJ-AVL-01", "metric=KPI-NOWHERE"),
    ("CON-DATACENTRE", "supplier=OTH-NOWHERE"),
    ("CAT-CLOUD", "hours=HRS-NOWHERE"),
    ("SLA-ALDER-01", "service_hours=HRS-NOWHERE"),
    ("SLA-ALDER-01", "requirements_ref=PLN-NOWHERE"),
    ("SLA-ALDER-01", "customer=CUS-NOWHERE"),
    ("SLA-ELM-01", "service=SVC-NOWHERE"),
)


def test_what_compares_a_reference_leaves_one_that_leads_nowhere_to_its_finding(reference: Reference) -> None:
    """Such a rule speaks of another record, which somebody would then change although it is right."""
    texts = overlay = texts_below(reference.root)
    for target, how in NOWHERE:
        overlay = {**overlay, **planted(Slip("advice", target, how, "dangling-reference"), overlay)}
    changed = {path: text for path, text in overlay.items() if texts[path] != text}
    found = reference.judged(changed).findings
    named = [each for each in found if "NOWHERE" in each.message or "PRB-2026-77" in each.message]
    assert {each.rule for each in named} == {"dangling-reference"}
    assert len(named) == len(NOWHERE)
    assert all(each.at.path in changed for each in named)


def test_what_a_draft_no_longer_shows_is_told_at_the_draft(reference: Reference) -> None:
    path = "policies/change-management.md"
    text = texts_below(reference.root)[path].replace("lifecycle: active", "lifecycle: draft", 1)
    asked = ("mandatory-information-missing", "obligation-without-evidence")
    found = [each for each in reference.judged({path: text}).findings if each.rule in asked]
    assert {each.rule for each in found} == set(asked)
    assert {each.at.path for each in found} == {path}
    assert {each.at.file.text[each.at.start : each.at.end] for each in found} == {"draft"}
    assert all("have POL-CHG approved" in each.help for each in found)
