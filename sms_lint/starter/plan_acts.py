"""The act that brings what is missing of one thing that a catalogue asks to see, in words."""

from sms_lint.evidence import CriterionState
from sms_lint.ground.sentences import joined
from sms_lint.model.node import Document, Register
from sms_lint.model.settings import SETTINGS_FILE
from sms_lint.system.sms import Sms


def act_about_rule(state: CriterionState) -> str:
    """What is to be done about a rule that speaks, is switched off or could not judge."""
    name = state.findings[0].rule if state.findings else state.criterion.target
    if state.state == "failing":
        return f"put right what the rule {name} finds: sms-lint check --select {name}"
    if state.findings:
        return f"put right what is accepted for now of the rule {name}: sms-lint check --select {name}"
    if state.state == "off":
        return f"switch the rule {name} on again in {SETTINGS_FILE}: sms-lint explain {name}"
    return f"let the rule {name} judge ({state.why.partition(': ')[2]}): sms-lint explain {name}"


def act_about_text(state: CriterionState, ref: str) -> str:
    """What is to be done about a document or a section: write it, or review what is there."""
    node = state.node
    where = node.path if node else ""
    if state.state == "old" and where:
        return f"review {where} and set `last` under `review` ({state.why})"
    if where:
        return f"say in {where} how it is done here ({state.why})"
    if state.criterion.form == "document":
        return f"bring a document into force that names `{state.criterion.target}` under `provides` in its front matter"
    mark = f'`data-satisfies="{ref}"` behind its heading'
    return f"say it in a section of the document that provides `{state.criterion.target}`, with {mark}"


def act_about_records(sms: Sms, state: CriterionState) -> tuple[str, str]:
    """What is to be done about records, and whose: fill them in, look them through, or record a newer one."""
    kind = state.criterion.kind or ""
    register = next((found for found in sms.registers if found.of == kind), None)
    where, owner = (register.path, str(register.owner)) if register else _file_of(sms, kind)
    if state.state == "missing":
        fields = joined([f"`{name}`" for name in state.criterion.filled])
        return f"fill in {fields or 'what is asked for'} in {where} ({state.why})", owner
    if register and "look" in state.why:
        return f"look {where} through and set `last` under `review` ({state.why})", owner
    return f"record a new one: sms-lint new {kind} ({state.why})", owner


def _file_of(sms: Sms, kind: str) -> tuple[str, str]:
    """The file of the first entry of a kind that has no register."""
    node = next(iter(sms.of_kind(kind)), None)
    owner = str(node.owner) if isinstance(node, Document | Register) else ""
    return (node.path if node else f"the records of kind {kind}"), owner
