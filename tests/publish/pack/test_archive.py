"""Archives: what is written is read, and nothing else is; a write that is cut short leaves what was there."""

import io
import os
import random
import resource
import signal
import stat
import subprocess
import sys
import tarfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Literal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sms_lint.ground.errors import SmsError
from sms_lint.publish.pack import Limits, PackError, name_fault, read_archive, read_folder, write_archive
from sms_lint.publish.pack.archive import archive, files_of
from tests.publish.pack.making import pack

Entry = tuple[tarfile.TarInfo, bytes]


def packed(files: dict[str, bytes]) -> bytes:
    return b"".join(archive(files))


def test_what_is_written_is_read(tmp_path: Path) -> None:
    files = pack()
    write_archive(tmp_path / "a.tar", files)
    assert read_archive(tmp_path / "a.tar") == files
    assert list(tmp_path.iterdir()) == [tmp_path / "a.tar"]
    write_archive(tmp_path / "b.tar", dict(reversed(files.items())))
    assert (tmp_path / "a.tar").read_bytes() == (tmp_path / "b.tar").read_bytes()


def test_other_programs_read_it(tmp_path: Path) -> None:
    files = {**pack(), "data/" + "/".join(["x" * 40] * 3): b"a name in two parts"}
    write_archive(tmp_path / "a.tar", files)
    subprocess.run(["tar", "-xf", "a.tar"], cwd=tmp_path, check=True, capture_output=True)
    assert read_folder(tmp_path / "pack") == files
    with tarfile.open(tmp_path / "a.tar") as opened:
        members = opened.getmembers()
    assert {(member.mtime, member.uid, member.gid, member.mode, member.uname) for member in members} == {
        (0, 0, 0, 0o644, "")
    }
    assert [member.name for member in members] == sorted(member.name for member in members)


NAMES = st.from_regex(r"[a-z][a-z0-9._-]{0,8}[a-z](/[a-z0-9_]{1,5}){0,2}", fullmatch=True)


@given(st.dictionaries(NAMES, st.binary(max_size=1100), max_size=5))
def test_whatever_may_be_written_comes_back(files: dict[str, bytes]) -> None:
    if name_fault(files):
        with pytest.raises(PackError, match=r"one on some systems|a file and a folder"):
            files_of(packed(files))
    else:
        assert files_of(packed(files)) == files


@given(st.binary(max_size=2000))
def test_any_bytes_are_read_or_refused(raw: bytes) -> None:
    with pytest.raises(PackError):
        files_of(raw)


def entry(name: str, content: bytes = b"x", **about: object) -> Entry:
    info = tarfile.TarInfo(name)
    info.size, info.mode = len(content), 0o644
    for field, value in about.items():
        setattr(info, field, value)
    return info, content


def made(*entries: Entry, form: Literal[0, 1, 2] = tarfile.USTAR_FORMAT, tail: bytes = bytes(1024)) -> bytes:
    stream = io.BytesIO()
    for info, content in entries:
        stream.write(info.tobuf(form, "utf-8", "surrogateescape"))
        stream.write(content + bytes(-len(content) % 512))
    return stream.getvalue() + tail


def link(name: str, to: str, kind: bytes) -> Entry:
    return entry(name, b"", type=kind, linkname=to)


