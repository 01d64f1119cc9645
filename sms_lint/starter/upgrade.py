"""Brings settings, workflows and schemas of a newer version, three-way: never over what people wrote."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from sms_lint.starter.manifest import Manifest

Outcome = Literal["new", "updated", "merged", "yours", "unknown", "removed", "dropped"]
# Our text with what changed from the base to theirs, or None where both changed the same lines.
Merge = Callable[[str, str, str], str | None]
WORDS: Mapping[Outcome, str] = {
    "new": "new",
    "updated": "updated; nobody had changed it",
    "merged": "updated around your changes",
    "yours": "left as it is: you and the new version changed the same lines",
    "unknown": "left as it is: nothing says what it was when it was written",
    "removed": "left out, because it was removed",
    "dropped": "is no longer used; remove it if you like",
}


@dataclass(frozen=True)
class Step:
    """What becomes of one file: what is there, what is to be there, and what the new version would have."""

    path: str
    outcome: Outcome
    before: str
    after: str
    fresh: str

    @property
    def changes(self) -> bool:
        """Whether the file is written."""
        return self.after != self.before


def steps(
    manifest: Manifest, fresh: Mapping[str, str], here: Mapping[str, str], merge: Merge
) -> Iterator[Step]:
    """What becomes of each file that the new version would write otherwise than it is here."""
    for path, text in sorted(fresh.items()):
        if path not in here:
            outcome: Outcome = "removed" if path in manifest.written else "new"
            yield Step(path, outcome, "", text if outcome == "new" else "", text)
        elif here[path] != text:
            yield _changed(manifest, path, here[path], text, merge)
    for path in sorted({*manifest.texts, *manifest.digests} - fresh.keys()):
        if path in here:
            yield Step(path, "dropped", here[path], here[path], "")


def _changed(manifest: Manifest, path: str, ours: str, theirs: str, merge: Merge) -> Step:
    base = manifest.base(path, ours)
    if base is None:
        return Step(path, "unknown", ours, ours, theirs)
    if base == ours:
        return Step(path, "updated", ours, theirs, theirs)
    if base == theirs:
        return Step(path, "merged", ours, ours, theirs)
    merged = merge(base, ours, theirs)
    return Step(
        path, "yours" if merged is None else "merged", ours, ours if merged is None else merged, theirs
    )


def after_upgrade(manifest: Manifest, current: Manifest, done: Mapping[str, Step]) -> Manifest:
    """What to keep: the new version is the base of all but the files that still wait for a person."""
    waiting = {path for path, step in done.items() if step.outcome == "yours"}
    texts = {
        path: manifest.texts[path] if path in waiting and path in manifest.texts else text
        for path, text in current.texts.items()
    }
    written = tuple(sorted({*manifest.written, *current.written}))
    return current.model_copy(update={"texts": texts, "written": written})


def is_settled(step: Step) -> bool:
    """Whether nothing has to be said of a step: the new version brings nothing that is not there."""
    return step.outcome == "merged" and not step.changes
