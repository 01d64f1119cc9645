"""The files of the forms: their page with a policy of its own, the configuration, and the script with its licence."""

import tarfile
from base64 import b64encode
from collections.abc import Mapping
from hashlib import sha512
from html import escape
from io import BytesIO

from sms_lint.ground.errors import SmsError
from sms_lint.publish.forms.configuration import Backend

PACKAGE = "@sveltia/cms"
VERSION = "0.221.1"
# What the registry of npm states of this version: the digest of the whole package, so that no other script is served.
INTEGRITY = "sha512-J+Qoik9kGMk2L7vNpOQrnDmFRi+NB6vwJ0f657YtsxWH0P8WYSYRRSRC2pQ/jGGbVlM//Pg/WIgmkpswqoo3gQ=="
SCRIPT = "sveltia-cms.js"
LICENCE = "sveltia-cms.LICENSE.txt"
_PARTS = {"package/dist/sveltia-cms.js": SCRIPT, "package/LICENSE.txt": LICENCE}


def form_files(backend: Backend, configuration: str, package: bytes) -> Mapping[str, bytes]:
    """All files of the forms by their names. `package` is the package of the editor, as the registry gives it."""
    return {
        "index.html": _page(backend).encode(),
        "config.json": configuration.encode(),
        **_script(package),
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


def _script(package: bytes) -> Mapping[str, bytes]:
    """The script and its licence out of the package. Raises SmsError where it is not the one that was tried."""
    if f"sha512-{b64encode(sha512(package).digest()).decode()}" != INTEGRITY:
        raise SmsError(
            f"the package is not {PACKAGE} {VERSION} as its registry gives it, so its script is not served; fetch it "
            f"with `npm pack {PACKAGE}@{VERSION}`"
        )
    found = {}
    with tarfile.open(fileobj=BytesIO(package)) as archive:
        for part, name in _PARTS.items():
            stream = archive.extractfile(part)
            if stream is not None:
                found[name] = stream.read()
    return found