HOSTILE = {
    "an absolute path": made(entry("/etc/passwd")),
    "an absolute path in the folder": made(entry("pack//etc/passwd")),
    "a way out": made(entry("pack/../../x")),
    "a way out at the end": made(entry("pack/a/..")),
    "a way out, by backslash": made(entry("pack/..\\x")),
    "outside of the folder": made(entry("other/x")),
    "the folder itself as a file": made(entry("pack")),
    "a symbolic link": made(link("pack/a", "/etc/passwd", tarfile.SYMTYPE)),
    "a link, then a file through it": made(link("pack/a", "/tmp", tarfile.SYMTYPE), entry("pack/a/b")),
    "a hard link": made(link("pack/a", "pack/b", tarfile.LNKTYPE)),
    "a device": made(entry("pack/a", b"", type=tarfile.CHRTYPE, devmajor=1, devminor=3)),
    "a block device": made(entry("pack/a", b"", type=tarfile.BLKTYPE, devmajor=8)),
    "a pipe": made(entry("pack/a", b"", type=tarfile.FIFOTYPE)),
    "a folder": made(entry("pack/a", b"", type=tarfile.DIRTYPE)),
    "a contiguous file": made(entry("pack/a", type=tarfile.CONTTYPE)),
    "a file of the oldest form": made(entry("pack/a", type=tarfile.AREGTYPE)),
    "names that differ in case": made(entry("pack/A"), entry("pack/a")),
    "folders that differ in case": made(entry("pack/A/x"), entry("pack/a/y")),
    "a name in other letters": made(entry("pack/caf\u00e9")),
    "a name composed otherwise": made(entry("pack/cafe\u0301")),
    "a name twice": made(entry("pack/a"), entry("pack/a", b"other")),
    "a file that is a folder": made(entry("pack/a"), entry("pack/a/b")),
    "out of order": made(entry("pack/b"), entry("pack/a")),
    "a line end in a name": made(entry("pack/a\nb")),
    "an option as a name": made(entry("pack/-rf")),
    "extended by pax": made(entry("pack/a", pax_headers={"path": "pack/b"}), form=tarfile.PAX_FORMAT),
    "pax for all": tarfile.TarInfo.create_pax_global_header({"path": "/x"}) + made(entry("pack/a")),
    "a long name of GNU": made(entry("pack/" + "x" * 120), form=tarfile.GNU_FORMAT),
    "with holes": made(entry("pack/a", type=tarfile.GNUTYPE_SPARSE), form=tarfile.GNU_FORMAT),
    "in GNU's form": made(entry("pack/a"), form=tarfile.GNU_FORMAT),
    "owned by somebody": made(entry("pack/a", uid=1000)),
    "owned by a name": made(entry("pack/a", uname="root")),
    "with a date": made(entry("pack/a", mtime=1)),
    "a program": made(entry("pack/a", mode=0o755)),
    "with the bit of its owner": made(entry("pack/a", mode=0o4644)),
    "bytes behind its end": made(entry("pack/a"), tail=bytes(1024) + b"x"),
    "zeros behind its end": made(entry("pack/a"), tail=bytes(10240)),
    "another archive behind its end": made(entry("pack/a")) * 2,
    "no end": made(entry("pack/a"), tail=b""),
    "half an end": made(entry("pack/a"), tail=bytes(512)),
    "bytes in a gap": made(entry("pack/a")).replace(b"x" + bytes(511), b"x" + bytes(510) + b"y"),
    "more than there is": made(entry("pack/a", size=100_000)),
    "more than is allowed": made(entry("pack/a", size=8**11 - 1)),
    "a size below nothing": made(entry("pack/a")).replace(b"00000000001\0", b"-0000000001\0"),
    "compressed": b"\x1f\x8b\x08" + bytes(1021),
    "a file of ZIP": b"PK\x03\x04" + bytes(1020),
    "nothing": b"",
}  # fmt: skip


@pytest.mark.parametrize("raw", HOSTILE.values(), ids=HOSTILE.keys())
def test_a_hostile_archive_is_refused(raw: bytes, tmp_path: Path) -> None:
    (tmp_path / "x.tar").write_bytes(raw)
    with pytest.raises(PackError) as refused:
        read_archive(tmp_path / "x.tar")
    assert str(refused.value).isprintable()
    assert list(tmp_path.iterdir()) == [tmp_path / "x.tar"]


def test_what_the_hostile_ones_are_made_like_is_read() -> None:
    assert files_of(made(entry("pack/a"), entry("pack/b", b"y"))) == {"a": b"x", "b": b"y"}


def test_limits(tmp_path: Path) -> None:
    write_archive(tmp_path / "a.tar", {"a": bytes(1000), "b": b"", "c": b""})
    for limits in (Limits(files=2), Limits(octets=999)):
        with pytest.raises(PackError, match=r"more than|larger than"):
            read_archive(tmp_path / "a.tar", limits)
    assert read_archive(tmp_path / "a.tar", Limits(3, 1000))
    (tmp_path / "large").mkdir()
    (tmp_path / "large/a").write_bytes(bytes(1000))
    (tmp_path / "large/b").write_bytes(b"x")
    for limits in (Limits(files=1), Limits(octets=1000)):
        with pytest.raises(PackError, match="more"):
            read_folder(tmp_path / "large", limits)


def test_a_huge_file_is_refused_unread(tmp_path: Path) -> None:
    with (tmp_path / "a.tar").open("wb") as stream:
        stream.truncate(1 << 40)
    with pytest.raises(PackError, match="larger than a pack may be"):
        read_archive(tmp_path / "a.tar")


