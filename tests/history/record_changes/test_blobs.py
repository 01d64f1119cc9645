"""Files as commits hold them: which are read, when, and where the same entry is found again."""

from collections.abc import Iterable, Mapping

import pytest

from sms_lint.history.record_changes.blobs import EntryVersion, HeldFile, ParsedFiles
from sms_lint.history.record_changes.parsed_file import NOTHING
from sms_lint.history.record_changes.what_may_change import is_protected
from sms_lint.model.kinds import kinds
from tests.history.record_changes.records import entry, policy, register, risk

HEADER = (
    "kind: incident\nid: REG-INC\ntitle: Incidents\nowner: manager\nreview: {every: 12 months, last: 2026-01-01}\n"
    "source: {system: Tool, exported: 2026-01-01}\ndata: inc.csv\n"
)
ROWS = "id,title\nINC-1,One\n"


class Store:
    """Texts by ids, and which were asked for."""

    def __init__(self, **texts: str) -> None:
        self.texts = {blob: text.encode() for blob, text in texts.items()}
        self.asked: list[list[str]] = []
        self.files = ParsedFiles(kinds(), self.take)

    def take(self, blobs: Iterable[str]) -> Mapping[str, bytes]:
        wanted = sorted(blobs)
        self.asked.append(wanted)
        return {blob: self.texts[blob] for blob in wanted if blob in self.texts}


def held(blob: str, mode: str = "100644") -> HeldFile:
    return HeldFile(mode, blob)


def tree(**paths: str) -> dict[str, HeldFile]:
    """Files by the names of their blobs; `__` in a name stands for a folder, `_` for the dot."""
    return {path.replace("__", "/").replace("_", "."): held(blob) for path, blob in paths.items()}


def test_a_text_is_taken_in_once() -> None:
    store = Store(a=risk(), b=risk("RSK-2"))
    for _ in range(2):
        assert list(store.files.of("records/a.yml", held("a"), {}).raw) == ["RSK-1"]
    store.files.fetch(["a", "b", ""])
    store.files.fetch(["a", "b"])
    assert store.asked == [["a"], ["b"]]


def test_what_is_no_file_holds_nothing() -> None:
    store = Store(a=risk())
    assert store.files.of("records/a.yml", None, {}) is NOTHING
    for mode in ("120000", "160000"):
        assert store.files.of("records/a.yml", held("a", mode), {}) is NOTHING
    assert store.asked == []
    assert list(store.files.of("records/a.yml", held("a", "100755"), {}).raw) == ["RSK-1"]


def test_a_text_that_is_missing_is_said_and_not_asked_for_again() -> None:
    store = Store()
    for path in ("records/a.yml", "records/b.yml"):
        assert store.files.of(path, held("gone"), {}).fault == "its text is missing in this clone"
    assert store.files.raw("gone") is None
    assert store.asked == [["gone"]]
    table = Store(h=HEADER)
    found = table.files.of("records/inc.csv", held("gone"), tree(records__inc_yml="h"))
    assert found.fault == "its text is missing in this clone"


def test_the_next_texts_are_taken_in_and_the_others_let_go() -> None:
    store = Store(a=risk(), b=risk("RSK-2"), c=risk("RSK-3"), d=risk("RSK-4"))
    store.files.turn_to(["a", "b"], ["c", "d"])
    store.files.raw("a")
    assert store.asked == [["a", "b"]]
    store.files.raw("c")
    assert store.asked == [["a", "b"], ["c", "d"]], "what may be needed comes with the first that is"
    store.files.raw("d")
    store.files.turn_to(["b", "c"], [])
    assert len(store.asked) == 2
    store.files.raw("a")
    assert store.asked[2:] == [["a"]]


def test_a_text_that_was_let_go_is_parsed_again() -> None:
    store = Store(a=risk())
    first = store.files.of("records/a.yml", held("a"), {})
    assert store.files.of("records/b.yml", held("a"), {}) is first
    store.files.turn_to(["a"], [])
    assert store.files.of("records/a.yml", held("a"), {}) is first
    store.files.turn_to([], [])
    assert store.files.of("records/a.yml", held("a"), {}) is not first


def test_one_text_in_two_forms_is_two_files() -> None:
    store = Store(a=policy())
    assert list(store.files.of("policies/a.md", held("a"), {}).raw) == ["POL-A"]
    assert store.files.of("policies/a.yml", held("a"), {}).fault == "it cannot be read as YAML"


def test_rows_are_read_by_the_header_that_names_them() -> None:
    store = Store(
        h=HEADER,
        r=ROWS,
        o=HEADER.replace("incident", "problem"),
        x=HEADER.replace("data: inc", "data: other"),
    )
    rows = held("r")
    assert store.files.of("records/inc.csv", rows, {}) is NOTHING
    assert store.files.of("records/inc.csv", rows, tree(records__a_yml="x")) is NOTHING
    assert store.files.of("records/inc.csv", rows, tree(policies__inc_yml="h")) is NOTHING
    found = store.files.of("records/inc.csv", rows, tree(records__inc_yml="h"))
    assert (found.kind, list(found.raw)) == ("incident", ["INC-1"])
    first = store.files.of("records/inc.csv", rows, tree(records__b_yml="h", records__a_yml="o"))
    assert first.kind == "problem"
    deeper = tree(records__a__b_yml="o", records__b_yml="h")
    other = Store(h=HEADER, r=ROWS, o=HEADER.replace("incident", "problem").replace("inc.csv", "../inc.csv"))
    assert other.files.of("records/inc.csv", rows, deeper).kind == "problem", "folders come in their order"
    beside = tree(records__a__b_yml="o", records__h_yml="h")
    beside["records/a-b.yml"] = beside.pop("records/h.yml")
    assert other.files.of("records/inc.csv", rows, beside).kind == "problem", (
        "a folder comes before what is called longer"
    )


