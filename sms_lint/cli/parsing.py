"""The parser of the command line: its help and its complaints are in the language that is spoken."""

import argparse
import sys
from collections.abc import Iterable
from typing import NoReturn

from sms_lint.cli.common import CANNOT_RUN, complain
from sms_lint.translation import helped


class Help(argparse.HelpFormatter):
    """The help of a command, sentence by sentence in the language that is spoken."""

    def add_usage(
        self,
        usage: str | None,
        actions: Iterable[argparse.Action],
        groups: Iterable[argparse._MutuallyExclusiveGroup],
        prefix: str | None = None,
    ) -> None:
        """How the command is called."""
        super().add_usage(usage, actions, groups, helped("usage: ") if prefix is None else prefix)

    def start_section(self, heading: str | None) -> None:
        """The title of a group of arguments."""
        super().start_section(helped(heading) if heading else heading)

    def add_text(self, text: str | None) -> None:
        """What the command does."""
        super().add_text(helped(text) if text else text)

    def _get_help_string(self, action: argparse.Action) -> str | None:
        """What an argument is for. The library's own formatters replace this too."""
        told = super()._get_help_string(action)
        return helped(told) if told else told


class Parser(argparse.ArgumentParser):
    """A parser whose complaints, which repeat arguments, go through the door as well."""

    def __init__(self, prog: str | None = None, description: str | None = None) -> None:
        """The library makes those of the commands by the same two names."""
        super().__init__(prog=prog, description=description, formatter_class=Help)

    def error(self, message: str) -> NoReturn:
        """Say how it is called and what is wrong, and stop."""
        for row in self.format_usage().splitlines():
            complain(row)
        self.exit(CANNOT_RUN, f"{self.prog}: {helped('error')}: {helped(message)}")

    def exit(self, status: int = 0, message: str | None = None) -> NoReturn:
        """Stop, with a message if there is one."""
        if message:
            complain(message.removesuffix("\n"))
        sys.exit(status)
