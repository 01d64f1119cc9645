"""What is said of breaches, word for word, and which fields of a closed record may still be filled in."""

from dataclasses import replace

import pytest

from sms_lint.history.record_changes import Breaches, File, Ledger, OpenBreach, breaches_between
from sms_lint.history.record_changes.report import CommittedBreach, UnreadableFile
from sms_lint.history.record_changes.what_may_change import number
from sms_lint.model.kinds import kinds
from sms_lint.outside.git import Identity
from tests.history.record_changes.records import policy, review, risk

A, P = "records/a.yml", "policies/a.md"
PUT_BACK = "restore it as it was, and write a risk that names RSK-1 in `supersedes`"
CHANGE = "kind: change\nid: CHG-1\n"
FIELDS = ("analysis", "category", "cause", "description", "effect", "identified_on", "owner")


def said(before: dict[str, File], after: dict[str, File]) -> list[str]:
    found = breaches_between(before, after, kinds())
    assert found.unread == ()
    return [breach.message for breach in found.altered]


def one(path: str, text: str, mode: str = "100644") -> dict[str, File]:
    return {path: File(text.encode(), mode)}


def more(count: int, value: str) -> str:
    return risk(**dict.fromkeys(FIELDS[:count], value))


SAID = {
    "one field": (
        one(A, risk()),
        one(A, risk(title="Fire")),
        f"RSK-1 is closed, and `title` changed; {PUT_BACK}",
    ),
    "five fields": (
        one(A, more(5, "a")),
        one(A, more(5, "b")),
        f"RSK-1 is closed, and `analysis`, `category`, `cause`, `description`, `effect` changed; {PUT_BACK}",
    ),
    "seven fields": (
        one(A, more(7, "a")),
        one(A, more(7, "b")),
        "RSK-1 is closed, and `analysis`, `category`, `cause`, `description`, `effect` and 2 more fields changed; "
        + PUT_BACK,
    ),
    "the text": (
        one(A.replace("yml", "md"), f"---\n{risk()}---\n\nWas.\n"),
        one(A.replace("yml", "md"), f"---\n{risk()}---\n\nIs.\n"),
        f"RSK-1 is closed, and its text changed; {PUT_BACK}",
    ),
    "opened again": (
        one(A, risk()),
        one(A, risk(state="open")),
        (
            "RSK-1 was closed and was opened again; restore it as it was, and write a new record that names RSK-1 in "
            "`supersedes`"
        ),
    ),
    "moved back": (
        one(A, f"{CHANGE}status: approved\n"),
        one(A, f"{CHANGE}status: requested\n"),
        (
            "CHG-1 moved from `approved` to `requested`, which is not allowed for a change; restore `approved` and move it on from "
            "there"
        ),
    ),
    "from one end to the other": (
        one(A, f"{CHANGE}status: rejected\n"),
        one(A, f"{CHANGE}status: closed\n"),
        (
            "CHG-1 is closed, and `status` changed; restore it as it was, and write a change that names CHG-1 in "
            "`supersedes`"
        ),
    ),
    "a title, at either end": (
        one(A, f"{CHANGE}status: rejected\ntitle: A\n"),
        one(A, f"{CHANGE}status: rejected\ntitle: B\n"),
        "CHG-1 is closed, and `title` changed; restore it as it was, and write a change that names CHG-1 in `supersedes`",
    ),
    "to no state": (
        one(A, f"{CHANGE}status: approved\n"),
        one(A, CHANGE),
        (
            "CHG-1 moved from `approved` to no state at all, which is not allowed for a change; restore `approved` and move it on "
            "from there"
        ),
    ),
    "another kind": (
        one(A, risk()),
        one(A, risk().replace("kind: risk", "kind: problem")),
        "RSK-1 was a risk and was made a record of kind `problem`; restore it, and give the other one an id of its own",
    ),
    "no kind": (
        one(A, risk()),
        one(A, risk().replace("kind: risk\n", "")),
        "RSK-1 was a risk and was made a record without a kind; restore it, and give the other one an id of its own",
    ),
    "a record is gone": (
        one(A, risk()),
        {},
        (
            "RSK-1 is closed and was deleted; restore it, and to correct it, write a risk that names RSK-1 in "
            "`supersedes`"
        ),
    ),
    "a document is gone": (
        one(P, policy()),
        {},
        "POL-A was in force and was deleted; restore it, and retire it instead (`lifecycle: retired`)",
    ),
    "a retired document is gone": (
        one(P, policy(lifecycle="retired")),
        {},
        "POL-A was in force and was deleted; restore it, and retire it instead (`lifecycle: retired`)",
    ),
    "another id of a record": (
        one(A, risk()),
        one(A, risk("RSK-9")),
        "RSK-1 is closed, and its id was changed to RSK-9; ids never change: restore RSK-1",
    ),
    "another id, and the fields in another order": (
        one(A, risk()),
        one(A, "status: closed\ntitle: Flood\nid: RSK-9\nkind: risk\n"),
        "RSK-1 is closed, and its id was changed to RSK-9; ids never change: restore RSK-1",
    ),
    "another id of a document": (
        one(P, policy()),
        one(P, policy(id_="POL-B")),
        "POL-A was in force, and its id was changed to POL-B; ids never change: restore POL-A",
    ),
    "a link": (
        one(A, risk()),
        one(A, "elsewhere", "120000"),
        "the file of RSK-1, which is closed, was replaced by a link; restore the plain file as it was",
    ),
    "another repository": (
        one(A, risk()),
        one(A, "1" * 40, "160000"),
        "the file of RSK-1, which is closed, was replaced by another repository; restore the plain file as it was",
    ),
    "a program": (
        one(P, policy()),
        one(P, policy(), "100755"),
        "the file of POL-A, which was in force, was made executable; restore the plain file as it was",
    ),
    "a document moves back": (
        one(P, policy()),
        one(P, policy("1.1", "draft")),
        (
            "POL-A moved from `active` to `draft`; a policy never moves back: retire it, and write a new one that names it "
            "in `supersedes`"
        ),
    ),
    "a document without a lifecycle": (
        one(P, policy()),
        one(P, policy("1.1").replace("lifecycle: active\n", "")),
        (
            "POL-A moved from `active` to ``; a policy never moves back: retire it, and write a new one that names it "
            "in `supersedes`"
        ),
    ),
    "an older version": (
        one(P, policy("1.10")),
        one(P, policy("1.9", text="Two.")),
        "POL-A had version 1.10 and now has 1.9; versions only go up: give it the next one",
    ),
    "no version any more": (
        one(P, policy()),
        one(P, policy().replace('version: "1.0"\n', "")),
        "POL-A had version 1.0 and now has None; versions only go up: give it the next one",
    ),
    "another text": (
        one(P, policy()),
        one(P, policy(text="Two.")),
        "POL-A has another text under the same version 1.0; raise `version`",
    ),
    "another interval of reviews": (
        one(P, policy()),
        one(P, policy().replace("every: 12 months", "every: 24 months")),
        "POL-A has another text under the same version 1.0; raise `version`",
    ),
    "no review any more": (
        one(P, policy()),
        one(P, policy().replace("review:\n  every: 12 months\n  last: 2026-01-01\n", "")),
        "POL-A has another text under the same version 1.0; raise `version`",
    ),
}


