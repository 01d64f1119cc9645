"""The command that an editor starts."""

import argparse

from sms_lint.cli.common import CLEAN
from sms_lint.ground.errors import SmsError


def lsp(options: argparse.Namespace) -> int:  # noqa: ARG001 - every command takes them
    """Serve an editor: findings while you type, and answers, by the Language Server Protocol. Editors start this."""
    try:
        from sms_lint.editor.server import serve
    except ImportError as error:
        if error.name not in {"pygls", "lsprotocol", "cattrs"}:
            raise
        raise SmsError(
            "the editor server needs a package more; install it with `pip install 'sms-lint[editor]'`"
        ) from None
    serve()
    return CLEAN


def lsp_arguments(command: argparse.ArgumentParser) -> None:
    """None of our own: editors add `--stdio`, which is the only way there is."""
    command.add_argument("--stdio", action="store_true", help="speak on the standard channels, as always")
