"""What may become of records between two sets of files: first what must stay silent."""

from pathlib import Path

import pytest

from sms_lint.history.record_changes import File, breaches_between
from sms_lint.history.record_changes.parsed_file import place_of
from sms_lint.model.kinds import kinds
from tests.history.record_changes.forms import parquet
from tests.history.record_changes.records import entry, policy, register, review, risk

A, B = "records/a.yml", "records/b.yml"
HEADER = "kind: incident\nid: TAB-INC\ntitle: Incidents\ndata: inc.csv\n"
CSV = "id,status,title\nINC-1,closed,Printer\nINC-2,new,Mouse\n"


def faults(
    before: dict[str, str], after: dict[str, str], exempt: frozenset[str] = frozenset()
) -> list[tuple[str, str]]:
    found = breaches_between(_files(before), _files(after), kinds(), exempt)
    assert not found.unread
    return [(breach.fault, breach.id) for breach in found.altered]


def _files(texts: dict[str, str]) -> dict[str, File]:
    return {path: File(text.encode()) for path, text in texts.items()}


SILENT = {
    "nothing changed": ({A: risk()}, {A: risk()}),
    "moved to another file": ({A: risk()}, {B: risk()}),
    "moved into a register": ({A: risk()}, {B: register(entry())}),
    "moved out of a register": ({B: register(entry(), entry("RSK-2", "open"))}, {A: risk(), B: register(entry("RSK-2", "open"))}),
    "order of keys": ({A: risk()}, {A: "id: RSK-1\nkind: risk\nstatus: closed\ntitle: Flood\n"}),
    "quotes and comments": ({A: risk()}, {A: risk(title='"Flood" # of 2024').replace("closed", "'closed'")}),
    "line ends of Windows": ({A: risk()}, {A: risk().replace("\n", "\r\n")}),
    "white space in a text": ({A: risk(title="A  flood")}, {A: risk(title=">\n  A\n  flood")}),
    "an empty field": ({A: risk()}, {A: risk(cause="", treatment="[]")}),
    "an open record is edited": ({A: risk(state="open")}, {A: risk(state="open", title="Fire")}),
    "an open record is deleted": ({A: risk(state="open")}, {}),
    "an open record gets another id": ({A: risk(state="open")}, {A: risk("RSK-9", "open")}),
    "forward": ({A: risk(state="open")}, {A: risk(state="closed", title="Fire")}),
    "back where that is allowed": ({A: risk(state="treated")}, {A: risk(state="open")}),
    "an entry is added to a register": ({A: register(entry())}, {A: register(entry(), entry("RSK-2"))}),
    "an entry beside is edited": ({A: register(entry(), entry("RSK-2", "open"))}, {A: register(entry(), entry("RSK-2", "open", "Fire"))}),
    "the order of entries": ({A: register(entry(), entry("RSK-2"))}, {A: register(entry("RSK-2"), entry())}),
    "the header of a register": ({A: register(entry())}, {A: register(entry(), header="owner: risk-manager\n")}),
    "brackets": ({A: register(entry())}, {A: register("  - {id: RSK-1, title: Flood, status: closed}\n")}),
    "an action of a review is done": ({A: review("open")}, {A: review("done")}),
    "a list is added to": (
        {A: "kind: change\nid: CHG-1\nstatus: closed\ncaused_incidents: [INC-1]\n"},
        {A: "kind: change\nid: CHG-1\nstatus: closed\ncaused_incidents: [INC-1, INC-2]\n"},
    ),
    "something is filled in later": (
        {A: "kind: ci-verification\nid: CIV-1\nerrors: 1\n"},
        {A: "kind: ci-verification\nid: CIV-1\nerrors: 1\nclosed_at: 2026-03-01\n"},
    ),
    "a living entry": ({A: "kind: person\nid: P-001\nunit: A\n"}, {A: "kind: person\nid: P-001\nunit: B\n"}),
    "a copy elsewhere, then the first one goes": ({A: risk(), B: register(entry())}, {B: register(entry())}),
    "a correction": ({A: risk()}, {A: risk(), B: risk("RSK-2", "open", supersedes="RSK-1")}),
    "rows are added": ({"records/t.yml": HEADER, "records/inc.csv": CSV}, {"records/t.yml": HEADER, "records/inc.csv": CSV + "INC-3,new,X\n"}),
    "rows in another order, another delimiter": (
        {"records/t.yml": HEADER, "records/inc.csv": CSV},
        {"records/t.yml": HEADER, "records/inc.csv": "status;id;title\nnew;INC-2;Mouse\nclosed;INC-1;\"Printer\"\n"},
    ),
    "rows with other line ends": (
        {"records/t.yml": HEADER, "records/inc.csv": CSV},
        {"records/t.yml": HEADER, "records/inc.csv": CSV.replace("\n", "\r")},
    ),
    "an open row is edited": (
        {"records/t.yml": HEADER, "records/inc.csv": CSV},
        {"records/t.yml": HEADER, "records/inc.csv": CSV.replace("Mouse", "Screen").replace("new", "resolved")},
    ),
    "a new version": ({"policies/a.md": policy()}, {"policies/a.md": policy("1.1", text="Two.")}),
    "version 1.10 after 1.9": ({"policies/a.md": policy("1.9")}, {"policies/a.md": policy("1.10", text="Two.")}),
    "a draft": ({"policies/a.md": policy(lifecycle="draft")}, {"policies/a.md": policy(lifecycle="draft", text="Two.")}),
    "a draft becomes active": ({"policies/a.md": policy(lifecycle="draft")}, {"policies/a.md": policy()}),
    "a draft is deleted": ({"policies/a.md": policy(lifecycle="draft")}, {}),
    "retired": ({"policies/a.md": policy()}, {"policies/a.md": policy(lifecycle="retired")}),
    "reviewed without a change": ({"policies/a.md": policy()}, {"policies/a.md": policy(last="2026-06-01")}),
    "communicated without a change": (
        {"policies/a.md": policy()},
        {"policies/a.md": policy().replace("review:", "communicated_at: 2026-02-01\nreview:")},
    ),
    "a document moves": ({"policies/a.md": policy()}, {"policies/b/c.md": policy()}),
    "an unknown kind": ({A: "kind: own\nid: X-1\n"}, {}),
}  # fmt: skip