@pytest.mark.parametrize("name", SAID)
def test_what_is_said(name: str) -> None:
    before, after, sentence = SAID[name]
    assert said(before, after) == [sentence]


ACTIONS = "kind: management-review\nid: MR-1\ndate: 2026-02-01\nactions:\n"


def actions(*statuses: str, what: str = "Buy") -> dict[str, File]:
    rows = "".join(
        f"  - id: A{at}\n    what: {what}\n    status: {status}\n" for at, status in enumerate(statuses)
    )
    return one(A, ACTIONS + rows)


def mixed(first: str, status: str) -> dict[str, File]:
    """An action that is no more than a word, and one that has fields."""
    return one(A, ACTIONS + f"  - {first}\n  - id: A0\n    status: {status}\n")


def test_what_may_follow_later() -> None:
    assert said(mixed("A1", "open"), mixed("A1", "done")) == []
    assert said(actions("open", "pending"), actions("done", "done")) == []
    assert said(actions("open"), actions("")) == []


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (actions("open", "done"), actions("done", "open")),
        (actions("done", "open"), actions("open", "done")),
        (actions("open"), actions("done", "open")),
        (actions("open", "open"), actions("done")),
        (actions("open"), actions("done", what="Sell")),
        (actions("open"), one(A, ACTIONS + "  - A0\n")),
        (mixed("A1", "open"), mixed("A2", "done")),
        (mixed("A1", "open"), actions("open", "open")),
        (actions("open", "open"), mixed("A1", "open")),
        (one(A, ACTIONS + "  - A0\n"), actions("open")),
        (actions("open"), one(A, ACTIONS.replace("actions:", "actions: done"))),
        (one(A, review("open")), one(A, review("open", date="2026-02-02"))),
    ],
)
def test_what_may_not(before: dict[str, File], after: dict[str, File]) -> None:
    assert len(said(before, after)) == 1


def caused(value: str) -> dict[str, File]:
    return one(A, f"{CHANGE}status: closed\ncaused_incidents: {value}\n")


def test_lists_are_added_to() -> None:
    assert said(caused("[INC-1]"), caused("[INC-1, INC-2]")) == []
    assert said(caused("[]"), caused("[INC-2]")) == []
    assert said(caused("INC-1"), caused("INC-1;INC-2")) == []
    for changed in ("[INC-2]", "[INC-2, INC-1]", "[]"):
        assert len(said(caused("[INC-1]"), caused(changed))) == 1
    assert len(said(caused("INC-1"), caused("INC-12"))) == 1


