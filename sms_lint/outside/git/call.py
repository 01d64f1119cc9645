"""The one place that starts git: fixed arguments, no settings of user or system, nothing that runs a program."""

import os
from collections.abc import Mapping
from pathlib import Path
from tempfile import TemporaryFile
from typing import BinaryIO, cast

from sms_lint.ground.errors import SmsError

_SAFE = (
    "--no-pager",
    "--no-replace-objects",
    "--literal-pathspecs",
    "-c",
    "safe.directory=*",
    "-c",
    "core.fsmonitor=false",
    "-c",
    "core.hooksPath=/dev/null",
    "-c",
    "core.commitGraph=false",  # a forged one hides commits
    "-c",
    "core.multiPackIndex=false",
    "-c",
    "core.attributesFile=/dev/null",
    "-c",
    "core.quotePath=false",
    "-c",
    "log.showSignature=false",
    "-c",
    "protocol.allow=never",  # a partial clone would fetch, and run what its settings name for that
)
_ENVIRONMENT = {
    "GIT_CONFIG_NOSYSTEM": "1",
    "GIT_CONFIG_GLOBAL": "/dev/null",
    "GIT_CONFIG_COUNT": "0",
    "GIT_CONFIG_PARAMETERS": "",
    "GIT_ATTR_NOSYSTEM": "1",
    "GIT_NO_REPLACE_OBJECTS": "1",
    "GIT_TERMINAL_PROMPT": "0",
    "GIT_OPTIONAL_LOCKS": "0",
    "GIT_NO_LAZY_FETCH": "1",
    "GIT_ALTERNATE_OBJECT_DIRECTORIES": "",
    "GIT_EXTERNAL_DIFF": "",
    "GIT_NAMESPACE": "",
    "GIT_TRACE": "",
    "LANGUAGE": "C",
    "LC_ALL": "C.UTF-8",
}


class GitError(Exception):
    """Git was started and refused; its message is what it said."""


def git(
    folder: Path, *arguments: str, stdin: bytes | None = None, clean: Mapping[str, str] | None = None
) -> bytes:
    """What git prints when it is run in a folder; `clean` are variables that lead it to a repository.

    Raises GitError where git refuses, SmsError where it is missing.
    """
    os.environ.setdefault("GIT_PYTHON_REFRESH", "quiet")  # else importing fails where git is missing
    from git import Git
    from git.exc import GitCommandError, GitCommandNotFound

    with TemporaryFile() as stream:
        stream.write(stdin or b"")
        stream.seek(0)
        try:
            output = Git(str(folder)).execute(
                ["git", *_SAFE, *arguments],
                istream=cast(BinaryIO, stream),
                env={**_ENVIRONMENT, **(clean or {})},
                strip_newline_in_stdout=False,
                stdout_as_string=False,
            )
        except GitCommandNotFound:
            raise SmsError(
                "git is not installed, so the change history cannot be read; install git"
            ) from None
        except GitCommandError as error:
            raise GitError(_said(error.stderr)) from None
    return output


def _said(error: object) -> str:
    """What git complained of, without the frame that the library puts around it."""
    text = error.decode("utf-8", "replace") if isinstance(error, bytes) else str(error)
    return text.strip().removeprefix("stderr: ").strip("' \n")
