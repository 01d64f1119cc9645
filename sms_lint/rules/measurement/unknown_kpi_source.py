"""An indicator is computed from records or fields that do not exist.

`source` names a kind of record and `inputs` its fields. With a word that is neither, the indicator cannot be
computed from the records, and its result cannot be checked. Kinds of your own are listed under `kinds` of the
settings. The source of a manual indicator may also be a tool outside, such as `monitoring tool`.

Bad:

```yaml
kpi KPI-CHG-SUCCESS:
  type: manual
  formula: Trainings that were effective / trainings held
  source: training
  inputs: [efective]  # <- unknown-kpi-source
```

Good:

```yaml
kpi KPI-CHG-SUCCESS:
  type: manual
  formula: Trainings that were effective / trainings held
  source: training
  inputs: [effective]
```
"""

from collections.abc import Iterator

from sms_lint.ground.faults import closest, same_but_for_form
from sms_lint.model.finding import KIND_PAGE, Finding, Rule
from sms_lint.model.fix import RuleFix, rewritten
from sms_lint.model.kinds.measurement import Kpi
from sms_lint.model.node import Node
from sms_lint.model.own_kind import OwnRecord
from sms_lint.system.sms import Sms

RULE = Rule(
    __name__,
    __doc__,
    severity="error",
    clauses=("20000-1:9.1",),
    help=f"use the name of a kind and of its fields, as {KIND_PAGE} lists them",
    fix=RuleFix("writes the name that is nearest", "some"),
)


def check(sms: Sms) -> Iterator[Finding]:
    """Look up the kind, then the fields; an own kind whose schema could not be read is left alone."""
    unread = {own.kind for own in sms.config.kinds} - sms.kinds.keys()
    for kpi in sms.of_kind(Kpi.KIND.name):
        if not isinstance(kpi, Kpi) or kpi.source in unread:
            continue
        model = sms.kinds.get(kpi.source)
        if model is None:
            near = closest(kpi.source, list(sms.kinds))
            if kpi.type == "manual" and near is None:
                continue  # a tool outside the repository, such as one that watches servers
            message = f"there is no kind of record `{kpi.source}`{_hint(near)}"
            yield _with_name(RULE.about(kpi, "source", message), kpi.source, near)
            continue
        known = _fields(model)
        for index, name in enumerate(kpi.inputs):
            if name.partition(".")[0] not in known:
                near = closest(name, known)
                message = f"`{name}` is not a field of {model.KIND.noun}{_hint(near)}"
                yield _with_name(RULE.about(kpi, ("inputs", index), message, kind=kpi.source), name, near)


def _fields(model: type[Node]) -> list[str]:
    """The names of the fields as files write them; a field inside a group is named by the group's."""
    own = model.SCHEMA.get("properties", {}) if issubclass(model, OwnRecord) else {}
    return [*(field.alias or name for name, field in model.model_fields.items()), *own]


def _hint(near: str | None) -> str:
    return f"; did you mean `{near}`?" if near else ""


def _with_name(finding: Finding, name: str, near: str | None) -> Finding:
    """The finding with the name that is nearest as its fix; certain where only its form differs."""
    if near is None:
        return finding
    return finding.with_fix(rewritten(finding.at, near, safe=same_but_for_form(name, near)))