@pytest.mark.parametrize("name", SILENT)
def test_silent(name: str) -> None:
    assert faults(*SILENT[name]) == []


LOUD = {
    "changed": ({A: risk()}, {A: risk(title="Fire")}, "changed"),
    "a field is added": ({A: risk()}, {A: risk(cause="Rain")}, "changed"),
    "changed and moved": ({A: risk()}, {B: register(entry(title="Fire"))}, "changed"),
    "an entry": ({A: register(entry(), entry("RSK-2", "open"))}, {A: register(entry(title="Fire"), entry("RSK-2", "open"))}, "changed"),
    "deleted": ({A: risk()}, {}, "deleted"),
    "an entry is deleted": ({A: register(entry(), entry("RSK-2"))}, {A: register(entry("RSK-2"))}, "deleted"),
    "moved to where nobody reads": ({A: risk()}, {"records/.old/a.yml": risk()}, "deleted"),
    "moved to another ending": ({A: risk()}, {"records/a.txt": risk()}, "deleted"),
    "renamed": ({A: risk()}, {A: risk("RSK-9")}, "renamed"),
    "re-typed": ({A: risk()}, {A: risk().replace("kind: risk", "kind: problem")}, "re-typed"),
    "no kind any more": ({A: risk()}, {A: risk().replace("kind: risk\n", "")}, "re-typed"),
    "an open one is re-typed": ({A: risk(state="open")}, {A: risk(state="open").replace("kind: risk", "kind: problem")}, "re-typed"),
    "opened again": ({A: risk()}, {A: risk(state="open")}, "moved-back"),
    "moved back": ({A: "kind: change\nid: RSK-1\nstatus: approved\n"}, {A: "kind: change\nid: RSK-1\nstatus: requested\n"}, "moved-back"),
    "to no state": ({A: "kind: change\nid: RSK-1\nstatus: approved\n"}, {A: "kind: change\nid: RSK-1\n"}, "moved-back"),
    "swallowed by quotes": (
        {A: register(entry("RSK-2", "open"), entry())},
        {A: register("  - id: RSK-2\n    status: open\n    title: \"Flood\n", entry(), "    \"\n")},
        "deleted",
    ),
    "swallowed by a text": ({A: register(entry())}, {A: register(entry()).replace("entries:", "entries: |")}, "deleted"),
    "entries that run together": (
        {A: register(entry("RSK-2", "open"), entry())},
        {A: register(entry("RSK-2", "open"), entry().replace("  - id", "    id"))},
        "deleted",
    ),
    "a row": (
        {"records/t.yml": HEADER, "records/inc.csv": CSV.replace("INC-1", "RSK-1")},
        {"records/t.yml": HEADER, "records/inc.csv": CSV.replace("INC-1", "RSK-1").replace("Printer", "Screen")},
        "changed",
    ),
    "a row is deleted": (
        {"records/t.yml": HEADER, "records/inc.csv": CSV.replace("INC-1", "RSK-1")},
        {"records/t.yml": HEADER, "records/inc.csv": "id,status,title\n"},
        "deleted",
    ),
    "a row is swallowed by quotes": (
        {"records/t.yml": HEADER, "records/inc.csv": "id,status,title\nINC-0,new,A\nRSK-1,closed,B\nINC-2,new,C\n"},
        {"records/t.yml": HEADER, "records/inc.csv": 'id,status,title\nINC-0,new,"A\nRSK-1,closed,B\n"\nINC-2,new,C\n'},
        "deleted",
    ),
    "the header names another column": (
        {"records/t.yml": HEADER, "records/inc.csv": "id,status,title,note\nRSK-1,closed,B,new\n"},
        {"records/t.yml": HEADER + "columns: {status: note}\n", "records/inc.csv": "id,status,title,note\nRSK-1,closed,B,new\n"},
        "moved-back",
    ),
    "the header goes": (
        {"records/t.yml": HEADER, "records/inc.csv": "id,status,title\nRSK-1,closed,B\n"},
        {"records/inc.csv": "id,status,title\nRSK-1,closed,B\n"},
        "deleted",
    ),
    "a text without a version": ({"policies/a.md": policy(id_="RSK-1")}, {"policies/a.md": policy(id_="RSK-1", text="Two.")}, "version-not-raised"),
    "a lower version": ({"policies/a.md": policy("1.10", id_="RSK-1")}, {"policies/a.md": policy("1.9", id_="RSK-1", text="Two.")}, "version-not-raised"),
    "back to a draft": ({"policies/a.md": policy(id_="RSK-1")}, {"policies/a.md": policy("2.0", "draft", id_="RSK-1")}, "moved-back"),
    "a document is deleted": ({"policies/a.md": policy(id_="RSK-1")}, {}, "deleted"),
}  # fmt: skip


