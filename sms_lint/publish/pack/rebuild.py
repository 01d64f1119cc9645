"""Making a pack again from the repository in it: whether everything else in it is what follows from the history."""

import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

from sms_lint.ground.errors import SmsError
from sms_lint.load.files import leads_out
from sms_lint.outside.disk import make_folder
from sms_lint.outside.git import unbundled
from sms_lint.publish.pack.bag import DATA, INFO, TOKEN_LABEL
from sms_lint.publish.pack.content import BUNDLE, payload
from sms_lint.publish.pack.gather import Gathered, PackPeriod, gather
from sms_lint.publish.pack.verify import VerificationResult

_WHAT = "everything in it follows from the repository in it"
_PERIOD = re.compile(r"(\d{4}-\d\d-\d\d) to (\d{4}-\d\d-\d\d)")


def rebuilt(files: Mapping[str, bytes], version: str, say: Callable[[str], None]) -> VerificationResult:
    """One more step of a verdict, for a pack whose other steps did not fail. `version` is that of this program."""
    said = _said(files)
    raw = files.get(DATA + BUNDLE)
    if raw is None:
        return VerificationResult(_WHAT, "cannot tell", "there is no repository in it")
    maker = said.get("Bag-Software-Agent", "")
    if maker != f"sms-lint {version}":
        return VerificationResult(
            _WHAT,
            "cannot tell",
            f"it was made by {maker or 'an unnamed program'}; this is sms-lint {version}",
        )
    period = _period(said.get("Period", ""))
    folder = said.get("Folder", "").rstrip("/")
    if period is None or leads_out(folder):
        return VerificationResult(
            _WHAT, "fail", f"`{INFO}` names no period, or a folder that is not possible"
        )
    try:
        gathered = _gathered(raw, folder, period, say)
    except SmsError as error:
        return VerificationResult(_WHAT, "fail", f"it cannot be built again: {error}")
    if gathered.commit != said.get("External-Identifier"):
        return VerificationResult(
            _WHAT,
            "fail",
            f"its repository ended at {gathered.commit[:12]} then, but the pack names another commit",
        )
    made = payload(replace(gathered, bundle=raw), version, has_token=TOKEN_LABEL in said)
    for name in sorted({name.removeprefix(DATA) for name in files if name.startswith(DATA)} | made.keys()):
        if made.get(name) != files.get(DATA + name):
            return VerificationResult(_WHAT, "fail", f"`{DATA}{name}` comes out differently")
    return VerificationResult(_WHAT, "pass", f"{len(made):,} files were made again, and are the same")


def _said(files: Mapping[str, bytes]) -> Mapping[str, str]:
    lines = files.get(INFO, b"").decode("utf-8", "replace").split("\n")
    return {label: value for label, found, value in (line.partition(": ") for line in lines) if found}


def _period(text: str) -> PackPeriod | None:
    matched = _PERIOD.fullmatch(text)
    try:
        return PackPeriod(date.fromisoformat(matched[1]), date.fromisoformat(matched[2])) if matched else None
    except ValueError:
        return None


def _gathered(raw: bytes, folder: str, period: PackPeriod, say: Callable[[str], None]) -> Gathered:
    with TemporaryDirectory(prefix="sms-lint-rebuild-") as place:
        repository = unbundled(raw, Path(place).resolve())
        root = repository / folder
        try:
            make_folder(repository, folder)
        except OSError as error:
            raise SmsError(f"the folder `{folder}` cannot be made: {error.strerror}") from None
        return gather(root, period, say, with_repository=False)
