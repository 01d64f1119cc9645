"""Puts tasks into an order in which each can be carried out when its turn comes: what it rests on comes before it."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

from sms_lint.model.kinds import kinds
from sms_lint.starter.data import Precedence, precedence

# A role is there from the start, and so is a document.
_ALWAYS = ("role", "document")


@dataclass(frozen=True)
class Task:
    """One thing to do: the action in words, with the file or the command, who owns it, and what it shows.

    `about` is the id of the document or the name of the kind that it brings; empty where it brings neither.
    """

    action: str
    owner: str
    obligations: tuple[str, ...]
    about: str = ""


def in_order(steps: Iterable[tuple[Task, ...]]) -> Iterator[tuple[Task, ...]]:
    """The tasks of each step, with those before them that they rest on and that no earlier step has brought.

    Only what is a task of some step is brought forward: what is there already need not be done.
    """
    planned = tuple(steps)
    by_about: dict[str, Task] = {}
    for task in (task for tasks in planned for task in tasks if task.about):
        by_about.setdefault(task.about, task)
    brought: set[str] = set()
    for tasks in planned:
        ordered: dict[str, Task] = {}
        for task in tasks:
            for one in (*_brought_forward(task, by_about, brought), task):
                known = ordered.get(one.action, one)
                refs = dict.fromkeys((*known.obligations, *one.obligations))
                ordered[one.action] = replace(known, obligations=tuple(refs))
        yield tuple(ordered.values())


def _brought_forward(task: Task, by_about: Mapping[str, Task], brought: set[str]) -> Iterator[Task]:
    """What a task rests on, the deepest first; it is for the same obligations. Notes what has its turn now."""
    if not task.about or task.about in brought:
        return
    brought.add(task.about)
    for name in rests_on(task.about):
        needed = by_about.get(name)
        if needed is not None and name not in brought:
            needed = replace(needed, obligations=task.obligations)
            yield from _brought_forward(needed, by_about, brought)
            yield needed


def rests_on(about: str) -> tuple[str, ...]:
    """The documents and kinds that have to be there before a document, or an entry of a kind."""
    stated = precedence().get(about, Precedence())
    # A document has an owner and an approver, and somebody has to hold these roles.
    demanded = _demanded(about) if about in kinds() else ("person",)
    return (*stated.first, *(kind for kind in demanded if kind not in stated.together))


@cache
def _demanded(kind: str) -> tuple[str, ...]:
    """The kinds of which an entry has to name one."""
    schema = kinds()[kind].model_json_schema(by_alias=True)
    linked = (_linked(schema["properties"][name]) for name in schema.get("required", ()))
    return tuple(dict.fromkeys(name for names in linked for name in names if name not in (*_ALWAYS, kind)))


def _linked(field: Mapping[str, Any]) -> tuple[str, ...]:
    """The kind that a field leads to, where it is but one and the field may not be empty."""
    held = field.get("items", {}) if field.get("minItems") else field
    names = held.get("x-link", ())
    return tuple(names) if len(names) == 1 else ()
