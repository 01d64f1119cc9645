"""Nothing is read, written or removed through a link, and nothing that is not ours is removed."""

import os
import subprocess
import sys
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest

from sms_lint.ground.errors import SmsError
from sms_lint.outside.disk import (
    MARK,
    PlainFiles,
    create_all,
    create_file,
    files_below,
    given,
    lay_out,
    locked,
    made_anew,
    make_parent,
    read_plain,
    refuse_foreign,
    removed,
    take_place,
    write_file,
    write_given,
)


@pytest.fixture
def outside(tmp_path: Path) -> Path:
    """A folder that nobody may reach."""
    folder = tmp_path / "victim"
    (folder / "pages").mkdir(parents=True)
    (folder / "pages" / "kept.txt").write_text("mine", "utf-8")
    return folder


@pytest.fixture
def root(tmp_path: Path) -> Path:
    folder = tmp_path / "root"
    (folder / "a").mkdir(parents=True)
    (folder / "a" / "b.yml").write_bytes(b"text")
    return folder


def untouched(outside: Path) -> bool:
    kept = outside / "pages" / "kept.txt"
    return kept.read_text("utf-8") == "mine" and sorted(outside.rglob("*")) == [outside / "pages", kept]


def test_plain_files_are_read(root: Path) -> None:
    files = PlainFiles(root)
    assert files.is_file("a/b.yml")
    assert files.size("a/b.yml") == 4
    assert read_plain(root, "a/b.yml") == b"text"
    assert list(files_below(root, "")) == ["a/b.yml"]
    assert list(files_below(root, "none")) == []


@pytest.mark.parametrize(
    "target", ["../victim", "a", "link", "none"], ids=["out", "inside", "loop", "broken"]
)
def test_a_link_at_any_part_of_a_path_is_refused(root: Path, outside: Path, target: str) -> None:
    (root / "link").symlink_to(target)
    (root / "a" / "link.yml").symlink_to("b.yml")
    for path in ("link", "link/pages/kept.txt", "link/b.yml", "a/link.yml"):
        assert not PlainFiles(root).is_file(path)
        with pytest.raises(OSError, match="link to another place"):
            read_plain(root, path)
    assert list(files_below(root, "")) == ["a/b.yml"]


@pytest.mark.parametrize(
    "path", ["../victim/pages/kept.txt", "a/../../victim/pages/kept.txt", "/etc/hosts", "a\0b"]
)
def test_a_path_that_leads_out_is_no_file(root: Path, outside: Path, path: str) -> None:
    assert not PlainFiles(root).is_file(path)
    with pytest.raises(OSError, match="no file of the repository"):
        read_plain(root, path)


def test_a_pipe_is_refused_at_once(root: Path) -> None:
    os.mkfifo(root / "a" / "pipe.yml")
    assert not PlainFiles(root).is_file("a/pipe.yml")
    with pytest.raises(OSError, match="neither a file nor a folder"):
        read_plain(root, "a/pipe.yml")
    with pytest.raises(OSError, match="neither a file nor a folder"):
        read_plain(root, "a")


def test_files_are_written_whole(root: Path) -> None:
    write_file(root, "new/file.txt", b"one")
    write_file(root, "new/file.txt", b"two")
    assert not create_file(root, "new/file.txt", b"three")
    assert create_file(root, "new/other.txt", b"three")
    make_parent(root / "given" / "out.txt", root)
    write_given(root / "given" / "out.txt", [b"a", b"b"], root)
    assert (root / "given" / "out.txt").read_bytes() == b"ab"
    assert sorted(path.name for path in (root / "new").iterdir()) == ["file.txt", "other.txt"]
    assert (root / "new" / "file.txt").read_bytes() == b"two"


WRITERS: list[Callable[[Path, str], object]] = [
    lambda root, path: write_file(root, path, b"x"),
    lambda root, path: create_file(root, path, b"x"),
    lambda root, path: create_all(root, {path: b"x"}),
    lambda root, path: lay_out(root, {path: b"x"}),
    lambda root, path: write_given(root / path, [b"x"], root),
]