@pytest.mark.parametrize("name", LOUD)
def test_loud(name: str) -> None:
    before, after, fault = LOUD[name]
    assert faults(before, after) == [(fault, "RSK-1")]
    assert faults(before, after, frozenset({"RSK-1"})) == []


def test_what_of_a_review_may_not_change() -> None:
    assert faults({A: review("done")}, {A: review("open")}) == [("changed", "MR-1")]
    assert faults({A: review("open")}, {A: review("done", what="Nothing")}) == [("changed", "MR-1")]
    assert faults({A: review(date="2026-02-01")}, {A: review(date="2026-01-01")}) == [("changed", "MR-1")]


def test_place_and_message() -> None:
    before = {A: register(entry("RSK-2"), entry())}
    after = {A: register(entry("RSK-2"), entry(title="Fire"))}
    (breach,) = breaches_between(_files(before), _files(after), kinds()).altered
    assert breach.place is not None
    assert after[A][breach.place :].startswith("RSK-1\n")
    assert (breach.kind, breach.path) == ("risk", A)
    assert (
        breach.message
        == "RSK-1 is closed, and `title` changed; restore it as it was, and write a risk that names RSK-1 in `supersedes`"
    )


@pytest.mark.parametrize("mode", ["100755", "120000", "160000"])
def test_links_and_programs(mode: str) -> None:
    text = risk() if mode == "100755" else "../elsewhere"
    found = breaches_between({A: File(risk().encode())}, {A: File(text.encode(), mode)}, kinds())
    assert [breach.fault for breach in found.altered] == ["link-or-mode"]
    assert not breaches_between(
        {A: File(risk(state="open").encode())}, {A: File(text.encode(), mode)}, kinds()
    ).altered


