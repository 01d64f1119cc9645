"""What a commit says of the entries that it brings or changes, in the words of whoever keeps the register."""

import re
from datetime import date

from sms_lint.ground.sentences import joined
from tooling.example_history.records import RecordFile

_MOST_NAMED = 4
_STATE = re.compile(r"\b(?:status|lifecycle): (\w+)")


def entered(file: RecordFile, before: date, day: date) -> str:
    """One line for a step that takes a file from one day to another."""
    name = file.title or file.path.rpartition("/")[2].removesuffix(".yml")
    old, new = file.ids(before), file.ids(day)
    fresh = [id_ for id_ in new if id_ not in old]
    changed = [id_ for id_ in new if id_ in old and old[id_] != new[id_]]
    if not fresh and not changed:
        return f"{name}: looked through, nothing to change" if new else f"{name}: export of {day:%B %Y}"
    if len(fresh) > _MOST_NAMED or (fresh and all(id_.isdigit() for id_ in fresh)):
        return f"{name}: {len(fresh)} entries of {day:%B %Y}"
    if not file.title:
        return f"{name} {_became(old.get(name, ''), new.get(name, ''))}"
    parts = [f"{joined(fresh)} entered"] if fresh else []
    if len(changed) > _MOST_NAMED:
        parts.append(f"{len(changed)} entries looked at again")
    else:
        parts += [f"{id_} {_became(old[id_], new[id_])}" for id_ in changed]
    return f"{name}: {', '.join(parts)}"


def _became(old: str, new: str) -> str:
    before, now = _STATE.search(old), _STATE.search(new)
    if not old:
        return "entered"
    if before and now and before[1] != now[1]:
        return f"is {now[1].replace('_', ' ')} now"
    return "brought up to date"
