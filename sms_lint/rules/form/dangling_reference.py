"""A field refers to an id that does not exist.

A link that leads nowhere breaks the trail an auditor follows, and usually means that something was renamed,
retired or mistyped.

Bad:

```yaml
policy POL-CHG:
  owner: change-manager
  approver: managing-director
  related: [PRC-CHANGES]  # <- dangling-reference
```

Good:

```yaml
policy POL-CHG:
  owner: change-manager
  approver: managing-director
  related: [POL-SMS]
```
"""

from bisect import bisect_left
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence

from sms_lint.ground.faults import closest, other_words, same_but_for_form
from sms_lint.ground.fields import Ref
from sms_lint.ground.source import Location, RouteKey
from sms_lint.model.finding import Finding, Rule
from sms_lint.model.fix import Fix, RuleFix, rewritten
from sms_lint.model.node import Document
from sms_lint.model.part import refs_in
from sms_lint.system.sms import Sms

RULE = Rule(
    __name__,
    __doc__,
    severity="error",
    clauses=("20000-1:7.5.3.1",),
    help="write the id exactly as it is defined, or add what it names to its register",
    fix=RuleFix("writes the id that was meant", "some"),
)

# Comparing names is slow, so a suggestion is sought for the first findings, among the ids nearest in the alphabet.
MOST_SUGGESTIONS = 50
MOST_COMPARED = 200
TOO_OFTEN_FOR_A_SLIP = 3
RENAMED = (
    "where it was to get another id, restore it and use `sms-lint rename`, which changes all places; "
    "where it was deleted, restore it and retire it instead: "
    "what refers to it still needs it"
)

Missing = tuple[Location, tuple[RouteKey, ...], Ref, str]


def check(sms: Sms) -> Iterator[Finding]:
    """Look up every reference; an id that may be in a file that could not be read is left alone."""
    lost = {word[:-2] for word in sms.unread if word.endswith(":*")}
    missing = [
        reference
        for reference in _unknown(sms)
        if reference[2] not in sms.unread and not _may_be_lost(reference[2], lost)
    ]
    known = sorted(sms.ids) if missing else []
    often = _often(sms, missing)
    for number, (at, route, ref, node) in enumerate(missing):
        near = (
            _suggestion(sms, ref, known, often.get(ref, frozenset())) if number < MOST_SUGGESTIONS else None
        )
        hint = f"; did you mean `{near}`?" if near else ""
        field = next(key for key in reversed(route) if isinstance(key, str))
        # The file says which document it is, not which entry of a register.
        now = sms.former_ids.get(ref)
        named = node and not isinstance(sms.ids.get(node), Document)
        whose = f"`{field}` of {node}" if named else f"`{field}`"
        yield (
            RULE.finding(
                at,
                f"{whose} refers to `{ref}`, which {f'is called `{now}` now' if now else f'does not exist{hint}'}",
                node=node,
                help=f"write `{now}`" if now else RENAMED if ref in often else "",
            )
            .because_of(ref)
            .with_fix(_fix(at, ref, now, near))
        )
    yield from map(RULE.finding_of, sms.found(RULE.id))


def _fix(at: Location, ref: str, now: str | None, near: str | None) -> Fix | None:
    """The id that it has now, or the nearest one: certain where only its form differs."""
    meant = now or near
    return rewritten(at, meant, safe=bool(now) or same_but_for_form(ref, meant)) if meant else None


def _often(sms: Sms, missing: Sequence[Missing]) -> Mapping[str, Collection[str]]:
    """For each id that is missing too often for a typing error, so was deleted or renamed: the ids not to suggest.

    An id that others refer to already existed under that name.
    """
    counts = Counter(ref for _, _, ref, _ in missing)
    if all(count < TOO_OFTEN_FOR_A_SLIP for count in counts.values()):
        return {}
    in_use = frozenset(ref for _, _, ref in sms.references)
    return {ref: in_use for ref, count in counts.items() if count >= TOO_OFTEN_FOR_A_SLIP}


def _unknown(sms: Sms) -> Iterator[Missing]:
    for route, ref in refs_in(sms.written_config, ()):
        if sms.get(ref) is None:
            yield sms.settings.at(*route), route, ref, ""
    for node, route, ref in sms.references:
        if sms.get(ref) is None:
            yield node.at(*route), route, ref, node.id


def _may_be_lost(ref: Ref, lost: set[str]) -> bool:
    """Whether a file that could not be read completely may have held this id."""
    if not lost:
        return False
    return not ref.to or "document" in ref.to or "*" in lost or not lost.isdisjoint(ref.to)


def _suggestion(sms: Sms, ref: Ref, known: Sequence[str], excluded: Collection[str]) -> str | None:
    """The id that was probably meant: of a kind that fits, and of the same beginning or with another known one."""
    prefix, _, rest = ref.partition("-")
    at = bisect_left(known, ref)
    near = [
        name
        for name in known[max(0, at - MOST_COMPARED // 2) : at + MOST_COMPARED // 2]
        if name not in excluded and _fits(sms, ref, name)
    ]
    if not ref.isupper():  # roles, which are few
        return closest(ref, [name for name in near if not name.isupper()])
    same = [name for name in near if name.startswith(f"{prefix}-")]
    if same:
        return closest(ref, [name for name in same if other_words(name, ref)])
    twins = (name for name in known if name.endswith(f"-{rest}") and name not in excluded)
    return next((name for name in twins if _close(name, prefix) and _fits(sms, ref, name)), None)


def _fits(sms: Sms, ref: Ref, name: str) -> bool:
    """Whether a node is of a kind that the reference may lead to."""
    node = sms.ids[name]
    return not ref.to or node.kind in ref.to or ("document" in ref.to and isinstance(node, Document))


def _close(name: str, prefix: str) -> bool:
    return closest(prefix, [name.partition("-")[0]]) is not None
