"""Catalogues of the organization's own: read, extended, judged beside others, and what is said of faulty ones."""

import shutil
from pathlib import Path

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sms_lint.evidence.applicability import statement
from sms_lint.evidence.coverage import coverage
from sms_lint.ground.errors import SmsError
from sms_lint.load import load
from sms_lint.model.catalogue import catalogue_names, clause_named, load_catalogue
from sms_lint.model.catalogue.checks import excluded_faults
from sms_lint.model.catalogue.own import CatalogueFile, extended
from sms_lint.model.catalogue.reading import catalogue_from, shipped_tree
from sms_lint.model.finding import Finding, Result
from sms_lint.publish.site import build_pages
from sms_lint.rules import checks_for
from sms_lint.rules.lint import lint
from sms_lint.system.sms import Sms

MINIMAL = Path(__file__).parents[1] / "systems" / "minimal"
FIRST = "iso-iec-20000-1-2018"
ACME = """prefix: acme
standard: Requirements of Acme
edition: "2026"
title: What Acme asks
documented_information:
  - {id: service-management-policy, name: Policy, kind: document, explicit_in: ["4.1"], shown_by: [policy]}
clauses:
  - id: "4"
    title: Reports
    summary: Acme hears how its services ran.
  - id: "4.1"
    title: Monthly reports
    summary: A report each month.
    obligations:
      - id: 4.1-a
        text: Send a report each month.
        shown: [{records: service-report, filled: [period], fresh: 2 months}, {rule: overdue-review}]
      - id: 4.1-b
        text: Say so in the policy.
        shown: [{section: service-management-policy}]
"""


def system(folder: Path, *names: str, **files: str) -> Path:
    """A small system that is judged by these catalogues; `files` are those of its own, by their stems."""
    root = folder / "system"
    shutil.copytree(MINIMAL, root, dirs_exist_ok=True)
    (root / "catalogues").mkdir(exist_ok=True)
    for stem, text in files.items():
        (root / "catalogues" / f"{stem}.yml").write_text(text, "utf-8")
    head = (MINIMAL / "sms.yml").read_text("utf-8")
    (root / "sms.yml").write_text(f"{head}catalogues: [{', '.join(names)}]\n", "utf-8")
    return root


def judged(sms: Sms, *select: str) -> Result:
    return lint(sms, checks_for(sms), select=select)


def faults(sms: Sms) -> tuple[Finding, ...]:
    return judged(sms, "clause-catalogue").findings


def page_texts(sms: Sms, result: Result) -> dict[str, str]:
    """The pages of the clauses, by their paths."""
    return dict(build_pages(sms, result, {}).pages)


def said(sms: Sms) -> list[tuple[str, int, str]]:
    return [
        (found.at.path, found.at.file.line_column(found.at.start)[0], found.message) for found in faults(sms)
    ]


# What must stay silent


@pytest.mark.parametrize("name", catalogue_names())
def test_a_catalogue_of_the_program_is_extended_by_nothing_without_a_change(name: str) -> None:
    book, same = load_catalogue(name), catalogue_from(extended({"extends": name}, shipped_tree(name), name))
    assert same.clauses == book.clauses
    assert same.items == book.items
    assert not same.dropped
    assert not same.states_applicability


def test_every_catalogue_of_the_program_at_once_is_read_and_covered(tmp_path: Path) -> None:
    sms = load(system(tmp_path, *catalogue_names()))
    assert faults(sms) == ()
    assert [book.name for book in sms.catalogues] == list(catalogue_names())
    every = [
        obligation for book in sms.catalogues for clause in book.clauses for obligation in clause.obligations
    ]
    seen = coverage(sms, judged(sms))
    assert [graded.obligation.id for graded in seen.found] == [obligation.id for obligation in every]
    assert seen.counts()["complete"] == 0  # nothing shows what nobody wrote


def test_a_sound_catalogue_of_ones_own_is_judged_beside_another(tmp_path: Path) -> None:
    sms = load(system(tmp_path, FIRST, "catalogues/acme.yml", acme=ACME))
    assert faults(sms) == ()
    assert [book.prefix for book in sms.catalogues] == ["20000-1", "acme"]
    assert not sms.catalogue_lost
    found = coverage(sms, judged(sms), "acme:4").found
    assert [graded.obligation.id for graded in found] == ["acme:4.1-a", "acme:4.1-b"]


