"""Plant the slips and print what is said of each, to be read aloud: `python -m tests.faults.advice [WORD]`."""

import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from sms_lint.model.controlled_files import FOLDERS
from sms_lint.model.finding import Finding
from sms_lint.rules import checks
from tests.faults.planting import Reference, copy_reference
from tests.faults.recall.slips import Slip, planted

HERE = Path(__file__).parent
Texts = Mapping[str, str]
HELP = {check.rule.id: check.rule.help for check in checks()}


def slips() -> Iterator[Slip]:
    """Each slip of `slips.txt`: what is changed, how, and, as `wrong`, the rule that speaks of it."""
    for line in (HERE / "slips.txt").read_text("utf-8").splitlines():
        target, how, rule = line.split(" | ")
        yield Slip("advice", target, how, rule)


def texts_below(root: Path) -> Texts:
    """The files that slips are planted in, by path."""
    paths = (path for folder in FOLDERS for path in (root / folder).rglob("*") if path.is_file())
    return {path.relative_to(root).as_posix(): path.read_text("utf-8") for path in paths}


def groups(every: Iterable[Slip], texts: Texts) -> Iterator[Sequence[tuple[Slip, Texts]]]:
    """The slips in groups in which no two change one file, so that each group is judged at once."""
    waiting: list[list[tuple[Slip, Texts]]] = []
    for slip in every:
        changed = planted(slip, texts)
        free = (group for group in waiting if not any(changed.keys() & other.keys() for _, other in group))
        group = next(free, None)
        if group is None:
            waiting.append(group := [])
        group.append((slip, changed))
    yield from waiting


def said_of(
    reference: Reference, group: Sequence[tuple[Slip, Texts]]
) -> Iterator[tuple[Slip, list[Finding]]]:
    """What is said of each slip of a group beside what is said of the system as it is."""
    before = {(finding.rule, finding.message) for finding in reference.judged({}).findings}
    overlay: dict[str, str | None] = {path: text for _, changed in group for path, text in changed.items()}
    found = [each for each in reference.judged(overlay).findings if (each.rule, each.message) not in before]
    for slip, _ in group:
        name = slip.target.removeprefix("role:")
        yield slip, [each for each in found if each.node == name or name in each.message]


def main(word: str = "") -> None:
    """Print each slip that holds `word` with its messages and remedies."""
    with TemporaryDirectory() as folder:
        reference = Reference(copy_reference(Path(folder)))
        wanted = (slip for slip in slips() if word in f"{slip.target} {slip.how} {slip.wrong}")
        for group in groups(wanted, texts_below(reference.root)):
            for slip, findings in said_of(reference, group):
                print(f"\n{slip.target}: {slip.how}")
                for each in findings:
                    print(f"  {each.rule}: {each.message}\n    → {each.help or HELP.get(each.rule, '')}")


if __name__ == "__main__":
    main(*sys.argv[1:])
