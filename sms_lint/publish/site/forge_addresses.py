"""Where a forge shows and edits a file, and shows a commit: each kind of forge has addresses of its own."""

from collections.abc import Mapping
from typing import NamedTuple
from urllib.parse import urlsplit

from sms_lint.model.settings import Config, ForgeKind


class _Places(NamedTuple):
    """The parts of addresses behind that of the repository."""

    shown: str
    edited: str
    commit: str
    earlier: str


_PLACES: Mapping[ForgeKind, _Places] = {
    "github": _Places("blob/{branch}", "edit/{branch}", "commit", "blob/{revision}"),
    "gitlab": _Places("-/blob/{branch}", "-/edit/{branch}", "-/commit", "-/blob/{revision}"),
    "gitea": _Places("src/branch/{branch}", "_edit/{branch}", "commit", "src/commit/{revision}"),
}
# Words in the name of a host that tell which kind of forge it is.
_HOSTS: Mapping[str, ForgeKind] = {
    "gitlab": "gitlab",
    "gitea": "gitea",
    "forgejo": "gitea",
    "codeberg": "gitea",
}


def kind_of_forge(config: Config) -> ForgeKind:
    """The kind that the settings state, else the one that the host's name tells."""
    host = urlsplit(config.repository or "").hostname or ""
    told: ForgeKind = next((kind for word, kind in _HOSTS.items() if word in host), "github")
    return config.forge or told


def file_address(config: Config, path: str, *, edited: bool = False, revision: str = "") -> str | None:
    """The page of a file, or the one on which it is changed; None where the repository is not on the web.

    `revision` is the commit with the text that is meant, where it is not the newest one.
    """
    places = _PLACES[kind_of_forge(config)]
    form = places.edited if edited else places.earlier if revision else places.shown
    return _below(config, f"{form.format(branch=config.branch, revision=revision)}/{path}")


def commit_address(config: Config, identity: str) -> str | None:
    """The page of a commit."""
    return _below(config, f"{_PLACES[kind_of_forge(config)].commit}/{identity}")


def _below(config: Config, rest: str) -> str | None:
    repository = config.repository or ""
    return f"{repository.rstrip('/')}/{rest}" if repository.startswith(("https://", "http://")) else None
