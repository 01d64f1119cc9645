"""The tasks that documents repeat: when each was last done, and which are overdue."""

from sms_lint.ground.sentences import plural
from sms_lint.measure.trends.section import Section
from sms_lint.measure.week.actions import state_of_day
from sms_lint.system.recurring import Recurrence, recurrences
from sms_lint.system.sms import Sms

_HEADS = ("Due", "State", "Task", "Every", "Owner", "Document", "Newest record")
_METHOD = (
    "the field `tasks` of processes, procedures and instructions in force, and the newest record of each task"
)


def recurring_section(sms: Sms, owner: str = "") -> Section:
    """Every recurring task, the earliest first."""
    found = [task for task in recurrences(sms) if owner in ("", task.owner)]
    known = sorted((task for task in found if task.due), key=lambda task: (str(task.due), task.document.id))
    untold = [
        f"when `{task.task.what}` of {task.document.id} was last done, by records of `{task.task.record}`"
        for task in found
        if task.due is None
    ]
    rows = tuple(_row(sms, task) for task in known)
    sample = plural(len(found), "recurring task")
    return Section("recurring", "Recurring tasks", _METHOD, sample, _HEADS, rows, tuple(untold))


def _row(sms: Sms, found: Recurrence) -> tuple[str, ...]:
    last = f"{found.last.id} of {found.done}" if found.last else "none yet"
    return (
        str(found.due), state_of_day(sms, found.due), found.task.what, str(found.task.every), found.owner,
        found.document.id, last,
    )  # fmt: skip
