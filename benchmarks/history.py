"""Times the judgement of histories beside `git log --raw` of the same repository, in one run, and prints ratios.

    python -m benchmarks.history [--commits 10000] [--records 10000] [--documents 300] [--repeat 3]

The first part is the judgement of closed records: so many commits over so many records and documents, every tenth of
them a merge. The second is the reading of a history alone, over 5,000 commits and 1,000 documents. Times are wall
seconds, the least of the repeats; `git log --raw` is run in between, so that the machine's own speed cancels out.
"""

import argparse
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from time import perf_counter

from sms_lint.history.record_changes import over_history
from sms_lint.model.kinds import kinds
from sms_lint.outside.git import opened, read_commits

HERE = Path(__file__).resolve().parents[1] / "build" / "benchmarks"
FOLDERS = ("policies", "processes", "records")
# Settings, and trust settings that know one person without a key: from then on closed records are guarded.
FOUNDATION = {
    "sms.yml": "organization:\n  name: Example\n",
    "trust.yml": (
        "version: 1\nrepository: https://example.invalid/sms\nowners: {people: [P-0001]}\nadopted: 2020-01-01\n"
        "people:\n  - {person: P-0001, emails: [p-0001@example.invalid]}\n"
    ),
}
STATES = ("new", "in_progress", "resolved", "closed")
RECORD = """\
kind: incident
id: INC-2026-{number:06}
title: Printer {number} prints nothing
opened_at: 2026-0{month}-{day:02}T08:00
category: hardware
impact: low
urgency: medium
priority: P4
status: {state}
service: SVC-PRINT
actions_taken: Looked at the cable, then at the driver. Step {step} of the work on it.
assigned_to: service-desk
"""
DOCUMENT = """\
---
kind: policy
id: POL-{number:04}
title: Policy {number}
version: "1.{step}"
lifecycle: active
owner: service-manager
approver: top-management
effective: 2026-01-01
review:
  every: 12 months
  last: 2026-01-01
classification: internal
retention: 7 years
---

# Policy {number}

## Purpose

The text of step {step}.
"""


def main() -> None:
    """Read the arguments and run both parts."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--commits", type=int, default=10_000)
    parser.add_argument("--records", type=int, default=10_000)
    parser.add_argument("--documents", type=int, default=300)
    parser.add_argument("--repeat", type=int, default=3)
    options = parser.parse_args()
    folder = HERE / "judged"
    history(folder, options.commits, options.records, options.documents)
    print(
        f"{options.commits} commits, {options.records} records and {options.documents} documents at the end"
    )
    compare(folder, judge, "reading and judging", options.repeat)
    folder = HERE / "read"
    history(folder, 5000, 0, 1000)
    print("5000 commits, 1000 documents")
    compare(folder, read, "reading alone", options.repeat)


def judge(folder: Path) -> str:
    """Read a history and judge it."""
    with opened(folder) as repository:
        assert repository is not None
        commits = read_commits(repository, FOLDERS)
        report = over_history(commits, repository.blobs, kinds())
    return f"{report.judged} commits judged, {len(report.altered)} alterations"


def read(folder: Path) -> str:
    """Read a history."""
    with opened(folder) as repository:
        assert repository is not None
        return f"{len(read_commits(repository, FOLDERS).by_id)} commits read"


def compare(folder: Path, ours: Callable[[Path], str], name: str, repeat: int) -> None:
    """Time one of ours and git's own log, in turns."""
    mine, theirs, said = [], [], ""
    for _ in range(repeat):
        start = perf_counter()
        subprocess.run(["git", "log", "--raw"], cwd=folder, stdout=subprocess.DEVNULL, check=True)
        theirs.append(perf_counter() - start)
        start = perf_counter()
        said = ours(folder)
        mine.append(perf_counter() - start)
    ratio = min(mine) / min(theirs)
    print(
        f"{name}: {min(mine):.2f} s; git log --raw: {min(theirs):.2f} s; ratio {ratio:.2f} ({said})\n",
        flush=True,
    )


def history(folder: Path, commits: int, records: int, documents: int) -> None:
    """Make a repository by `git fast-import`; every record moves along its states until it is closed."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    subprocess.run(["git", "init", "-q", "-b", "main"], cwd=folder, check=True)
    with subprocess.Popen(["git", "fast-import", "--quiet"], cwd=folder, stdin=subprocess.PIPE) as importer:
        assert importer.stdin is not None
        for part in stream(commits, records, documents):
            importer.stdin.write(part.encode())
        importer.stdin.close()
        if importer.wait():
            sys.exit("git fast-import failed")


def stream(commits: int, records: int, documents: int) -> Iterator[str]:
    """What fast-import reads: the first commit brings half of all, then files are added and move on in turns."""
    half = records // 2
    yield commit(1, "main", "Begin")
    yield from (_file(path, text) for path, text in FOUNDATION.items())
    yield from (record(number, 0) for number in range(half))
    yield from (document(number, 0) for number in range(documents))
    step, added = [0] * max(records, 1), half
    for number in range(2, commits + 1):
        branch = "side" if number % 10 == 8 else "main"
        parents = f"from :{number - 1}\n" if branch == "side" else ""
        if number % 10 == 9:
            parents = f"from :{number - 2}\n"
        if number % 10 == 0:
            parents = f"from :{number - 1}\nmerge :{number - 2}\n"
        yield commit(number, branch, f"Step {number}", parents)
        if documents and (not records or number % 30 == 7):
            yield document(number % documents, number)
        elif added < records and number % 2:
            yield record(added, 0)
            added += 1
        elif number % 10:
            one = number * 7919 % half
            if step[one] < len(STATES) - 1:
                step[one] += 1
                yield record(one, step[one])
        else:  # a merge holds what both sides did
            one = (number - 2) * 7919 % half if records else 0
            yield record(one, step[one]) if records else document((number - 2) % documents, number - 2)


def commit(number: int, branch: str, subject: str, parents: str = "") -> str:
    """The head of one commit."""
    who = f"p-0001 <p-0001@example.invalid> {1_760_000_000 + number * 600} +0000"
    return f"commit refs/heads/{branch}\nmark :{number}\ncommitter {who}\ndata {len(subject)}\n{subject}\n{parents}"


def record(number: int, step: int) -> str:
    """One record at one of its states."""
    text = RECORD.format(
        number=number, step=step, state=STATES[step], month=number % 9 + 1, day=number % 28 + 1
    )
    return _file(f"records/incidents/{number % 100:02}/INC-2026-{number:06}.yml", text)


def document(number: int, step: int) -> str:
    """One document at one of its versions."""
    text = DOCUMENT.format(number=number, step=step)
    return _file(f"policies/policy-{number:04}.md", text)


def _file(path: str, text: str) -> str:
    return f"M 644 inline {path}\ndata {len(text)}\n{text}\n"


if __name__ == "__main__":
    main()