@pytest.mark.parametrize(
    ("version", "parts"),
    [("1.2", (1, 2)), ("1.10", (1, 10)), ("7", (7,)), ("1.x", ()), ("x.1", ()), ("", ()), ("²", ()), ("a", ()), (1.2, ()), (None, ())],
)  # fmt: skip
def test_versions_as_numbers(version: object, parts: tuple[int, ...]) -> None:
    assert number(version) == parts


def test_what_was_found_already_is_not_found_again() -> None:
    proposed = breaches_between(one(A, risk()), one(A, risk(title="Fire")), kinds())
    [alteration] = proposed.altered
    assert Breaches(Ledger((), (), 0, True), proposed).standing == (OpenBreach(alteration, None),)
    made = CommittedBreach(alteration, "c" * 40, "p" * 40, Identity("", ""), True)
    assert Breaches(Ledger((made,), (), 0, True), proposed).standing == (OpenBreach(alteration, made),)
    other = replace(made, alteration=alteration._replace(id="RSK-2"))
    both = (OpenBreach(other.alteration, other), OpenBreach(alteration, None))
    assert Breaches(Ledger((other,), (), 0, True), proposed).standing == both
    assert Breaches(Ledger((), (), 0, True)).standing == ()
    assert tuple(Breaches(Ledger((), (), 0, True), proposed).unread) == ()


def test_what_stands_is_what_steps_of_the_branch_did_and_nobody_put_right() -> None:
    [alteration] = breaches_between(one(A, risk()), one(A, risk(title="Fire")), kinds()).altered
    made = CommittedBreach(alteration, "c" * 40, "p" * 40, Identity("", ""), True)
    assert (made.restored, made.overridden, made.sentence) == ("", False, alteration.message)
    beside = replace(made, on_branch=False)
    overridden = replace(beside, overridden=True)
    mended = replace(made, restored="d" * 40)
    ledger = Ledger((made, beside, overridden, mended), (), 4, True)
    assert ledger.standing == (made, overridden)
    assert ledger.on_branch == (made, mended)
    assert ledger.beside == (beside, overridden)
    assert UnreadableFile("c" * 40, A, "it is damaged").compared == ""


def test_a_file_that_cannot_be_read_is_named_with_the_reason() -> None:
    broken = {
        "it cannot be read as YAML": b"kind: [risk\n",
        "it is not written in UTF-8": risk(title="Flüd").encode("latin-1"),
        "it contains no keys and values": b"- a\n- b\n",
        "it contains the marks of an unfinished merge": (
            "<<<<<<< ours\n" + risk() + "=======\n" + risk(title="Fire") + ">>>>>>> theirs\n"
        ).encode(),
    }
    for reason, raw in broken.items():
        found = breaches_between(one(A, risk()), {A: File(raw)}, kinds())
        assert (found.altered, found.unread) == ((), ((A, reason),)), reason
        assert tuple(Breaches(Ledger((), (), 0, True), found).unread) == ((A, reason),)


def test_a_record_in_markdown_that_cannot_be_read_is_named_with_the_reason() -> None:
    path = A.replace("yml", "md")
    broken = {
        "it has no front matter": "# Flood\n",
        "its front matter cannot be read": "---\nkind: [risk\n---\n",
        "it has neither kind nor id": "---\ntitle: Flood\n---\n",
        "it is larger than 1 MiB": f"---\n{risk()}---\n" + "Water. " * 150_000,
    }
    for reason, text in broken.items():
        found = breaches_between(one(path, f"---\n{risk()}---\n\nWas.\n"), one(path, text), kinds())
        assert (found.altered, found.unread) == ((), ((path, reason),)), reason
    no_id = one(path, "---\nkind: risk\n---\n")
    found = breaches_between(one(path, f"---\n{risk()}---\n"), no_id, kinds())
    assert [breach.fault for breach in found.altered] == ["deleted"], "the kind is enough to be read"
    assert found.unread == ()


def test_a_table_that_cannot_be_read_is_named_with_the_reason() -> None:
    header = one(A, "kind: incident\nid: REG-INC\ntitle: Incidents\ndata: inc.csv\n")
    rows, closed = "records/inc.csv", "id,status,title\nINC-1,closed,Mail\n"
    for reason, raw in {
        "it is not written in UTF-8": closed.replace("Mail", "Gerät").encode("latin-1"),
        "it has no column with the ids": closed.replace("id,", "number,").encode(),
    }.items():
        found = breaches_between({**header, **one(rows, closed)}, {**header, rows: File(raw)}, kinds())
        assert (found.altered, found.unread) == ((), ((rows, reason),)), reason


def test_a_file_that_a_commit_made_unreadable_is_named_unless_it_was_compared_later() -> None:
    seen = UnreadableFile("1" * 40, A, "it cannot be read as YAML", "2" * 40)
    unseen = UnreadableFile("123456789abc", P, "it has no front matter")
    assert tuple(Breaches(Ledger((), (seen, unseen), 0, True)).unread) == (
        (P, "commit 123456789 made it unreadable: it has no front matter"),
    )


def test_what_no_kind_is_known_for_may_vanish() -> None:
    assert said(one(A, "kind: nonsense\nid: X-1\n"), {}) == []