def test_a_document_serves_several_catalogues_with_one_line(tmp_path: Path) -> None:
    root = system(tmp_path, FIRST, "catalogues/acme.yml", acme=ACME)
    policy = root / "policies" / "service-management.md"
    head, _, rest = policy.read_text("utf-8").partition("\n---\n")
    lines = [line for line in head.splitlines() if not line.startswith(("satisfies:", "provides:"))]
    lines += ["satisfies: [20000-1:5.2.1, acme:4.1-b]", "provides: [service-management-policy]"]
    policy.write_text("\n".join(lines) + f"\n---\n{rest}", "utf-8")
    sms = load(root)
    assert judged(sms, "unknown-clause", "unknown-documented-information").findings == ()
    missing = {found.node for found in judged(sms, "mandatory-information-missing").findings}
    assert "service-management-policy" not in missing
    result = judged(sms)
    [shown] = coverage(sms, result, "acme:4.1-b").found
    assert shown.complete
    assert "POL-SMS" in page_texts(sms, result)["clauses/acme/4.1.md"]


def test_what_several_catalogues_call_for_is_missing_once(tmp_path: Path) -> None:
    sms = load(system(tmp_path, FIRST, "catalogues/acme.yml", acme=ACME))
    found = [
        each
        for each in judged(sms, "mandatory-information-missing").findings
        if each.node == "service-management-policy"
    ]
    assert [("20000-1:5.2.1" in each.clauses, "acme:4.1" in each.clauses) for each in found] == [(True, True)]


# A number never matches across catalogues


def test_a_number_that_two_catalogues_have_asks_for_the_prefix(tmp_path: Path) -> None:
    sms = load(system(tmp_path, FIRST, "catalogues/acme.yml", acme=ACME))
    with pytest.raises(SmsError, match=r"2 catalogues have a clause '4.1'; write 20000-1:4.1 or acme:4.1"):
        clause_named(sms.catalogues, "4.1")
    assert clause_named(sms.catalogues, "8.6.1")[1] == "20000-1:8.6.1"
    assert clause_named(sms.catalogues, "4.1-b")[1] == "acme:4.1-b"
    with pytest.raises(SmsError, match=r"Requirements of Acme:2026 has no clause 'acme:4.2'"):
        clause_named(sms.catalogues, "acme:4.2")


# Extending


OURS = f"""extends: {FIRST}
drop: {{"8.2.6": we have no configuration items, 8.6.1-a: nobody records}}
applies: {{"8.6.1": customers depend on it}}
reword: {{8.6.1-b: In our words., "8.6.1": Ours.}}
add:
  - {{id: 8.6.1-own, text: Tell the customer., shown: [{{judged_by: process owner, every: 6 months}}]}}
clauses:
  - id: "8.6.1.1"
    title: Of our own
    summary: Below another.
"""


def test_a_catalogue_is_changed_by_one_that_extends_it(tmp_path: Path) -> None:
    sms = load(system(tmp_path, FIRST, "catalogues/ours.yml", ours=OURS))
    [book] = sms.catalogues
    assert (book.name, book.prefix) == ("ours", "20000-1")
    assert book.clause("20000-1:8.2.6") is None
    assert [ref for ref in book.ids if ref.startswith("20000-1:8.2.6")] == []
    clause = book.find("8.6.1")
    ids = [obligation.id for obligation in clause.obligations]
    assert "20000-1:8.6.1-a" not in ids
    assert ids[-1] == "20000-1:8.6.1-own"
    assert (clause.summary, clause.reason) == ("Ours.", "customers depend on it")
    assert [own.id for own in book.children(clause)] == ["20000-1:8.6.1.1"]
    assert {drop.id: drop.reason for drop in book.dropped} == {
        "20000-1:8.2.6": "we have no configuration items",
        "20000-1:8.6.1-a": "nobody records",
    }
    with pytest.raises(SmsError, match=r"ours drops 20000-1:8.2.6: we have no configuration items"):
        clause_named(sms.catalogues, "8.2.6")
    assert load_catalogue(FIRST).clause("20000-1:8.2.6") is not None