def test_a_header_that_the_loader_refuses_counts_only_where_there_is_no_other() -> None:
    store = Store(h=HEADER, r=ROWS, bad=HEADER.replace("owner: manager\n", "").replace("incident", "problem"))
    both = tree(records__a_yml="bad", records__b_yml="h")
    assert store.files.of("records/inc.csv", held("r"), both).kind == "incident"
    assert store.files.of("records/inc.csv", held("r"), tree(records__a_yml="bad")).kind == "problem"


@pytest.mark.parametrize(
    ("text", "data"),
    [
        (HEADER, "records/inc.csv"),
        (HEADER.replace("inc.csv", "../x/inc.csv"), "x/inc.csv"),
        (HEADER.replace("data:", '"d\\x61ta":'), "records/inc.csv"),
        (risk(), ""),
        (HEADER.replace("inc.csv", '""'), ""),
    ],
)
def test_the_rows_that_a_header_names(text: str, data: str) -> None:
    store = Store(h=text)
    assert store.files.data_of("records/inc.yml", held("h")) == data
    assert store.files.data_of("records/inc.csv", held("h")) == ""
    assert store.files.data_of("records/inc.yml", held("h", "120000")) == ""
    assert store.files.data_of("records/inc.yml", None) == ""
    assert store.files.data_of("other/inc.yml", held("h")) == ""
    assert store.files.data_of("records/inc.yml", held("gone")) == ""


def test_an_entry_is_found_anywhere() -> None:
    odd = risk("RSK-3").replace("id: RSK-3", '"i\\x64": RSK-3')
    store = Store(
        a=risk(), b=register(entry("RSK-2"), entry("RSK-22")), c=policy(), h=HEADER, r=ROWS, odd=odd
    )
    here = tree(
        records__a_yml="a", records__b_yml="b", policies__c_md="c", records__inc_yml="h", records__inc_csv="r",
        records__odd_yml="odd", other_md="c",
    )  # fmt: skip

    def where(id_: str, *tables: str, at: dict[str, HeldFile] = here) -> str | None:
        found = store.files.find(id_, at, tables)
        return found.path if found else None

    assert [where(id_) for id_ in ("RSK-1", "RSK-2", "RSK-22", "RSK-3", "POL-A")] == [
        *("records/a.yml", "records/b.yml", "records/b.yml", "records/odd.yml", "policies/c.md"),
    ]
    assert [where("RSK"), where("RSK-9")] == [None, None]
    assert where("INC-1") is None, "of tables, only those that are named"
    assert where("INC-1", "records/inc.csv", "records/gone.csv", "records/a.yml") == "records/inc.csv"
    assert where("RSK-1", at=tree(records__z_yml="a")) == "records/z.yml"
    assert where("RSK-2", at=tree(records__z_yml="a")) is None
    assert where("RSK-1", at={"records/a.yml": held("a", "120000")}) is None


def test_an_entry_says_the_same_in_another_form() -> None:
    files = Store(
        a=risk(), b=register(entry()), c=risk(title="Fire"), d=risk().replace("Flood", "Flood ")
    ).files

    def version(blob: str) -> EntryVersion:
        return EntryVersion("RSK-1", "records/a.yml", held(blob), files.of("records/a.yml", held(blob), {}))

    assert version("a").says_as(version("a"))
    assert version("a").says_as(version("b"))
    assert version("a").says_as(version("d"))
    assert not version("a").says_as(version("c"))
    assert version("a").kind == "risk"
    assert version("b").raw == entry().rstrip("\n")
    assert version("b").values == {"id": "RSK-1", "title": "Flood", "status": "closed"}
    assert is_protected(kinds()["risk"], version("a"))
    assert not is_protected(None, version("a")), "of a kind that nobody knows"
    other = Store(a=risk().replace("kind: risk", "kind: problem")).files.of("records/a.yml", held("a"), {})
    assert not version("a").says_as(EntryVersion("RSK-1", "records/a.yml", held("a"), other))


def test_where_an_entry_begins() -> None:
    files = Store(a=register(entry("RSK-2"), entry())).files
    content = files.of("records/a.yml", held("a"), {})
    text = register(entry("RSK-2"), entry())
    for id_ in ("RSK-1", "RSK-2"):
        assert files.place(EntryVersion(id_, "records/a.yml", held("a"), content)) == text.index(id_)
    assert files.place(EntryVersion("RSK-1", "records/a.yml", held("gone"), content)) == 0


def test_the_parser_has_the_last_word_on_a_plain_text() -> None:
    files = Store(a=risk(), b=risk() + "no field\n", c=policy(), d=risk().replace("\n", "\r\n")).files
    for blob in ("a", "d"):
        assert files.confirmed("records/a.yml", held(blob), {}).fault == ""
    assert files.confirmed("policies/c.md", held("c"), {}).kind == "policy"
    assert files.of("records/b.yml", held("b"), {}).fault == "", "its lines are plain enough"
    assert files.confirmed("records/b.yml", held("b"), {}).fault == "it cannot be read as YAML"
    assert files.of("records/b.yml", held("b"), {}).fault == "it cannot be read as YAML"
    assert files.confirmed("records/x.yml", held("gone"), {}).fault == "its text is missing in this clone"
