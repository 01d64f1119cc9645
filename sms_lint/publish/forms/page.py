"""The files of the forms: their page with a policy of its own, the configuration, and the script with its licence."""

import tarfile
from base64 import b64encode
from collections.abc import Iterator, Mapping, Sequence
from hashlib import sha512
from html import escape
from io import BytesIO
from typing import NamedTuple

from sms_lint.ground.errors import SmsError
from sms_lint.publish.forms.configuration import Backend

SCRIPT = "sveltia-cms.js"
SYMBOLS = "symbols.woff2"
# Where the editor fetches its symbols from unless it is told otherwise; the page may ask no other host.
_SYMBOLS_ELSEWHERE = (
    b"https://cdn.jsdelivr.net/fontsource/fonts/material-symbols-outlined:vf@5.3.7/latin-wght-normal.woff2"
)


class Package(NamedTuple):
    """A package of npm in one version: its digest as npm states it, so that nothing else is served, and our files."""

    name: str
    version: str
    integrity: str
    parts: Mapping[str, str]


EDITOR = Package(
    "@sveltia/cms",
    "0.221.1",
    "sha512-J+Qoik9kGMk2L7vNpOQrnDmFRi+NB6vwJ0f657YtsxWH0P8WYSYRRSRC2pQ/jGGbVlM//Pg/WIgmkpswqoo3gQ==",
    {"package/dist/sveltia-cms.js": SCRIPT, "package/LICENSE.txt": "sveltia-cms.LICENSE.txt"},
)
SYMBOL_FONT = Package(
    "@fontsource-variable/material-symbols-outlined",
    "5.3.7",
    "sha512-d6kLamaMdad40AYoyJEBgCH63fRLklC7GW7bgb7WWbPh/UzuW483Dlyfmn3vxpiNsHLIMBOcYYkZDtOC9Y3MUA==",
    {
        "package/files/material-symbols-outlined-latin-wght-normal.woff2": SYMBOLS,
        "package/LICENSE": "symbols.LICENSE.txt",
    },
)
PACKAGES = (EDITOR, SYMBOL_FONT)
FETCHED = f"npm pack {' '.join(f'{package.name}@{package.version}' for package in PACKAGES)}"


def form_files(backend: Backend, configuration: str, packages: Sequence[bytes]) -> Mapping[str, bytes]:
    """All files of the forms by their names. `packages` are those of `PACKAGES`, as the registry gives them."""
    return {
        "index.html": _page(backend).encode(),
        "config.json": configuration.encode(),
        **_served(packages),
    }


def policy(backend: Backend) -> str:
    """What the page may load and ask: its own files, and the forge's interface for programs.

    Styles are written into the page by the editor, which is why this page is no page of the site.
    """
    return (
        "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; "
        f"font-src 'self' data:; connect-src 'self' data: blob: {' '.join(backend.hosts)}; worker-src 'self' blob:; "
        "base-uri 'none'; form-action 'none'"
    )


def _page(backend: Backend) -> str:
    return (
        '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{escape(policy(backend))}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<meta name="robots" content="noindex">\n<meta name="referrer" content="no-referrer">\n'
        "<title>Forms</title>\n"
        '<link rel="cms-config-url" type="application/json" href="config.json">\n'
        f'</head>\n<body>\n<script src="{SCRIPT}"></script>\n</body>\n</html>\n'
    )


def _served(packages: Sequence[bytes]) -> Mapping[str, bytes]:
    """The files out of the packages. Raises SmsError where they are not those that were tried."""
    given = {f"sha512-{b64encode(sha512(raw).digest()).decode()}": raw for raw in packages}
    if given.keys() != {package.integrity for package in PACKAGES}:
        raise SmsError(
            "the packages are not those of the editor and its symbols as their registry gives them, so nothing of them "
            f"is served; fetch them with `{FETCHED}`"
        )
    files = {name: raw for package in PACKAGES for name, raw in _unpacked(given[package.integrity], package)}
    return {**files, SCRIPT: files[SCRIPT].replace(_SYMBOLS_ELSEWHERE, SYMBOLS.encode())}


def _unpacked(raw: bytes, package: Package) -> Iterator[tuple[str, bytes]]:
    """The files that are served of a package, by the names that they get."""
    with tarfile.open(fileobj=BytesIO(raw)) as archive:
        for part, name in package.parts.items():
            stream = archive.extractfile(part)
            if stream is not None:
                yield name, stream.read()
