"""False figures: a digit altered in frozen results, fields, texts, targets and reported service levels is found.

The figures are those of the reference system. A hundred are planted, each alone in its line, and each has to be told at
that line or by the id that it stands under; a hundred edits that change no figure have to stay silent.
"""

import os
import random
import re
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from itertools import zip_longest
from pathlib import Path

import pytest

from sms_lint.cli import main
from sms_lint.measure.cited import citations
from sms_lint.model.controlled_files import FOLDERS
from tests.faults.planting import Reference
from tests.reference import reference_system

ROOT = Path(__file__).parents[2]
SEEDS = range(5) if os.environ.get("SMS_LINT_NIGHTLY") else range(1)
FALSE, HARMLESS = 100, 100
_MOST_DECIMALS = 9
_NUMBER = re.compile(r"\d[\d,]*(?:\.\d+)?")
KPIS = "records/registers/kpi.yml"
_RESULTS = "records/results/kpi-result-2026.csv"
_STATUS = ("met", "missed", "no target", "no data")


@dataclass(frozen=True)
class Site:
    """A figure in a file: where it is, and a word that a message about it holds where it is not at its line."""

    path: str
    start: int
    end: int
    sort: str
    named: str = ""


def copied(root: Path) -> Path:
    for folder in FOLDERS:
        shutil.copytree(ROOT / folder, root / folder)
    shutil.copy(ROOT / "sms.yml", root)
    return root


def text_of(root: Path, path: str) -> str:
    return (root / path).read_bytes().decode()


def result_sites(root: Path) -> Iterator[Site]:
    """Figures and verdicts of frozen results."""
    text = text_of(root, _RESULTS)
    names = text.split("\n", 1)[0].split(",")
    start = 0
    for line in text.splitlines(keepends=True):
        at = start
        for name, cell in zip(names, line.rstrip("\n").split(","), strict=True):
            if start and name in ("numerator", "denominator", "value", "target", "sample", "status") and cell:
                yield Site(_RESULTS, at, at + len(cell), f"frozen {name}")
            at += len(cell) + 1
        start += len(line)


def cited_sites() -> Iterator[Site]:
    """Numbers in the words of cited figures, in reports, reviews and registers."""
    for citation in citations(reference_system().nodes):
        for number in _NUMBER.finditer(citation.words):
            at = citation.at.start
            yield Site(citation.at.path, at + number.start(), at + number.end(), "cited")


def found_sites(root: Path, path: str, pattern: str, sort: str) -> Iterator[Site]:
    """What a group of a pattern holds."""
    for match in re.finditer(pattern, text_of(root, path), re.M):
        yield Site(path, *match.span("figure"), sort, match.groupdict().get("named") or "")


def sites(root: Path) -> list[Site]:
    objectives = r"actual: (?P<figure>[\d.]+)\n    actual_for"
    levels = r"period: 2026-0\d\n    actual: (?P<figure>[\d.]+)"
    return [
        *result_sites(root),
        *cited_sites(),
        *found_sites(root, "records/registers/objective.yml", objectives, "objective"),
        *(
            site
            for site in found_sites(root, "records/registers/sla-result.yml", levels, "service level")
            if computed_level(root, site)
        ),
    ]


def computed_level(root: Path, site: Site) -> bool:
    """Whether a reported level is one that an agreement has computed."""
    text = text_of(root, site.path)
    entry = text[text.rfind("  - id:", 0, site.start) : site.start]
    return "incidents in target" in entry


def altered(site: Site, figure: str, chance: random.Random) -> str:
    """Another figure or verdict of the same form: one digit is another."""
    if site.sort == "frozen status":
        return chance.choice([status for status in _STATUS if status != figure])
    while True:
        place = chance.choice([place for place, mark in enumerate(figure) if mark.isdigit()])
        said = figure[:place] + chance.choice("0123456789") + figure[place + 1 :]
        if Decimal(said.replace(",", "")) != Decimal(figure.replace(",", "")):
            return said


def planted(root: Path, chosen: list[Site], chance: random.Random) -> dict[Site, tuple[int, str]]:
    """Alter the figures, the last of each file first; the line of each, and what it says now."""
    done = {}
    for site in sorted(chosen, key=lambda site: (site.path, -site.start)):
        text = text_of(root, site.path)
        said = altered(site, text[site.start : site.end], chance)
        (root / site.path).write_bytes((text[: site.start] + said + text[site.end :]).encode())
        done[site] = text.count("\n", 0, site.start) + 1, said
    return done


