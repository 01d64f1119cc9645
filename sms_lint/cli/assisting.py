"""The command that a language model's program starts."""

import argparse

from sms_lint.cli.common import CLEAN, root_argument, root_of
from sms_lint.ground.errors import SmsError


def mcp(options: argparse.Namespace) -> int:
    """Let a language model read, search and draft, by the Model Context Protocol, as far as the settings allow it."""
    try:
        from sms_lint.assistant.server import serve
    except ImportError as error:
        if error.name is None or error.name.partition(".")[0] not in {"mcp", "mcp_types", "anyio"}:
            raise
        raise SmsError(
            "the server for assistants needs a package more; install it with `pip install 'sms-lint[mcp]'`"
        ) from None
    serve(root_of(options), options.base)
    return CLEAN


def mcp_arguments(command: argparse.ArgumentParser) -> None:
    """Which repository, and which branch decides what is allowed."""
    root_argument(command)
    command.add_argument(
        "--base",
        default="",
        metavar="REVISION",
        help="the accepted branch, whose settings say what is allowed, and from which drafts start (default: the one "
        "that `origin` shows first, else `branch` of the settings)",
    )
