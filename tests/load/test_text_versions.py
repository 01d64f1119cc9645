"""The texts of a document as the branch brought them: another picture makes another text of the same bytes."""

from collections.abc import Iterable

from hypothesis import given
from hypothesis import strategies as st

from sms_lint.load.text_versions import HeldText, ShownChange, text_versions
from tests.history.approvals.company import POLICY

PATHS = ("policies/change.md", "processes/change.md")
WORDS = ("One.", "![Plan](chart.png)", "![Plan](chart.png)\n\n![Net](net.png) [other](other.md)")
TEXTS = {
    f"blob{number}": POLICY.format(
        version="1.0", text=words, lifecycle="active", effective="2026-01-10", approver="approver"
    ).encode()
    for number, words in enumerate(WORDS)
}
SHOWN = {"blob0": (), "blob1": ("chart.png",), "blob2": ("chart.png", "net.png")}

# What a step brings: a text to a path, none at all, or a file beside a path in some state.
TEXT = st.tuples(st.just("text"), st.sampled_from(PATHS[:1]), st.sampled_from(["", *TEXTS]))
FILE = st.tuples(
    st.just("file"),
    st.sampled_from(["policies/chart.png", "policies/net.png", "policies/spare.png"]),
    st.sampled_from(["", "a", "b", "link a"]),
)


@given(st.lists(st.lists(st.one_of(TEXT, FILE), max_size=4), max_size=8))
def test_a_text_is_another_where_it_shows_something_else(steps: list[list[tuple[str, str, str]]]) -> None:
    held, changes, line = [], [], tuple(f"c{number}" for number in range(len(steps)))
    wanted: list[tuple[int, str, tuple[str, ...]]] = []
    states: dict[str, str] = {}
    there = ""
    for position, step in enumerate(steps):
        last = {(what, path): value for what, path, value in step}  # a step changes a file once
        for (what, path), value in last.items():
            if what == "file":
                changes.append(ShownChange(position, path, value))
                states[path] = value
            else:
                held.append(HeldText(position, path, value))
                there = value
        if there:
            seen = tuple(states.get(f"policies/{name}", "") for name in SHOWN[there])
            if not wanted or wanted[-1][1:] != (there, seen):
                wanted.append((position, there, seen))

    def told(paths: frozenset[str]) -> Iterable[ShownChange]:
        return [change for change in changes if change.path in paths]

    found = text_versions(held, TEXTS, line, told, long=False).get("POL-CHG", ())
    assert [(text.position, tuple(file.state for file in text.shown)) for text in found] == [
        (position, seen) for position, _, seen in wanted
    ]
    assert len({text.content for text in found}) == len({each[1:] for each in wanted})


def test_a_text_that_moves_together_with_its_pictures_stays_what_it_was() -> None:
    held = [HeldText(0, PATHS[0], "blob1"), HeldText(1, PATHS[0], ""), HeldText(1, PATHS[1], "blob1")]
    changes = [
        ShownChange(0, "policies/chart.png", "a"),
        ShownChange(1, "policies/chart.png", ""),
        ShownChange(1, "processes/chart.png", "a"),
    ]
    (text,) = text_versions(held, TEXTS, ("c0", "c1"), lambda _: changes, long=False)["POL-CHG"]
    assert (text.path, text.position, text.shown[0].path) == (PATHS[1], 0, "processes/chart.png")