def told(root: Path, reference: Reference, capsys: pytest.CaptureFixture[str]) -> list[str]:
    """What the records, and the rules without the records, say of the files that were changed."""
    main(["kpi", "--check", "--root", str(root)])
    overlay: dict[str, str | None] = {}
    for path in (path for folder in FOLDERS for path in (root / folder).rglob("*")):
        name = path.relative_to(root).as_posix()
        if path.suffix in {".yml", ".md", ".csv"} and text_of(root, name) != text_of(ROOT, name):
            overlay[name] = text_of(root, name)
    assert overlay
    return [
        *(line for line in capsys.readouterr().out.splitlines() if ":" in line),
        *(
            f"{finding.at.path}:{finding.at.line}: {finding.node} {finding.message}"
            for finding in reference.judged(overlay).findings
        ),
    ]


def one_in_a_line(root: Path, every: list[Site], chance: random.Random) -> list[Site]:
    """The sites in a random order, each sort and file in turn, those left out whose line has one already."""
    lines = set()
    groups: dict[tuple[str, str], list[Site]] = {}
    texts = {path: text_of(root, path) for path in {site.path for site in every}}
    for site in chance.sample(every, len(every)):
        line = site.path, texts[site.path].count("\n", 0, site.start)
        if line not in lines:
            lines.add(line)
            groups.setdefault((site.sort, site.path), []).append(site)
    turns = zip_longest(*groups.values())
    return [site for turn in turns for site in turn if site is not None]


@pytest.mark.parametrize("seed", SEEDS)
def test_every_false_figure_is_found(
    seed: int, tmp_path: Path, reference: Reference, capsys: pytest.CaptureFixture[str]
) -> None:
    chance = random.Random(seed)
    root = copied(tmp_path)
    every = sites(root)
    assert {site.sort for site in every} > {
        "cited",
        "objective",
        "service level",
        "frozen value",
        "frozen status",
    }
    chosen = one_in_a_line(root, every, chance)[:FALSE]
    assert len(chosen) == FALSE
    done = planted(root, chosen, chance)
    said = told(root, reference, capsys)
    unseen = [
        f"{site.path}:{line} {site.sort} {now}"
        for site, (line, now) in done.items()
        if not any(told_of.startswith(f"{site.path}:{line}:") for told_of in said)
    ]
    assert unseen == []


def test_every_target_that_was_changed_afterwards_is_found(
    tmp_path: Path, reference: Reference, capsys: pytest.CaptureFixture[str]
) -> None:
    root = copied(tmp_path)
    frozen = set(re.findall(r",(KPI-[A-Z-]+),.*,([\d.]+),,,(?:met|missed),", text_of(root, _RESULTS)))
    target = r"(?s)  - id: (?P<named>KPI-[A-Z-]+)\n(?:(?!  - id).)*?\n {6,}(?:- from: [\d-]+\n +)?value: (?P<figure>\d+)"
    text = text_of(root, KPIS)
    targets = [
        site
        for site in found_sites(root, KPIS, target, "target")
        if (site.named, text[site.start : site.end]) in frozen
    ]
    assert len(targets) >= 8
    planted(root, targets, random.Random(0))
    said = told(root, reference, capsys)
    assert [site.named for site in targets if not any(site.named in told_of for told_of in said)] == []


@dataclass(frozen=True)
class Recorded:
    """A field with figures of a register: what tells of a false one beside its own line or id.

    `kpi` is the one whose frozen result of the period is no longer so; `holds` is what each entry that is compared
    says.
    """

    kind: str
    field: str
    kpi: str = ""
    holds: str = ""


# What somebody types into registers and a record, a target or a result contradicts. What comes from outside and stands
# nowhere else, such as the number of people asked, nobody can compare.
_RECORDED = (
    Recorded("availability", "downtime"),
    Recorded("availability", "actual"),
    Recorded("availability", "unplanned_outages"),
    # One of each agreement: of several that differ from one agreement, one is named.
    Recorded("availability", "target", holds="id: AVL-2026-05-(?:CLOUD|NETWORK|COLLAB)"),
    Recorded("budget", "budget", holds="status: reported"),
    Recorded("budget", "actual"),
    Recorded("budget", "variance"),
    Recorded("budget", "volume", "KPI-FIN-TICKET"),
    Recorded("budget", "forecast", "KPI-FIN-ACCURACY", holds="status: reported"),
    Recorded("ci-verification", "errors", "KPI-CFG-ACCURACY", holds="id: CIV-(?!2025-01)"),
    Recorded("ci-verification", "sample_size", "KPI-CFG-ACCURACY", holds="id: CIV-(?!2025-01)"),
    Recorded("demand", "current", "KPI-DEM-CONTACTS", holds="measure: contacts"),
    Recorded("demand", "current", holds="period: 2026-0"),
    Recorded("objective", "actual", holds="actual_for"),
    Recorded("objective", "baseline", holds="baseline_for"),
    Recorded("objective", "target", holds="status: open"),
    Recorded("satisfaction", "score", "KPI-BRM-SATISFACTION", holds="period: 2026"),
    Recorded("sla-result", "actual", holds="incidents in target"),
    Recorded("sla-result", "actual", holds="availability"),
    Recorded("sla-result", "workload_limit"),
    Recorded("sla-result", "workload_actual", holds="sla: SLA-ALDER-01"),
)
_ENTRY = re.compile(r"(?sm)^  - \{?id: (?P<id>[\w-]+).*?(?=^  - |\Z)")
_MONTHS = {"06": "Q2", "09": "Q3", "12": "Q4", "03": "Q1"}


