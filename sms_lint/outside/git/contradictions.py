"""Trees that git itself never writes, with a name twice or out of order: programs read different files in them.

One of two files of the same name can stay as it was for whoever compares, and the other one be what is checked out.
"""

from collections.abc import Iterator, Mapping, Sequence

from sms_lint.outside.git.sides import Side


def contradictions(
    parents: Mapping[str, Sequence[str]], sides: Mapping[str, Sequence[Side]]
) -> Iterator[tuple[str, str]]:
    """Each commit whose changes do not fit the files of its first parent, and the path that shows it.

    `parents` are those of each commit, `sides` what differs from each of them. A change has to begin where the changes
    before it ended, and each path has one. Commits are gone through from parent to child and back again, so that one
    list of files is enough.
    """
    children: dict[str, list[str]] = {}
    for commit, every in parents.items():
        first = every[0] if every and every[0] in parents else ""
        children.setdefault(first, []).append(commit)
    held: dict[str, str] = {}
    undo: dict[str, list[tuple[str, str]]] = {}
    waiting = [(commit, False) for commit in children.get("", ())]
    while waiting:
        commit, is_done = waiting.pop()
        if is_done:
            for path, before in reversed(undo.pop(commit)):
                _put(held, path, before)
            continue
        side = sides[commit][0]
        if path := _misfit(held, side):
            yield commit, path
        undo[commit] = [(change.path, held.get(change.path, "")) for change in side]
        for change in side:
            _put(held, change.path, change.after)
        waiting.append((commit, True))
        waiting.extend((child, False) for child in children.get(commit, ()))


def _misfit(held: Mapping[str, str], side: Side) -> str:
    """The first path that does not fit what was there; empty where all do."""
    twice = len({change.path for change in side}) < len(side)
    seen: set[str] = set()
    for change in side:
        if held.get(change.path, "") != change.before or (twice and change.path in seen):
            return change.path
        seen.add(change.path)
    return ""


def _put(held: dict[str, str], path: str, blob: str) -> None:
    if blob:
        held[path] = blob
    else:
        held.pop(path, None)
