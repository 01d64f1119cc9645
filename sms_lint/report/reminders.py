"""What time brings, for the owner of each thing: what is overdue, what comes due, and what is wrong on the branch.

A proposal is blamed for nothing of that, so somebody has to be told: one text for each owner role, always the whole.
"""

import hashlib
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import timedelta

from sms_lint.ground.output.markdown_page import heading, mark, markdown_page, paragraph, remarks
from sms_lint.ground.output.printable import Printable, block
from sms_lint.ground.sentences import listed, plural
from sms_lint.model.entry import Entry
from sms_lint.model.finding import Finding, Result
from sms_lint.model.node import Document, Register
from sms_lint.report.style import Style
from sms_lint.report.together import together
from sms_lint.system.agenda import Due, agenda, owner_of
from sms_lint.system.sms import Sms
from sms_lint.system.suspect_links import suspects
from sms_lint.translation import on_screen, ours, told

NOBODY = "nobody"
MARKS = "<!-- sms-lint due: "
_TOLD = ("error", "warning")
_MOST = 60
# What cannot stand in a mark, and how long ago something was.
_UNMARKED = re.compile(r"[^\w.-]|--+")
_AGO = ("1 day ago", "7 days ago")


@dataclass
class Reminder:
    """What one owner role has to see to, in sentences."""

    owner: str
    overdue: list[str] = field(default_factory=list)
    coming: list[str] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)
    resting: list[str] = field(default_factory=list)

    @property
    def title(self) -> str:
        """The same as long as there is anything, so that it is found again."""
        return f"{on_screen('Due')}: {self.owner}"

    @property
    def subject(self) -> str:
        """The title for a mail, with how much there is."""
        counts = (
            ("overdue", self.overdue), ("coming", self.coming), ("wrong", self.wrong), ("to re-confirm", self.resting),
        )  # fmt: skip
        return f"{self.title} ({', '.join(on_screen(f'{len(lines)} {word}') for word, lines in counts if lines)})"

    @property
    def parts(self) -> Sequence[tuple[str, Sequence[str]]]:
        """The parts that have something to say."""
        every = (
            ("Overdue", self.overdue), ("Coming due", self.coming), ("Wrong on the branch", self.wrong),
            ("To be re-confirmed, because it rests on what changed since", self.resting),
        )  # fmt: skip
        return tuple((on_screen(title), lines) for title, lines in every if lines)


def reminders(sms: Sms, result: Result, style: Style, *, suspect: bool = False) -> tuple[Reminder, ...]:
    """One for each owner role that has anything, in the order of the roles; `suspect` links are told where wanted."""
    found: dict[str, Reminder] = {}

    def of(owner: str) -> Reminder:
        return found.setdefault(owner or NOBODY, Reminder(owner or NOBODY))

    until = sms.today + timedelta(days=sms.config.reminders.days)
    late: set[tuple[str, str]] = set()
    for due in agenda(sms):
        if due.day < sms.today:
            late.add((due.id, due.day.isoformat()))
            of(due.owner).overdue.append(f"{_thing(sms, due)} {on_screen(f'was due on {due.day}')}")
        elif due.day <= until:
            of(due.owner).coming.append(f"{_thing(sms, due)} {on_screen(f'is due on {due.day}')}")
    for finding in together(result.counted):
        if finding.severity in _TOLD and not _is_told(finding, late):
            of(_owner(sms, finding)).wrong.append(_sentence(finding, style))
    for document, seen, changed in suspects(sms) if suspect else ():
        names = listed(f"{each.id} ({each.version} of {each.since})" for each in changed)
        of(str(document.owner)).resting.append(
            f"{document.id}, {on_screen(f'last looked at on {seen}, rests on {names}')}"
        )
    return tuple(found[owner] for owner in sorted(found))


def _thing(sms: Sms, due: Due) -> str:
    node = sms.get(due.id)
    return f"{due.id}: {ours(due.what)}{f' ({node.path})' if node else ''}"


def _is_told(finding: Finding, late: set[tuple[str, str]]) -> bool:
    """Whether a finding says of something only what its missed day says already."""
    days = [day for id_, day in late if id_ == finding.node]
    return bool(days) and ("overdue" in finding.rule or any(day in finding.message for day in days))


def _owner(sms: Sms, finding: Finding) -> str:
    """The role that answers for what a finding is about; else for the file that it is in."""
    kind = sms.kind_of(finding.node) if finding.node else None
    entry = sms.by_id(kind).get(finding.node) if kind else None
    node = sms.ids.get(finding.node)
    if isinstance(node, Document | Register):
        return str(node.owner)
    if entry is not None and (owner := owner_of(sms, entry)):
        return owner
    holder = sms.register_at.get(finding.at.path) or sms.by_path.get(finding.at.path)
    if isinstance(holder, Document | Register):
        return str(holder.owner)
    return owner_of(sms, Entry(holder.id, holder)) if holder else ""


def _sentence(finding: Finding, style: Style) -> str:
    remedy = style.remedy(finding)
    where = f"{finding.at.path}:{finding.at.line}"
    said = f"{ours(finding.severity)} {finding.rule}, {where}: {finding.message.rstrip('.')}"
    return f"{said}. {on_screen('To do')}: {remedy}" if remedy else said


_WHAT = (
    "See to what stands here, and propose the change; nobody else's proposal is held up by it. This text is renewed by "
    "itself, and goes when nothing is due any more."
)


def as_issue(reminder: Reminder) -> Printable:
    """The text of an issue, which begins with the mark by which it is found again."""
    parts: list[Iterable[str]] = []
    for title, lines in reminder.parts:
        parts += [heading(title), remarks(_cut(lines))]
    return block(
        [mark_of(reminder), *markdown_page(reminder.title, *parts, paragraph(on_screen(_WHAT))).splitlines()]
    )


def mark_of(reminder: Reminder) -> Printable:
    """The mark of the issue of an owner."""
    return mark(f"sms-lint due: {_UNMARKED.sub(' ', reminder.owner)}")


def file_name(owner: str) -> str:
    """A name for a file of an owner role, whatever that is called."""
    return _UNMARKED.sub("-", owner).strip(".") or NOBODY


def as_letter(reminder: Reminder) -> Printable:
    """The same as plain text, for a mail."""
    count = sum(len(lines) for _, lines in reminder.parts)
    lines = [f"{reminder.title}, {on_screen(plural(count, 'thing'))}"]
    for title, sentences in reminder.parts:
        lines += ["", title, *(f"- {sentence}" for sentence in _cut(sentences))]
    return block([*lines, "", on_screen(_WHAT)])


def digest_of(letter: str) -> str:
    """What tells a letter from one that says something else; that a day has passed is nothing else."""
    passed = (re.escape(told().finding("", said)).replace("7", r"[\d.,]+") for said in _AGO)
    said = re.sub(rf"\b(?:{'|'.join(passed)})\b", "", letter)
    return hashlib.sha256(said.encode("utf-8", "surrogatepass")).hexdigest()


def _cut(lines: Sequence[str]) -> Iterator[str]:
    yield from lines[:_MOST]
    if len(lines) > _MOST:
        yield on_screen(f"and {len(lines) - _MOST} more; `sms-lint check` lists them")
