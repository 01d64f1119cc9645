"""Plant every defect of the list and print how many are named: `python -m tests.faults.recall [WORD] [--list]`.

One is *found* where something new is said of the record or the line that was changed; *half* where something new is said
elsewhere only. What is only a figure that no longer agrees with its frozen result is no finding of the defect.
"""

import re
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from difflib import SequenceMatcher
from pathlib import Path
from tempfile import TemporaryDirectory

from sms_lint.model.controlled_files import FOLDERS
from sms_lint.model.finding import Finding
from tests.faults.planting import Reference, copy_reference
from tests.faults.recall.slips import Slip, all_slips, planted

# What speaks of a figure that was frozen or cited, whatever the reason why it changed.
FIGURES = re.compile(r"^(kpi-result|figure-in|cited-figure|objective-target-differs|import-out)")
Said = tuple[str, str, str]
TOGETHER = 12


def main(word: str, listed: bool) -> None:
    """Plant the defects whose kind, target or sentence holds `word`."""
    with TemporaryDirectory() as folder:
        reference = Reference(copy_reference(Path(folder)))
        texts = _texts(reference.root)
        before = {_said(finding) for finding in reference.judged({}).findings}
        slips = [slip for slip in all_slips() if word in f"{slip.kind} {slip.target} {slip.wrong}"]
        counts: Counter[tuple[str, str]] = Counter()
        for slip, verdict, new in _verdicts(slips, reference, texts, before):
            counts[slip.kind, verdict] += 1
            counts["all", verdict] += 1
            if listed or verdict != "found":
                print(f"{verdict:6} {slip.kind}: {slip.target} {slip.how[:80]} -- {slip.wrong}", flush=True)
                print("".join(f"         {' '.join(each)[:230]}\n" for each in new[:4]), end="", flush=True)
    for kind in sorted({kind for kind, _ in counts}):
        total = sum(number for (name, _), number in counts.items() if name == kind)
        print(kind, total, {verdict: number for (name, verdict), number in counts.items() if name == kind})


def _texts(root: Path) -> dict[str, str]:
    paths = [path for folder in FOLDERS for path in (root / folder).rglob("*") if path.is_file()]
    return {path.relative_to(root).as_posix(): path.read_text("utf-8") for path in (*paths, root / "sms.yml")}


def _verdicts(
    slips: Iterable[Slip], reference: Reference, texts: dict[str, str], before: set[Said]
) -> Iterator[tuple[Slip, str, list[Said]]]:
    """Some in different files are planted together; one that is not found there is looked at by itself."""
    waiting: list[list[tuple[Slip, dict[str, str]]]] = []
    for slip in slips:
        overlay = planted(slip, texts)
        if not overlay or any(texts[path] == text for path, text in overlay.items()):
            yield slip, "same", []
            continue
        meets = (group for group in waiting if not any(overlay.keys() & other.keys() for _, other in group))
        group = None if _is_alone(slip) else next(meets, None)
        if group is None:
            waiting.append(group := [])
        group.append((slip, overlay))
        if _is_alone(slip) or len(group) == TOGETHER:
            waiting.remove(group)
            yield from _of_group(group, reference, texts, before)
    for group in waiting:
        yield from _of_group(group, reference, texts, before)


def _is_alone(slip: Slip) -> bool:
    return slip.target.startswith("stereotype:") or slip.target == "sms.yml"


def _of_group(
    group: list[tuple[Slip, dict[str, str]]], reference: Reference, texts: dict[str, str], before: set[Said]
) -> Iterator[tuple[Slip, str, list[Said]]]:
    overlay: dict[str, str | None] = {path: text for _, each in group for path, text in each.items()}
    new = _new(reference, overlay, before)
    for slip, own in group:
        there = _there(new, slip, own, texts, by_name=len(group) == 1)
        if not there and len(group) > 1:
            alone = _new(reference, dict(own), before)
            there = _there(alone, slip, own, texts, by_name=True)
            yield slip, "found" if there else "half" if alone else "missed", list(map(_said, there or alone))
        else:
            yield slip, "found" if there else "half" if new else "missed", list(map(_said, there or new))


def _new(reference: Reference, overlay: dict[str, str | None], before: set[Said]) -> list[Finding]:
    findings = reference.judged(overlay).findings
    return [each for each in findings if _said(each) not in before and not FIGURES.match(each.rule)]


def _said(finding: Finding) -> Said:
    return finding.rule, finding.at.path, finding.message


def _there(
    findings: list[Finding], slip: Slip, overlay: dict[str, str], texts: dict[str, str], by_name: bool
) -> list[Finding]:
    """The findings at a changed line; by itself, those too that name what was changed."""
    name = slip.target.removeprefix("role:")
    changed = {path: set(_changed(texts[path], text)) for path, text in overlay.items()}
    pattern = re.compile(rf"\b{re.escape(name)}\b")
    return [
        finding
        for finding in findings
        if finding.at.line in changed.get(finding.at.path, ())
        or (by_name and (name == finding.node or pattern.search(finding.message)))
    ]


def _changed(old: str, new: str) -> Iterator[int]:
    """The lines of the new text that differ, counted from 1."""
    matcher = SequenceMatcher(None, old.splitlines(), new.splitlines(), autojunk=False)
    for tag, _, _, start, end in matcher.get_opcodes():
        if tag != "equal":
            yield from range(start + 1, max(end, start + 1) + 1)


if __name__ == "__main__":
    main(next(iter(arg for arg in sys.argv[1:] if arg != "--list"), ""), "--list" in sys.argv)
