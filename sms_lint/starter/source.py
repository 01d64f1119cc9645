"""Where this very program was installed from, so that the workflows of a starter can install it from there, too."""

import json
from importlib.metadata import distribution
from typing import NamedTuple
from urllib.parse import urlsplit, urlunsplit

_MISSING = (
    "This program came from a place on this machine, from which no workflow can install it; requirements.txt names the "
    "package index. If version {version} is not there: put its wheel into the repository, and name that in "
    "requirements.txt (or run this again elsewhere with --install-from)"
)


class Source(NamedTuple):
    """A place for pip, empty for the package index; and what to do where others cannot install from there."""

    place: str
    missing: str = ""


def installed_from() -> Source:
    """Where this program is from."""
    found = distribution("sms-lint")
    return source_of(found.read_text("direct_url.json"), found.version)


def source_of(record: str | None, version: str) -> Source:
    """What the record of an installation says (direct_url.json, PEP 610); there is none for the package index."""
    if not record:
        return Source("")
    told = json.loads(record)
    address = urlsplit(str(told.get("url", "")))
    if address.scheme not in ("https", "ssh"):
        return Source("", _MISSING.format(version=version))
    # Who may fetch it is nobody's business in a repository.
    named = address.username if address.scheme == "ssh" else ""
    host = f"{named}@{address.hostname}" if named else address.hostname or ""
    port = f":{address.port}" if address.port else ""
    plain = urlunsplit((address.scheme, f"{host}{port}", address.path, "", ""))
    kept = told.get("vcs_info", {})
    if kept.get("vcs") == "git" and kept.get("commit_id"):
        return Source(f"git+{plain}@{kept['commit_id']}")
    return Source(plain)