@pytest.mark.parametrize("write", WRITERS)
def test_nothing_is_written_through_a_link(
    root: Path, outside: Path, write: Callable[[Path, str], object]
) -> None:
    (root / "link").symlink_to(outside)
    (root / "a" / "kept").symlink_to(outside / "pages" / "kept.txt")
    with pytest.raises(SmsError, match="is a link to another place"):
        write(root, "link/pages/new.txt")
    with suppress(SmsError):  # a name that is taken is no fault of some of them
        write(root, "a/kept")
    assert untouched(outside)


def test_one_run_alone_takes_a_number(root: Path) -> None:
    assert create_all(root, {"n/1": b"a", "n/1.more": b"b"})
    assert not create_all(root, {"n/1": b"c", "n/1.more": b"d"})
    assert sorted(path.name for path in (root / "n").iterdir()) == ["1", "1.more"]


def test_a_folder_of_ours_is_made_anew_and_replaced(root: Path) -> None:
    fresh = made_anew(root / ".out.new")
    lay_out(fresh, {"a/index.html": b"1"})
    take_place(root / "out", fresh)
    take_place(root / "out", made_anew(root / ".out.new"))
    assert [path.name for path in (root / "out").iterdir()] == [MARK]
    assert sorted(path.name for path in root.iterdir()) == ["a", "out"]


def test_what_carries_no_mark_is_never_removed(root: Path, outside: Path) -> None:
    (root / "empty").mkdir()
    removed(made_anew(root / "empty"))
    (root / "link").symlink_to(outside)
    made = made_anew(root / "made")
    (made / "into").symlink_to(outside)  # in a folder of ours: the link goes, what it leads to stays
    removed(made)
    for place in (outside, root / "link", outside / "pages" / "kept.txt"):
        for act in (removed, made_anew, refuse_foreign):
            with pytest.raises(SmsError, match=r"link to another place|not a site made by sms-lint"):
                act(place)
    with pytest.raises(SmsError, match="not a site made by sms-lint"):
        take_place(outside, made_anew(root / ".new"))
    assert untouched(outside)


def test_a_removal_that_was_cut_short_goes_on(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = made_anew(root / "made")
    lay_out(folder, {"a/b": b"", "c": b""})

    def stop(path: Path) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr("shutil.rmtree", stop)
        with pytest.raises(KeyboardInterrupt):
            removed(folder)
    removed(folder)
    assert not folder.exists()


def test_a_place_on_the_command_line(root: Path, outside: Path) -> None:
    (root.parent / "alias").symlink_to(root)
    (root / "out").symlink_to(outside)
    (root.parent / "elsewhere").symlink_to(outside)
    assert given(root / "fine" / "site", root) == root / "fine" / "site"
    assert given(root.parent / "elsewhere" / "site", root) == root.parent / "elsewhere" / "site"
    for path in (
        root / "out",
        root / "out" / "site",
        root.parent / "alias" / "out" / "site",
        root / "a" / ".." / "out",
    ):
        with pytest.raises(SmsError, match="is a link to another place"):
            given(path, root)
    with pytest.raises(SmsError, match="name the place itself"):
        given(root / "out")


def test_the_second_run_waits_and_says_so(root: Path) -> None:
    said: list[str] = []
    with (
        locked(root, "build/.lock", said.append),
        pytest.raises(SmsError, match="another run of sms-lint has been writing"),
        locked(root, "build/.lock", said.append, late=0.1),
    ):
        pass
    assert said == [f"Another run of sms-lint is writing into {root}; waiting for it"]
    with locked(root, "build/.lock", said.append, late=0.1):
        assert len(said) == 1
    assert list((root / "build").iterdir()) == []


HOLDER = """
import sys, time
from pathlib import Path
from sms_lint.outside.disk import locked
with locked(Path(sys.argv[1]), ".lock", print):
    print("held", flush=True)
    time.sleep(60)
"""


def test_a_run_that_was_killed_leaves_no_lock(root: Path) -> None:
    with subprocess.Popen([sys.executable, "-c", HOLDER, str(root)], stdout=subprocess.PIPE) as holder:
        assert holder.stdout is not None
        assert holder.stdout.readline() == b"held\n"
        holder.kill()
    with locked(root, ".lock", print, late=5):
        assert (root / ".lock").is_file()


def test_a_lock_that_is_a_link_is_refused(root: Path, outside: Path) -> None:
    (root / ".lock").symlink_to(outside / "lock")
    with pytest.raises(SmsError, match="link to another place"), locked(root, ".lock", print):
        pass
    assert untouched(outside)
