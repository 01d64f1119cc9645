"""What a forge recorded of the review of a change: which approvals count, and why others do not.

To add a forge, write a module with the functions `read(bytes) -> Merged` and `read_open(bytes) -> ForgeProposal`, and
add its line to `FORGES`.
"""

import json
from collections.abc import Mapping
from importlib import import_module
from typing import TYPE_CHECKING, cast

if TYPE_CHECKING:
    from sms_lint.outside.forge.merged import ForgeProposal, Merged

from sms_lint.ground.errors import SmsError

# Each forge, and the module that reads its exports: loaded when it is needed, since every command lists the names.
FORGES: Mapping[str, str] = {
    "github": "sms_lint.outside.forge.github",
    "gitlab": "sms_lint.outside.forge.gitlab",
}
_PROPOSALS: Mapping[str, str] = {"github": "pull_request", "gitlab": "merge_request"}


def read_export(forge: str, raw: bytes) -> "Merged":
    """The merged change that an export of a forge describes.

    Raises SmsError where it is no such export, or the change was not merged.
    """
    return cast("Merged", import_module(FORGES[forge]).read(raw))


def read_open_export(raw: bytes) -> "ForgeProposal":
    """The open proposal that an export describes, of whichever forge it is.

    Raises SmsError where it is no such export, or the proposal is not open any more.
    """
    return cast("ForgeProposal", import_module(FORGES[_forge_of(raw)]).read_open(raw))


def _forge_of(raw: bytes) -> str:
    """The forge that wrote an export: each calls a proposal by another name."""
    try:
        export = json.loads(raw.decode("utf-8"))
    except (ValueError, RecursionError):
        raise SmsError("the export of the reviews is not JSON") from None
    for forge, name in _PROPOSALS.items():
        if isinstance(export, dict) and name in export:
            return forge
    raise SmsError(
        f"the export of the reviews has neither of {', '.join(f'`{name}`' for name in _PROPOSALS.values())}"
    )
