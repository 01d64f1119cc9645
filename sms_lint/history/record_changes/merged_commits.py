"""Judges merged commits: what is closed on the branch may not be altered in them either, even if it is put back."""

from collections.abc import Iterator, Mapping

from sms_lint.history.record_changes.blobs import EntryVersion, HeldFile
from sms_lint.history.record_changes.comparing import Touched, UnreadFile, touched
from sms_lint.history.record_changes.parent_view import ParentView
from sms_lint.history.record_changes.paths import Graph, LineFiles
from sms_lint.history.record_changes.what_may_change import Verdict, is_protected, step_fault
from sms_lint.model.controlled_files import is_table
from sms_lint.model.node import Document


def beside(here: ParentView, graph: Graph, files: LineFiles, readable: Mapping[str, HeldFile]) -> None:
    """Judge a commit by what the branch held where it builds on it; a merge by each of its parents, too.

    A record that no step of the branch holds as closed may still be mended in the commits that bring it. Documents
    are judged on the branch alone: there their versions count.
    """
    branch = _Branch(here, files, readable)
    for entry in branch.touched():
        if is_table(entry.before.path):
            here.found.tables.setdefault(entry.before.id, {})[entry.before.path] = None
        # What may not vanish is compared first: to find it, the whole branch may have to be searched.
        protected = is_protected(here.kinds.get(entry.before.kind), entry.before)
        if protected and _is_as_before(here, entry):
            continue
        base = branch.base(entry.before)
        closed = base if base is not None and _is_closed(here, base) else None
        merges = len(here.commit.parents) > 1 and _is_closed(here, entry.before)
        # Most of what changes is closed nowhere: then it need not be read what it says.
        if not (closed or merges) or (not protected and _is_as_before(here, entry)):
            continue
        said = here.verdict(closed, entry.after) if closed else None
        against = _against_parent(here, graph, entry) if merges else None
        overridden = against is not None and here.view.on_line and not _told_elsewhere(here, graph, entry)
        here.note(entry.before, entry.after, said or against, overridden=overridden)


class _Branch:
    """What the branch holds where a commit builds on it."""

    def __init__(self, here: ParentView, files: LineFiles, readable: Mapping[str, HeldFile]) -> None:
        self._here, self._files, self._readable = here, files, readable
        self._contents, self._position = here.sides.contents, here.view.position

    def _at(self, path: str) -> HeldFile | None:
        return self._readable.get(path) or self._files.at(path, self._position)

    def touched(self) -> Iterator[Touched]:
        """Every entry that may have changed; of a file that could not be read, what the branch holds of it."""
        sides = self._here.sides
        yield from touched(sides)
        for path in sides.before:
            held = self._at(path)
            if held is not None and not sides.then(path).raw:
                content = self._contents.of(path, held, sides.old.tree if is_table(path) else {})
                for id_ in content.raw:
                    yield Touched(EntryVersion(id_, path, held, content), sides.entry_now(path, id_))

    def base(self, before: EntryVersion) -> EntryVersion | None:
        """An entry as the branch holds it."""
        held = self._at(before.path)
        if held is not None and held == before.held:
            return before
        if held is not None:
            tree = self._files.tree(self._position) if is_table(before.path) else {}
            content = self._contents.of(before.path, held, tree)
            if before.id in content.raw:
                return EntryVersion(before.id, before.path, held, content)
        if not is_protected(self._here.kinds.get(before.kind), before):
            return None
        tables = tuple(self._here.found.tables.get(before.id, ()))
        return self._contents.find(before.id, self._files.tree(self._position), tables)


def _is_closed(here: ParentView, entry: EntryVersion) -> bool:
    model = here.kinds.get(entry.kind)
    return model is not None and not issubclass(model, Document) and is_protected(model, entry)


def _is_as_before(here: ParentView, entry: Touched) -> bool:
    """Whether the entry did not change here, or was only put back."""
    after = entry.after
    if after is None:
        return False
    nothing = entry.before.held.mode == after.held.mode and entry.before.says_as(after)
    return nothing or here.found.is_sound(after)


def _against_parent(here: ParentView, graph: Graph, entry: Touched) -> Verdict | UnreadFile | None:
    """The verdict on what a merge does to an entry that is closed in what it merges."""
    said = here.verdict(entry.before, entry.after)
    return None if said is None or _taken_over(here, graph, entry) else said


def _told_elsewhere(here: ParentView, graph: Graph, entry: Touched) -> bool:
    """Whether what a step of the branch left out had been altered over there, or was altered on the branch before."""
    first, mine = here.commit.parents[0], here.commit.parents[here.view.side]
    model, held = here.kinds[entry.before.kind], here.found.sound.get(entry.before.id)
    if held is not None and step_fault(model, entry.before, held[0]) is None:
        return True
    common = graph.common(first, mine)
    tables = _tables(here, entry)
    base = here.sides.contents.find(entry.before.id, graph.tree(common), tables) if common else None
    return base is not None and _is_closed(here, base) and step_fault(model, base, entry.before) is not None


def _tables(here: ParentView, entry: Touched) -> tuple[str, ...]:
    """The tables in which an entry may be found: those that it is in, or was moved out of beside the branch."""
    now = entry.after.path if entry.after is not None else ""
    return (entry.before.path, now, *here.found.tables.get(entry.before.id, ()))


def _taken_over(here: ParentView, graph: Graph, entry: Touched) -> bool:
    """Whether the merge took what another parent did to it, and this one left alone: it is judged over there."""
    mine, find = here.commit.parents[here.view.side], here.sides.contents.find
    tables = _tables(here, entry)
    for other in here.commit.parents:
        if other != mine:
            common = graph.common(mine, other)
            base = find(entry.before.id, graph.tree(common), tables) if common else None
            lost = graph.is_under_trust(mine) and not graph.is_under_trust(other)
            if base is not None and base.says_as(entry.before) and not lost:
                there = find(entry.before.id, graph.tree(other), tables)
                if there is entry.after or (there and entry.after and there.says_as(entry.after)):
                    return True
    return False