def test_what_cannot_be_opened_is_said(tmp_path: Path) -> None:
    with pytest.raises(SmsError, match="there is no"):
        read_archive(tmp_path / "a.tar")
    os.mkfifo(tmp_path / "pipe")
    for path in (tmp_path, tmp_path / "pipe"):
        with pytest.raises(SmsError, match="is no file"):
            read_archive(path)
    with pytest.raises(SmsError, match="cannot be read"):
        read_folder(tmp_path / "none")


def _symbolic_link(at: Path) -> None:
    at.symlink_to("/etc/passwd")


def _link_to_folder(at: Path) -> None:
    at.symlink_to("/tmp")


def _dangling_link(at: Path) -> None:
    at.symlink_to("nowhere")


def _socket(at: Path) -> None:
    os.mknod(at, stat.S_IFSOCK | 0o600)


@pytest.mark.parametrize("make", [_symbolic_link, _link_to_folder, _dangling_link, os.mkfifo, _socket])
def test_a_folder_holds_files_only(make: Callable[[Path], None], tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    make(tmp_path / "data" / "x")
    with pytest.raises(PackError, match="where only files are allowed"):
        read_folder(tmp_path)


@pytest.mark.parametrize("name", ["a b", "-x", "a\nb", "é", "a."])
def test_a_folder_holds_plain_names_only(name: str, tmp_path: Path) -> None:
    (tmp_path / name).write_bytes(b"")
    with pytest.raises(PackError, match="not allowed"):
        read_folder(tmp_path)


def test_a_name_that_does_not_fit_is_not_written(tmp_path: Path) -> None:
    with pytest.raises(SmsError, match="cannot be packed"):
        write_archive(tmp_path / "a.tar", {"../a": b""})
    assert not list(tmp_path.iterdir())


def test_a_folder_that_cannot_be_written(tmp_path: Path) -> None:
    with pytest.raises(SmsError, match="cannot be written"):
        write_archive(tmp_path / "none" / "a.tar", {"a": b""})
    (tmp_path / "a.tar").mkdir()
    with pytest.raises(SmsError, match="cannot be written"):
        write_archive(tmp_path / "a.tar", {"a": b""})
    assert list(tmp_path.iterdir()) == [tmp_path / "a.tar"]


WRITE = """
import resource, sys
from pathlib import Path
from sms_lint.ground.errors import SmsError
from sms_lint.publish.pack import write_archive
most = int(sys.argv[2])
if most:
    resource.setrlimit(resource.RLIMIT_FSIZE, (most, most))
print("ready", flush=True)
try:
    while True:
        write_archive(Path(sys.argv[1]), {f"f{number}": bytes(50_000) for number in range(40)})
except SmsError as error:
    sys.exit(str(error))
"""


@pytest.mark.parametrize("most", [1, 512, 600, 50_000, 1_000_000, 2_022_399])
def test_a_full_disk_leaves_what_was_there(most: int, tmp_path: Path) -> None:
    assert resource.RLIMIT_FSIZE is not None
    target = tmp_path / "a.tar"
    target.write_bytes(b"old")
    done = subprocess.run(
        [sys.executable, "-c", WRITE, str(target), str(most)], check=False, capture_output=True, text=True
    )
    assert "cannot be written" in done.stderr
    assert "nothing was changed" in done.stderr
    assert list(tmp_path.iterdir()) == [target]
    assert target.read_bytes() == b"old"


def test_whoever_is_killed_leaves_the_old_or_the_new(tmp_path: Path) -> None:
    whole = packed({f"f{number}": bytes(50_000) for number in range(40)})
    chance = random.Random(7)
    for number in range(12):
        target = tmp_path / f"{number}.tar"
        target.write_bytes(b"old")
        with subprocess.Popen(
            [sys.executable, "-c", WRITE, str(target), "0"], stdout=subprocess.PIPE, text=True
        ) as running:
            assert running.stdout is not None
            running.stdout.readline()
            time.sleep(chance.random() * 0.02)
            running.send_signal(signal.SIGKILL)
            running.wait()
        assert target.read_bytes() in (b"old", whole)
        left = [path.name for path in tmp_path.iterdir() if not path.name[0].isdigit()]
        assert all(name.startswith(".") and name.endswith(".part") for name in left)
