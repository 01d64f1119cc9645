"""Which files each commit holds, and how commits descend from each other: told from what each commit changed."""

from collections.abc import Mapping

from sms_lint.history.record_changes.blobs import HeldFile
from sms_lint.history.record_changes.paths import Graph, LineFiles, sides_of, under_trust
from sms_lint.outside.git import Commit, Commits, FileChange, Identity

NOBODY = Identity("", "")
A, B, C = "records/a.yml", "records/b.yml", "records/c.yml"


def change(path: str, before: str, after: str, mode: str = "100644") -> FileChange:
    return FileChange(path, "100644" if before else "", mode if after else "", before, after)


class Told:
    """Commits in the order in which they are told; what each changed, for each of its parents."""

    def __init__(self) -> None:
        self.commits: list[Commit] = []
        self.changes: dict[str, tuple[tuple[FileChange, ...], ...]] = {}

    def commit(self, id_: str, parents: str, *sides: tuple[FileChange, ...]) -> None:
        self.commits.append(Commit(id_, tuple(parents), NOBODY, NOBODY, "", None, ""))
        self.changes[id_] = sides or ((),)

    def read(self) -> Commits:
        by_id: Mapping[str, Commit] = {one.id: one for one in reversed(self.commits)}
        return Commits(self.commits[-1].id, True, by_id, self.changes, {})

    def graph(self) -> Graph:
        commits = self.read()
        return Graph(commits, commits.line(), LineFiles(commits, commits.line()))


def held(**files: str) -> dict[str, HeldFile]:
    return {f"records/{name}.yml": HeldFile("100644", blob) for name, blob in files.items()}


def branched() -> Told:
    """On the branch: m, n, r (merges y), s. Beside it: x and y on m; z on y, which nobody merged; o on nothing."""
    told = Told()
    told.commit("m", "", (change(A, "", "1"), change("README.md", "", "9")))
    told.commit("x", "m", (change(B, "", "2"),))
    told.commit("n", "m", (change(A, "1", "3"),))
    told.commit("y", "x", (change(A, "1", "4"), change(B, "2", "")))
    told.commit("o", "", (change(C, "", "7"),))
    told.commit("r", "ny", (change(C, "", "5"),), (change(A, "4", "3"), change(C, "", "5")))
    told.commit("z", "y", (change(C, "", "6"),))
    told.commit("s", "r", (change(A, "3", ""),))
    return told


def test_the_sides_of_a_change() -> None:
    changes = (
        change(A, "1", "2", "100755"),
        change(B, "", "3"),
        change(C, "4", ""),
        change("notes.txt", "5", "6"),
        change("records/.a.yml", "7", "8"),
    )
    before, after = sides_of(changes)
    assert before == {A: HeldFile("100644", "1"), C: HeldFile("100644", "4")}
    assert after == {A: HeldFile("100755", "2"), B: HeldFile("100644", "3")}


def test_the_files_at_each_step() -> None:
    commits = branched().read()
    files = LineFiles(commits, commits.line())
    assert commits.line() == ("m", "n", "r", "s")
    trees = [held(a="1"), held(a="3"), held(a="3", c="5"), held(c="5")]
    assert [files.tree(position) for position in range(4)] == trees
    assert [files.tree(position) for position in (2, 0, 0, 3)] == [trees[2], trees[0], trees[0], trees[3]]
    assert files.tree(0) is files.tree(0)
    blobs = [one and one.blob for one in (files.at(A, position) for position in range(-1, 5))]
    assert blobs == [None, "1", "3", "3", None, None]
    assert files.at("records/none.yml", 2) is None
    assert files.tree(-1) == {}
    assert [LineFiles(commits, commits.line()).tree(position) for position in (1, 2)] == trees[1:3], (
        "asked for first"
    )


def test_the_files_of_any_commit() -> None:
    graph = branched().graph()
    expected = {
        "m": held(a="1"), "x": held(a="1", b="2"), "y": held(a="4"), "z": held(a="4", c="6"), "o": held(c="7"),
        "r": held(a="3", c="5"), "s": held(c="5"),
    }  # fmt: skip
    for order in (expected, reversed(expected)):
        assert {commit: graph.tree(commit) for commit in order} == expected
    assert [branched().graph().tree(commit) for commit in "zyx"] == [expected[commit] for commit in "zyx"]


def test_a_parent_that_is_not_there_held_nothing() -> None:
    told = Told()
    told.commit("y", "x", (change(A, "1", "2"),))
    told.commit("z", "y", (change(B, "", "3"),))
    told.commit("m", "", (change(C, "", "4"),))
    graph = told.graph()
    assert graph.tree("z") == held(a="2", b="3")
    assert graph.tree("y") == held(a="2")
    assert graph.ancestors("z") == {"y", "z"}
    assert graph.forks() == {"y": -1, "z": -1, "m": 0}


def test_the_latest_step_that_a_commit_builds_on() -> None:
    told = branched()
    told.commit("t", "sz")
    told.commit("u", "zn")
    told.commit("v", "t")
    assert told.graph().forks() == {
        "m": 0,
        "n": 1,
        "r": 2,
        "s": 3,
        "t": 4,
        "v": 5,
        "x": 0,
        "y": 0,
        "z": 0,
        "o": -1,
        "u": 1,
    }


def test_what_a_commit_builds_on() -> None:
    graph = branched().graph()
    assert graph.ancestors("m") == {"m"}
    assert graph.ancestors("z") == {"z", "y", "x", "m"}
    assert graph.ancestors("s") == {"s", "r", "n", "y", "x", "m"}
    assert graph.ancestors("none") == frozenset()


def test_the_latest_commit_that_two_build_on() -> None:
    graph = branched().graph()
    for first, second, common in (
        ("n", "y", "m"), ("z", "s", "y"), ("x", "y", "x"), ("o", "s", ""), ("n", "n", "n"), ("r", "z", "y"),
    ):  # fmt: skip
        assert graph.common(first, second) == common
        assert graph.common(second, first) == common


def test_commits_under_trust() -> None:
    told = Told()
    told.commit("a", "")
    told.commit("b", "a", (change("trust.yml", "", "1"),))
    told.commit("c", "a")
    told.commit("d", "cb", (change("trust.yml", "", "1"),), ())
    told.commit("e", "c")
    told.commit("f", "eb", (), ())
    told.commit("g", "f")
    told.commit("h", "c", (change("policies/trust.yml", "", "1"),))
    told.commit("i", "c", (change("trust.yml", "1", ""),))
    assert under_trust(told.read()) == set("bdfgi")
    graph = told.graph()
    assert [commit for commit in "abcdefghi" if graph.is_under_trust(commit)] == list("bdfgi")
