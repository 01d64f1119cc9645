"""One anchor: one byte form, everything else is refused."""

import hashlib
import json
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sms_lint.history.anchors import AnchorEntry, AnchorError, entry_bytes, read_entries, read_entry

ENTRY = AnchorEntry(2, "a" * 40, "b" * 64, "c" * 64, "https://git.example/sms", "main")
RAW = (
    '{"branch":"main","format":"sms-lint-anchor-1","head":"' + "a" * 40 + '","number":2,"previous":"' + "c" * 64
    + '","repository":"https://git.example/sms","tree":"' + "b" * 64 + '"}\n'
).encode()  # fmt: skip
text = st.text(st.characters(categories=("L", "N", "P", "S")), max_size=30)
hexes = st.text("0123456789abcdef", min_size=64, max_size=64)
entries = st.builds(
    AnchorEntry, st.integers(1, 999_999), hexes.map(lambda digest: digest[:40]) | hexes, hexes, hexes | st.just(""), text, text
)  # fmt: skip


def refused(raw: bytes) -> str:
    with pytest.raises(AnchorError) as caught:
        read_entry(raw)
    return str(caught.value)


def test_the_one_form() -> None:
    assert entry_bytes(ENTRY) == RAW
    assert read_entry(RAW) == ENTRY
    assert hashlib.sha256(RAW).hexdigest() == ENTRY.digest
    assert (ENTRY.path, ENTRY.token_path) == ("records/anchors/000002.json", "records/anchors/000002.tsr")


@given(entries)
def test_what_is_written_is_read_again(entry: AnchorEntry) -> None:
    assert read_entry(entry_bytes(entry)) == entry


@given(entries, st.integers(0, 1000), st.binary(min_size=1, max_size=3), st.booleans())
def test_no_other_bytes_are_the_same_anchor(entry: AnchorEntry, at: int, put: bytes, instead: bool) -> None:
    raw = entry_bytes(entry)
    at %= len(raw)
    changed = raw[:at] + put + raw[at + (len(put) if instead else 0) :]
    try:
        found = read_entry(changed)
    except AnchorError:
        return
    assert changed == raw or found != entry


@given(st.binary(max_size=300) | st.text(max_size=300).map(str.encode))
def test_any_bytes_are_read_or_refused(raw: bytes) -> None:
    refused(raw)


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | text, lambda inner: st.lists(inner, max_size=3)
    | st.dictionaries(text, inner, max_size=3), max_leaves=5,
)  # fmt: skip


@given(
    st.sampled_from(["branch", "format", "head", "number", "previous", "repository", "tree", "more"]),
    json_values,
)
def test_any_value_in_any_field_is_read_or_refused(name: str, value: object) -> None:
    whole = {**json.loads(RAW), name: value}
    raw = (json.dumps(whole, sort_keys=True, separators=(",", ":"), ensure_ascii=False) + "\n").encode()
    try:
        assert read_entry(raw).raw == raw
    except AnchorError:
        return


@pytest.mark.parametrize(
    ("raw", "why"),
    [
        (RAW[:-1], "the only allowed form"),
        (RAW[:-2], "cut off"),
        (b"\xef\xbb\xbf" + RAW, "not JSON"),
        (RAW + b"\n", "the only allowed form"),
        (RAW.replace(b":2", b": 2"), "the only allowed form"),
        (RAW.replace(b'"number":2', b'"number":2,"number":2'), "a key twice"),
        (RAW.replace(b'"number":2', b'"number":1,"number":2'), "a key twice"),
        (RAW.replace(b"main", b"m\\u0061in"), "the only allowed form"),
        (RAW.replace(b"main", b"\\ud800"), "`branch` is not plain text"),
        (RAW.replace(b"main", b"\\u001b[2J"), "`branch` is not plain text"),
        (RAW.replace(b"main", "m\u202ein".encode()), "`branch` is not plain text"),
        (RAW.replace(b'"main"', b"[]"), "`branch` is not plain text"),
        (RAW.replace(b":2", b":0"), "`number`"),
        (RAW.replace(b":2", b":-1"), "`number`"),
        (RAW.replace(b":2", b":1000000"), "`number`"),
        (RAW.replace(b":2", b":" + b"9" * 5000), "not JSON"),
        (RAW.replace(b":2", b":2.0"), "`number`"),
        (RAW.replace(b":2", b":true"), "`number`"),
        (RAW.replace(b":2", b':"2"'), "`number`"),
        (RAW.replace(b"aaaa", b"AAAA"), "`head`"),
        (RAW.replace(b"aaaa", b"aaa"), "`head`"),
        (RAW.replace(b"bbbb", b"bbb"), "`tree`"),
        (RAW.replace(b"b" * 64, b""), "`tree`"),
        (RAW.replace(b"cccc", b"ccc"), "`previous`"),
        (RAW.replace(b"-1", b"-2"), "newer version"),
        (RAW.replace(b'"branch"', b'"Branch"'), "unknown field: `Branch`"),
        (RAW.replace(b'"branch":"main",', b""), "no `branch`"),
        (b"[]\n", "not a group of fields"),
        (b"[" * 100_000, "too large"),
        (b"[" * 60_000, "not JSON"),
        (RAW.decode().encode("utf-16"), "not JSON"),
    ],
)
def test_other_forms_are_refused(raw: bytes, why: str) -> None:
    assert why in refused(raw)


