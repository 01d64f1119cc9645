"""Commands about the program itself: which settings hold and why, and completion in a shell."""

import argparse

from sms_lint.cli.common import CLEAN, output_argument, root_argument, root_of, say, warn, write_out
from sms_lint.model.settings import SETTINGS_FILE

SHELLS = ("bash", "zsh", "fish")


def config(options: argparse.Namespace) -> int:
    """Say which settings hold, and where each comes from: a line of `sms.yml`, or the program."""
    from sms_lint.load import settings_below
    from sms_lint.report.setting_values import setting_values, setting_values_json, setting_values_text

    root = root_of(options)
    settings = settings_below(root)
    if settings.reading_faults:
        warn(f"{SETTINGS_FILE} has faults, which `sms-lint check` names; where one is, the default holds")
    values = (
        value
        for value in setting_values(settings.config, settings.origin)
        if not options.name or value.name == options.name or value.name.startswith(f"{options.name}.")
    )
    show = setting_values_json if options.format == "json" else setting_values_text
    write_out(show(values), options.output, root)
    return CLEAN


def config_arguments(command: argparse.ArgumentParser) -> None:
    """Which settings, and how they are shown."""
    root_argument(command)
    command.add_argument(
        "name", nargs="?", default="", metavar="NAME", help="a setting or group, such as review"
    )
    command.add_argument("--format", choices=("text", "json"), default="text", help="how (default: text)")
    output_argument(command)


def completion(options: argparse.Namespace) -> int:
    """Print what makes a shell complete commands, options and their values; put it where the shell reads it."""
    from argcomplete.shell_integration import shellcode

    for row in shellcode(["sms-lint"], shell=options.shell).splitlines():
        say(row)
    return CLEAN


def completion_arguments(command: argparse.ArgumentParser) -> None:
    """Which shell."""
    command.add_argument("shell", choices=SHELLS, help="the shell")
