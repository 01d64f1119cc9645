"""A field refers to something of the wrong kind.

A service level agreement is for a service, and an owner is a role. A reference to anything else cannot be
followed: reports and pages that use it would show the wrong thing or nothing.

Bad:

```yaml
process PRC-CHG:
  policies: [P-001]  # <- reference-kind
```

Good:

```yaml
process PRC-CHG:
  policies: [POL-SMS]
```
"""

from collections.abc import Iterator

from sms_lint.ground.fields import Ref
from sms_lint.ground.sentences import joined
from sms_lint.ground.source import Route, RouteKey
from sms_lint.model.finding import Finding, Related, Rule
from sms_lint.model.node import Document, Register
from sms_lint.model.part import refs_in
from sms_lint.system.sms import Sms

RULE = Rule(
    __name__,
    __doc__,
    severity="error",
    clauses=("20000-1:7.5.3.1",),
    help="refer to something of the kind that the field asks for",
)


def check(sms: Sms) -> Iterator[Finding]:
    """Compare the kind of what is referred to with the kinds that the field names; none means any."""
    for route, ref in refs_in(sms.written_config, ()):
        if wrong := _wrong_kind(sms, route, ref):
            said, related = wrong
            yield RULE.finding(sms.settings.at(*route), said, related=related)
    for node, route, ref in sms.references:
        if wrong := _wrong_kind(sms, route, ref):
            said, related = wrong
            yield RULE.about(node, route, said, related=related)


def _wrong_kind(sms: Sms, route: Route, ref: Ref) -> tuple[str, tuple[Related, ...]] | None:
    """What is wrong with the kind of what a reference leads to, and where that is; None where it is right."""
    kind = sms.kind_of(ref) if ref.to else None
    if kind is None or kind in ref.to or ("document" in ref.to and _is_document(sms, ref)):
        return None
    target = sms.get(ref)
    related = (Related(target.place(), f"`{ref}` is {_noun(sms, kind)}"),) if target else ()
    said = f"`{_field(route)}` must refer to {_wanted(sms, ref)}, but `{ref}` is {_noun(sms, kind)}"
    return said, related


def _is_document(sms: Sms, ref: Ref) -> bool:
    return isinstance(sms.ids.get(ref), Document)


def _field(route: tuple[RouteKey, ...]) -> str:
    return next(key for key in reversed(route) if isinstance(key, str))


def _wanted(sms: Sms, ref: Ref) -> str:
    return joined([_noun(sms, kind) for kind in ref.to], "or")


def _noun(sms: Sms, kind: str) -> str:
    if kind == "document":
        return "a document"
    if kind == Register.KIND.name:
        return Register.KIND.noun
    return sms.kinds[kind].KIND.noun if kind in sms.kinds else f"a {kind}"