def test_files_among_the_anchors() -> None:
    first = replace(ENTRY, number=1, previous="")
    found = read_entries(
        {
            first.path: first.raw,
            first.token_path: b"token",
            "records/anchors/000003.json": RAW,
            "records/anchors/000004.json": b"{}",
            "records/anchors/000005.tsr": b"token",
            "records/anchors/.anchor-half": b"",
            "records/anchors/notes.txt": b"",
            "records/anchors/sub/000001.json": first.raw,
            "records/anchors/1.json": first.raw,
            "records/incidents.yml": b"",
            "records/anchorsite/000001.json": b"",
        }
    )
    assert [(entry.number, entry.token) for entry in found.entries] == [(1, b"token")]
    assert dict(found.flaws) == {
        "records/anchors/000003.json": "the file is named for anchor 3, but it is anchor 2",
        "records/anchors/000004.json": "it has no `branch`",
        "records/anchors/000005.tsr": "this is the token of an anchor that does not exist",
        "records/anchors/notes.txt": "this file does not belong among the anchors; move it elsewhere",
        "records/anchors/sub/000001.json": "this file does not belong among the anchors; move it elsewhere",
        "records/anchors/1.json": "this file does not belong among the anchors; move it elsewhere",
    }


@pytest.mark.parametrize(
    ("raw", "why"),
    [
        (RAW[:-2], "the file is not JSON in UTF-8, or it is cut off"),
        (
            RAW[:-1],
            "the file is not in the only allowed form: it has a key twice, spaces or another order",
        ),
        (
            RAW.replace(b"-1", b"-2"),
            "this is an anchor of another type, or of a newer version of this program",
        ),
        (RAW.replace(b":2", b":0"), "`number` is not a whole number from 1 to 999999"),
        (RAW.replace(b"cccc", b"ccc"), f"`previous` does not have the expected form: `{'c' * 48}`"),
        (RAW.replace(b"bbbb", b"b" * 40), f"`tree` does not have the expected form: `{'b' * 80}`"),
        (RAW.replace(b"main", b"\\ud800"), "`branch` is not plain text"),
        (
            RAW.replace(b'"branch"', b'"' + b"x" * 90 + b'"'),
            f"it has an unknown field: `{'x' * 80}`",
        ),
        (RAW.replace(b'"branch":"main",', b""), "it has no `branch`"),
        (b"[]\n", "the file is not a group of fields"),
        (b" " * (64 * 1024 + 1), "the file is too large for an anchor"),
        (b" " * (64 * 1024), "the file is not JSON in UTF-8, or it is cut off"),
    ],
)
def test_why_it_is_refused(raw: bytes, why: str) -> None:
    assert refused(raw) == why


def test_texts_of_a_thousand_characters_are_read() -> None:
    longest = replace(ENTRY, branch="x" * 1000)
    assert read_entry(longest.raw) == longest
    assert refused(replace(ENTRY, branch="x" * 1001).raw) == "`branch` is not plain text"


def test_the_form_holds_other_scripts_as_they_are() -> None:
    entry = replace(ENTRY, branch="größe")
    assert "größe".encode() in entry.raw
    assert list(json.loads(entry.raw)) == sorted(json.loads(entry.raw))
