"""One process gives something that the other does not take, or takes something that the other does not give.

An interface has two ends: an output of one process is an input of the other, and both name each other. With
one end open, work is handed over to nobody, or somebody waits for what nobody sends. Both ends call what passes
between them by the same words.

Bad:

```yaml
process PRC-CHG:
  lifecycle: active
  inputs:
    - {from: [user]}
  outputs:
    - {to: [user]}
process PRC-INC:
  lifecycle: active
  inputs:
    - {from: [user]}
  outputs:
    - {to: [PRC-CHG]}  # <- open-interface
```

Good:

```yaml
process PRC-CHG:
  lifecycle: active
  inputs:
    - {item: request for change, from: [user, PRC-INC]}
  outputs:
    - {to: [user]}
process PRC-INC:
  lifecycle: active
  inputs:
    - {from: [user]}
  outputs:
    - {item: request for change, to: [PRC-CHG]}
```
"""

from collections.abc import Iterable, Iterator

from sms_lint.ground.source import RouteKey
from sms_lint.ground.substance import says_the_same
from sms_lint.model.finding import Finding, Related, Rule
from sms_lint.model.kinds.documents import Process
from sms_lint.system.sms import Sms

RULE = Rule(
    __name__,
    __doc__,
    severity="error",
    clauses=("20000-1:4.4",),
    help="add the other end to the process named, or remove this one",
    gap=True,
)


def check(sms: Sms) -> Iterator[Finding]:
    """Compare the processes two by two; retired ones, and parties that are not a process here, are left out."""
    processes = {
        node.id: node for node in sms.documents if isinstance(node, Process) and node.lifecycle != "retired"
    }
    takes = {
        name: {giver for part in process.inputs for giver in part.from_}
        for name, process in processes.items()
    }
    gives = {
        name: {taker for part in process.outputs for taker in part.to} for name, process in processes.items()
    }
    # An unknown id may be a typing error for this process; another rule reports it.
    unsure_takers = {name for name, found in takes.items() if _leads_nowhere(sms, found)}
    unsure_givers = {name for name, found in gives.items() if _leads_nowhere(sms, found)}
    for name, node in processes.items():
        for route, taker, item in _outputs(node):
            if taker in processes and taker not in {name, *unsure_takers} and name not in takes[taker]:
                message = f"{name} gives `{item}` to {taker}, which takes nothing from {name}"
                yield _finding(node, route, message, processes[taker], "inputs")
        for route, giver, item in _inputs(node):
            if giver in processes and giver not in {name, *unsure_givers} and name not in gives[giver]:
                message = f"{name} takes `{item}` from {giver}, which gives nothing to {name}"
                yield _finding(node, route, message, processes[giver], "outputs")
        for other in sorted(takes[name].intersection(processes) - {name}):
            if name in gives[other]:
                yield from _of_items(processes[other], node)


def _of_items(giver: Process, taker: Process) -> Iterator[Finding]:
    """What one of two neighbours gives and the other does not take; a thing of two names is told where it is taken."""
    given = [(route, item) for route, name, item in _outputs(giver) if name == taker.id]
    taken = [(route, item) for route, name, item in _inputs(taker) if name == giver.id]
    unknown = [each for each in taken if not _is_among(each[1], given)]
    for route, item in unknown:
        message = f"{taker.id} takes `{item}` from {giver.id}, which gives other things to {taker.id}"
        yield _finding(taker, route, message, giver, "outputs")
    for route, item in given if not unknown else ():
        if not _is_among(item, taken):
            message = f"{giver.id} gives `{item}` to {taker.id}, which takes other things from {giver.id}"
            yield _finding(giver, route, message, taker, "inputs")


def _is_among(item: str, others: Iterable[tuple[object, str]]) -> bool:
    """Whether an item is one of some, by its words."""
    return any(says_the_same(item, other) for _, other in others)


def _leads_nowhere(sms: Sms, names: set[str]) -> bool:
    return any(name.isupper() and sms.get(name) is None for name in names)


def _outputs(process: Process) -> Iterator[tuple[tuple[RouteKey, ...], str, str]]:
    for index, part in enumerate(process.outputs):
        for place, taker in enumerate(part.to):
            yield ("outputs", index, "to", place), taker, part.item


def _inputs(process: Process) -> Iterator[tuple[tuple[RouteKey, ...], str, str]]:
    for index, part in enumerate(process.inputs):
        for place, giver in enumerate(part.from_):
            yield ("inputs", index, "from", place), giver, part.item


def _finding(node: Process, route: tuple[RouteKey, ...], message: str, other: Process, field: str) -> Finding:
    related = (Related(other.at_key(field), f"the {field} of {other.id}"),)
    return RULE.about(node, route, message, related=related)