def test_the_statement_of_applicability_is_the_same_data(tmp_path: Path) -> None:
    sms = load(system(tmp_path, FIRST, "catalogues/ours.yml", ours=OURS))
    rows = {row.id: row for row in statement(sms, judged(sms))}
    assert (rows["20000-1:8.2.6"].applies, rows["20000-1:8.2.6"].met) == (False, "")
    assert (rows["20000-1:8.6.1"].reason, rows["20000-1:8.2.4"].reason) == (
        "customers depend on it",
        "not given",
    )
    ids = list(rows)
    assert ids.index("20000-1:8.2.5") < ids.index("20000-1:8.2.6") < ids.index("20000-1:8.3.2")
    pages = page_texts(sms, judged(sms))
    assert "we have no configuration items" in pages["clauses/20000-1/applicability.md"]
    plain = load(system(tmp_path, FIRST))
    result = judged(plain, "clause-catalogue")
    assert "clauses/20000-1/applicability.md" not in page_texts(plain, result)
    with pytest.raises(SmsError, match="no catalogue states what applies"):
        statement(plain, result)


def test_a_document_that_claims_what_was_dropped_is_told_why(tmp_path: Path) -> None:
    root = system(tmp_path, "catalogues/ours.yml", ours=OURS)
    policy = root / "policies" / "service-management.md"
    text = policy.read_text("utf-8")
    policy.write_text(
        text.replace("kind: policy\n", "kind: policy\nsatisfies: [20000-1:8.2.6-a]\n", 1), "utf-8"
    )
    [found] = judged(load(root), "unknown-clause").findings
    assert "does not apply here: ours drops `20000-1:8.2.6` (we have no configuration items)" in found.message


def test_a_catalogue_extends_one_of_ones_own_that_is_named_before_it(tmp_path: Path) -> None:
    site = "extends: catalogues/acme.yml\nprefix: acme-east\ndrop: {4.1-b: no policy}\n"
    names = ("catalogues/acme.yml", "catalogues/site.yml")
    sms = load(system(tmp_path, *names, acme=ACME, site=site))
    assert [book.prefix for book in sms.catalogues] == ["acme", "acme-east"]
    wrong = load(system(tmp_path, *reversed(names), acme=ACME, site=site))
    [(path, line, message)] = said(wrong)
    assert (path, line) == ("catalogues/site.yml", 1)
    assert message.startswith("`catalogues/acme.yml` is not read before this file; name it before")


def test_what_a_standard_lets_nobody_leave_out_is_said_and_dropped(tmp_path: Path) -> None:
    file = CatalogueFile.model_validate(yaml.load(OURS, yaml.CBaseLoader))
    assert [fault.route for fault in excluded_faults(file, shipped_tree(FIRST))] == [
        ("drop", "8.2.6"),
        ("drop", "8.6.1-a"),
    ]


# What must be said


@pytest.mark.parametrize(
    ("old", "new", "line", "message"),
    [
        ("prefix: acme\n", "", 1, "`prefix` is missing"),
        ("title: Reports", "titel: Reports", 9, "did you mean `title`"),
        ("records: service-report", "records: service-reports", 17, "there is no kind `service-reports`; did you mean"),
        ("filled: [period]", "filled: [perriod]", 17, "`service-report` has no field `perriod`"),
        ("rule: overdue-review", "rule: overdue-reviews", 17, "there is no rule `overdue-reviews`; did you mean"),
        ("section: service-management-policy", "section: policy", 20, "there is no item of documented information"),
        ("id: 4.1-b", "id: 4.1-a", 18, "`4.1-a` is there already"),
        ("id: 4.1-b", "id: 4.2-b", 18, "obligation `4.2-b` is in clause 4.1"),
        ('id: "4.1"', 'id: "4"', 11, "`4` is there already"),
        ('explicit_in: ["4.1"]', 'explicit_in: ["4.11"]', 6, "there is no clause `4.11`; did you mean `4.1`"),
        ("        shown: [{section: service-management-policy}]\n", "", 18, "nothing says how `4.1-b` is shown"),
    ],
)  # fmt: skip
def test_a_slip_is_found_at_its_place(tmp_path: Path, old: str, new: str, line: int, message: str) -> None:
    assert old in ACME
    sms = load(system(tmp_path, FIRST, "catalogues/acme.yml", acme=ACME.replace(old, new, 1)))
    found = [(at, text) for path, at, text in said(sms) if path == "catalogues/acme.yml"]
    assert [at for at, text in found if message in text] == [line], found
    assert sms.catalogues[0].prefix == "20000-1"


