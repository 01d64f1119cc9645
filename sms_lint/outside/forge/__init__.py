"""What a forge recorded of the review of a change: which approvals count, and why others do not.

To add a forge, write a module with a function `read(bytes) -> Merged` and add its line to `FORGES`.
"""

from collections.abc import Mapping
from importlib import import_module
from typing import TYPE_CHECKING, cast

if TYPE_CHECKING:
    from sms_lint.outside.forge.merged import Merged

# Each forge, and the module that reads its exports: loaded when it is needed, since every command lists the names.
FORGES: Mapping[str, str] = {
    "github": "sms_lint.outside.forge.github",
    "gitlab": "sms_lint.outside.forge.gitlab",
}


def read_export(forge: str, raw: bytes) -> "Merged":
    """The merged change that an export of a forge describes.

    Raises SmsError where it is no such export, or the change was not merged.
    """
    return cast("Merged", import_module(FORGES[forge]).read(raw))
