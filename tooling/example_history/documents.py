"""The versions of each document: the last is the file as it stands, the earlier ones follow from what the data say."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from sms_lint.ground.errors import SmsError
from tooling.example_history.days import BEGIN, working_day_after
from tooling.example_history.edits import undone
from tooling.example_history.located import DATA, Group, read

_KEYS = (
    "version",
    "effective",
    "reviewed",
    "communicated",
    "draft",
    "reason",
    "was",
    "by",
    "proposed",
    "approved",
    "never",
)
_FIELD = r"^{}: (.*)$"
_LAST = re.compile(r"(^review: \{.*last: )(\d{4}-\d\d-\d\d)(\}.*)$", re.M)


@dataclass(frozen=True)
class Version:
    """One version of a document, and what became of it.

    `proposed` is the day its author brought it, `approved` the day on which it was approved and merged; a draft and
    a text that was declined (`never`) were merged and not approved. `taken_over` was there when the history begins.
    """

    id: str
    kind: str
    path: str
    text: str
    number: str
    owner: str
    approver: str
    effective: str
    proposed: date
    approved: date
    reason: str
    author: str
    is_draft: bool
    never: bool
    taken_over: bool

    @property
    def signed(self) -> bool:
        """Whether it was approved."""
        return not self.is_draft and not self.never


def versions(root: Path, folders: tuple[str, ...]) -> list[Version]:
    """Every version of every document. Raises SmsError where the data do not fit the files."""
    data = _data()
    found: list[Version] = []
    for path in sorted(path for folder in folders for path in (root / folder).rglob("*.md")):
        text = path.read_text("utf-8")
        id_ = field_of(text, "id")
        story = data.pop(id_, ())
        found += _of(id_, path.relative_to(root).as_posix(), text, list(story))
    if data:
        raise SmsError(f"the data name documents that there are not: {', '.join(sorted(data))}")
    return found


def _data() -> dict[str, list[Group]]:
    found: dict[str, list[Group]] = {}
    for path in sorted((DATA / "documents").glob("*.yml")):
        for id_, story in read(path).items():
            if id_ in found:
                raise SmsError(f"{path.name}: {id_} stands in another file too")
            found[id_] = story
    return found


def _of(id_: str, path: str, text: str, story: list[Group]) -> Iterator[Version]:
    """From the newest back to the oldest, and then in the order of time."""
    made: list[Version] = []
    for place, told in enumerate(reversed(story or [Group()])):
        told.only(*_KEYS)
        if place:
            text = _earlier(text, told)
        made.append(_version(id_, path, text, told, first=place == max(len(story), 1) - 1))
    yield from reversed(made)


def _earlier(text: str, told: Group) -> str:
    """The text of the version before: other fields in its head, and what the data say."""
    text = undone(text, told.get("was", ()))
    text = _set(text, "version", f'"{told.need("version")}"')
    text = _set(text, "lifecycle", "draft" if "draft" in told else "active")
    if "effective" in told:
        text = _set(text, "effective", told["effective"])
    if "communicated" in told:
        text = _set(text, "communicated_at", told["communicated"])
    if "reviewed" in told:
        text = _LAST.sub(lambda match: match[1] + told["reviewed"] + match[3], text, count=1)
    return text


def field_of(text: str, name: str) -> str:
    """What a field in the head of a document says; empty where it is not there."""
    found = re.search(_FIELD.format(name), text.split("\n---\n", 1)[0], re.M)
    return found[1].strip().strip('"') if found else ""


def _set(text: str, name: str, value: str) -> str:
    return re.sub(_FIELD.format(name), lambda _: f"{name}: {value}", text, count=1, flags=re.M)


def _version(id_: str, path: str, text: str, told: Group, *, first: bool) -> Version:
    last = _LAST.search(text)
    if last is None:
        raise told.fault(f"{path} has no day of its last review")
    effective = date.fromisoformat(field_of(text, "effective"))
    proposed = date.fromisoformat(str(told.get("proposed", last[2])))
    approved = _approved(told, proposed, effective)
    taken_over = first and effective < BEGIN
    if not taken_over and not proposed <= approved <= effective and "draft" not in told:
        raise told.fault(
            f"{id_} is proposed on {proposed}, approved on {approved} and in force from {effective}"
        )
    number = field_of(text, "version")
    return Version(
        id_, field_of(text, "kind"), path, text, number, field_of(text, "owner"), field_of(text, "approver"),
        effective.isoformat(), proposed, approved, told.get("reason", "First version"), told.get("by", ""),
        "draft" in told, "never" in told, taken_over,
    )  # fmt: skip


def _approved(told: Group, proposed: date, effective: date) -> date:
    if "approved" in told:
        return date.fromisoformat(told["approved"])
    return min(working_day_after(proposed), max(effective, proposed))


def owners(found: list[Version]) -> Mapping[str, str]:
    """The owner role of each document, by its path."""
    return {version.path: version.owner for version in found}