@pytest.mark.parametrize(
    ("key", "message"),
    [
        ('drop: {"8.66": r}', "ISO/IEC 20000-1:2018 has no `8.66`; did you mean `8.6`?"),
        ('reword: {"8.6.1-zz": r}', "has no `8.6.1-zz`"),
        (
            "add: [{id: 8.66-a, text: t, shown: [{rule: overdue-review}]}]",
            "has no `8.66`; did you mean `8.6`?",
        ),
        ('drop: {"8.6": r}\napplies: {"8.6": r}', "`8.6` is dropped, and cannot apply as well"),
    ],
)
def test_an_id_that_the_base_does_not_have_is_passed_over(tmp_path: Path, key: str, message: str) -> None:
    sms = load(system(tmp_path, "catalogues/ours.yml", ours=f"extends: {FIRST}\n{key}\n"))
    assert any(message in text for _, _, text in said(sms)), said(sms)
    assert not sms.catalogue_lost


@pytest.mark.parametrize(
    ("name", "text", "message"),
    [
        ("catalogues/none.yml", "", "`catalogues/none.yml` does not exist"),
        ("../acme.yml", "", "leads out of the repository"),
        ("catalogues/acme.yml", "- a\n- b\n", ""),
        ("catalogues/acme.yml", "", ""),
        ("catalogues/acme.yml", "prefix: [\n", ""),
        ("catalogues/acme.yml", "extends: iso-iec-20000-1-2081\n", "did you mean `iso-iec-20000-1-2018`?"),
        ("catalogues/acme.yml", ACME.replace("prefix: acme", "prefix: 20000-1"), "give it one of its own"),
    ],
)
def test_a_catalogue_that_cannot_be_used_hides_no_other_and_is_said(
    tmp_path: Path, name: str, text: str, message: str
) -> None:
    root = system(tmp_path, FIRST, name, acme=text)
    policy = root / "policies" / "service-management.md"
    written = policy.read_text("utf-8").replace(
        "kind: policy\n", "kind: policy\nsatisfies: [acme:4.1-b]\n", 1
    )
    policy.write_text(written, "utf-8")
    sms = load(root)
    assert [book.prefix for book in sms.catalogues] == ["20000-1"]
    reported = [fault.message for fault in sms.reading_faults if fault.at.path in (name, "sms.yml")]
    assert any(message in each for each in reported)
    assert name in " ".join(each.what for each in sms.unchecked)
    assert judged(sms, "unknown-clause").findings == ()


leaves = st.sampled_from(
    ["", "4", "4.1", "4.1-a", "acme", FIRST, "policy", "yes", "8.6.1", "12 months", "ünïcode"]
)
keys = st.sampled_from(
    [*CatalogueFile.model_fields, "id", "title", "shown", "obligations", "records", "text", "4.1"]
)
trees = st.recursive(
    leaves, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(keys, inner, max_size=4)
)


@pytest.fixture(scope="module")
def scratch(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return system(tmp_path_factory.mktemp("any"), FIRST, "catalogues/acme.yml", acme=ACME)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(tree=st.dictionaries(keys, trees, max_size=5))
def test_whatever_is_written_is_read_or_said(scratch: Path, tree: dict[str, object]) -> None:
    path = scratch / "catalogues" / "acme.yml"
    path.write_text(
        yaml.safe_dump({**yaml.load(ACME, yaml.CBaseLoader), **tree}, allow_unicode=True), "utf-8"
    )
    sms = load(scratch)
    own = [book for book in sms.catalogues if book.path]
    assert own or sms.catalogue_lost or sms.reading_faults