@pytest.mark.parametrize(
    "text",
    [
        'kind: risk\nid: "RSK-1\n',
        "kind: risk\nid: RSK-1\n  title: Flood\n",
        "- 1\n",
        "",
        "<<<<<<< a\nkind: risk\n=======\n>>>>>>> b\n",
        "kind: \xff",
    ],
)
def test_nobody_can_tell(text: str) -> None:
    found = breaches_between({A: File(risk().encode())}, {A: File(text.encode("latin-1"))}, kinds())
    assert not found.altered
    assert [path for path, _ in found.unread] == [A]
    assert not breaches_between(
        {A: File(risk(state="open").encode())}, {A: File(text.encode("latin-1"))}, kinds()
    ).unread


@pytest.mark.parametrize(
    "header",
    [
        HEADER.replace("kind: incident", "kind: nonsense"),
        HEADER.replace("title: Incidents\n", ""),
        "data: inc.csv\n",
    ],
)
def test_a_header_that_the_loader_does_not_take_hides_no_rows(header: str) -> None:
    """It comes first by its name; the rows are those of the first that is sound, or of any where none is."""
    sound = (
        HEADER
        + "owner: owner\nreview: {every: 12 months, last: 2026-01-01}\nsource: {system: Tool, exported: 2026-01-01}\n"
    )
    beside = {"records/a.yml": header, "records/t.yml": sound}
    tampered = CSV.replace("Printer", "Scanner")
    assert faults({**beside, "records/inc.csv": CSV}, {**beside, "records/inc.csv": tampered}) == [
        ("changed", "INC-1")
    ]
    broken = {"records/t.yml": HEADER}
    assert faults({**broken, "records/inc.csv": CSV}, {**broken, "records/inc.csv": tampered}) == [
        ("changed", "INC-1")
    ]


def test_rows_in_parquet_are_compared(tmp_path: Path) -> None:
    def files(raw: bytes) -> dict[str, File]:
        return {A: File(HEADER.replace("inc.csv", "inc.parquet").encode()), "records/inc.parquet": File(raw)}

    def row(**said: str) -> bytes:
        return parquet(tmp_path, "incident", {"id": "INC-1", "status": "closed", "title": "Printer", **said})

    sound = files(row())
    assert breaches_between(sound, files(row(cause="")), kinds()) == ((), ())
    as_csv = {A: File(HEADER.encode()), "records/inc.csv": File(CSV.encode())}
    assert breaches_between(sound, as_csv, kinds()) == ((), ())
    (changed,) = breaches_between(sound, files(row(title="Mouse")), kinds()).altered
    assert (changed.fault, changed.id, changed.path) == ("changed", "INC-1", "records/inc.parquet")
    (gone,) = breaches_between(sound, files(row(id="INC-2", title="Mouse")), kinds()).altered
    assert (gone.fault, gone.id) == ("deleted", "INC-1")
    for raw, why in (
        (b"PAR1", "it is not a Parquet file, or is damaged"),
        (row(id=""), "it has no column with the ids"),
    ):
        assert breaches_between(sound, files(raw), kinds()) == ((), (("records/inc.parquet", why),))


@pytest.mark.parametrize(
    ("text", "at"),
    [
        ("a: RSK-1\nid: RSK-1\n", 13),
        ("  - {id: RSK-1}\n", 9),
        ("RSK-10,x\nRSK-1,y\n", 9),
        ("x,RSK-1\n", 2),
        ('id: "RSK-1"\n', 5),
        ("nothing", 0),
        ("RSK-12", 0),
    ],
)
def test_the_place_is_the_id(text: str, at: int) -> None:
    assert place_of(text, "RSK-1") == at
