"""Which names files in a pack may have: such that they are the same files on every system."""

import re
from collections.abc import Iterable

# No letter beyond ASCII, so that no two names differ only in how an accent is written.
_PART = r"[A-Za-z0-9._](?:[A-Za-z0-9._-]*[A-Za-z0-9_-])?"  # never `.` or `..`, nor a dot at the end
_NAME = re.compile(rf"(?:{_PART}/)*{_PART}")
_ONLY_DOTS = re.compile(r"(?:^|/)\.+(?:/|$)")
# Such that a name fits into the oldest form of tar, whatever folders it has.
MOST_PART, MOST_NAME = 100, 150


class PackError(Exception):
    """Why these bytes are no pack, in a sentence."""


def name_fault(names: Iterable[str]) -> str:
    """What is wrong with the first name that may not be, in a sentence; empty where all are in order."""
    seen: dict[str, str] = {}
    files = sorted(names)
    for name in files:
        if fault := _fault_of(name):
            return fault
    for name in files:
        if name.lower() in seen:
            return f"the names `{name}` and `{seen[name.lower()]}` are the same on some systems"
        seen[name.lower()] = name
    return _folder_fault(files, seen)


def _fault_of(name: str) -> str:
    shown = ascii(name[:200])
    if not _NAME.fullmatch(name) or _ONLY_DOTS.search(name):
        return (
            f"the name {shown} is not allowed: only letters, digits, `.`, `_` and `-`, in folders divided by `/`; "
            "no part may be empty, begin with `-` or end with `.`"
        )
    if len(name) > MOST_NAME or any(len(part) > MOST_PART for part in name.split("/")):
        return f"the name {shown} is too long: {MOST_NAME} characters, and {MOST_PART} of each part, are the limit"
    return ""


def _folder_fault(files: Iterable[str], seen: dict[str, str]) -> str:
    folders: dict[str, str] = {}
    for name in files:
        parts = name.split("/")
        for depth in range(1, len(parts)):
            folder = "/".join(parts[:depth])
            if folder.lower() in seen:
                return f"`{seen[folder.lower()]}` is a file and a folder"
            if folders.setdefault(folder.lower(), folder) != folder:
                return f"the folders `{folder}` and `{folders[folder.lower()]}` are the same on some systems"
    return ""