def recorded_sites(root: Path, recorded: Recorded) -> Iterator[Site]:
    """The figures of a field in the entries that hold something; `named` says what else tells of them."""
    path = f"records/registers/{recorded.kind}.yml"
    figure = re.compile(rf"[ {{]{recorded.field}: (?P<figure>-?\d+(?:\.\d+)?)(?=[,\n}}])")
    for entry in _ENTRY.finditer(text_of(root, path)):
        found = figure.search(entry[0])
        if found and re.search(recorded.holds, entry[0]):
            start = entry.start() + found.start("figure")
            told = f"{recorded.kpi} {period_of_entry(entry[0])} is frozen as" if recorded.kpi else entry["id"]
            yield Site(path, start, start + len(found["figure"]), f"{recorded.kind} {recorded.field}", told)


def period_of_entry(entry: str) -> str:
    """The period of an entry as its results name it: of a check and of a survey its quarter, or its month."""
    said = re.search(r"(?:period|held): (\d{4}-(?:Q\d|(\d\d)))", entry)
    assert said
    quarter = "held: " in entry or "score: " in entry
    return f"{said[1][:4]}-{_MONTHS[said[2]]}" if quarter else said[1]


@pytest.mark.parametrize("seed", SEEDS)
def test_every_false_figure_of_a_register_is_found(
    seed: int, tmp_path: Path, reference: Reference, capsys: pytest.CaptureFixture[str]
) -> None:
    root, chance = copied(tmp_path), random.Random(seed)
    chosen: dict[str, Site] = {}
    for recorded in _RECORDED:
        every = list(recorded_sites(root, recorded))
        assert every, recorded
        for site in chance.sample(every, min(4, len(every))):
            chosen.setdefault(site.named, site)
    assert len(chosen) >= 60
    done = planted(root, list(chosen.values()), chance)
    said = told(root, reference, capsys)
    unseen = [
        f"{site.path}:{line} {site.sort} of {site.named}: {now}"
        for site, (line, now) in done.items()
        if not any(told_of.startswith(f"{site.path}:{line}:") or site.named in told_of for told_of in said)
    ]
    assert unseen == []


def harmless(root: Path, chance: random.Random) -> int:
    """Edits after which every figure says what it said; how many there are."""
    figures = [site for site in sites(root) if site.sort != "frozen status"]
    chosen = [
        *chance.sample(list(found_sites(root, KPIS, r"^    question: (?P<figure>.+)$", "words")), 8),
        *chance.sample(
            list(found_sites(root, KPIS, r"^    (?:numerator|filter): \w+(?P<figure> = )'", "sign")), 4
        ),
        *chance.sample(list(found_sites(root, KPIS, r"^(?P<figure>)  - id:", "note")), 4),
        *chance.sample(figures, HARMLESS - 16),
    ]
    for site in sorted(chosen, key=lambda site: (site.path, -site.start)):
        text = text_of(root, site.path)
        said = alike(site, text[site.start : site.end])
        (root / site.path).write_bytes((text[: site.start] + said + text[site.end :]).encode())
    return len(chosen)


def alike(site: Site, figure: str) -> str:
    """The same, said in another way."""
    match site.sort:
        case "words":
            return f"{figure} Asked by 12 people"
        case "sign":
            return "   =  "
        case "note":
            return "  # 12.5 (KPI-INC-FCR@2026-09)\n"
        case "frozen sample":
            return f"+{figure}"
    if len(figure.partition(".")[2]) == _MOST_DECIMALS:
        return f"+{figure}"
    return f"{figure}0" if "." in figure else f"{figure}.0"


@pytest.mark.parametrize("seed", SEEDS)
def test_what_changes_no_figure_is_silent(
    seed: int, tmp_path: Path, reference: Reference, capsys: pytest.CaptureFixture[str]
) -> None:
    root = copied(tmp_path)
    assert harmless(root, random.Random(seed)) == HARMLESS
    said = told(root, reference, capsys)
    assert said == []
