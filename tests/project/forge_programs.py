"""The programs by which a workflow asks a forge, with recorded answers: `gh` for GitHub, `curl` for GitLab.

An answer is kept in a file that is called as the address, with `+` for each slash. What nobody recorded is refused, as
the forge does. Lists come in pages: of `per_page`, or of as many as the forge gives unasked.
"""

import json
import sys
from pathlib import Path
from typing import Any

_PROGRAM = """#!{python} -EsS
import json, subprocess, sys
def asked(path, name, otherwise):
    return int(dict(part.split("=") for part in path.partition("?")[2].split("&") if part).get(name, otherwise))
def answer(path):
    try:
        return open("{answers}/" + path.split("?")[0].replace("/", "+"), encoding="utf-8").read()
    except OSError:
        sys.exit("404 for " + path)
arguments = sys.argv[1:]
"""
_GH = """
if arguments[0] != "api":
    sys.exit(0)
path = next(argument for argument in arguments[1:] if not argument.startswith("--"))
text = answer(path)
size, whole = asked(path, "per_page", 30), json.loads(text)
if isinstance(whole, list) and "--paginate" not in arguments:
    text = json.dumps(whole[:size])
if "--slurp" in arguments:
    text = json.dumps([whole[at:at + size] for at in range(0, len(whole), size)] or [[]])
if "--jq" in arguments:
    sys.exit(subprocess.run(["jq", "-r", arguments[arguments.index("--jq") + 1]], input=text, text=True).returncode)
print(text)
"""
_CURL = """
if "PRIVATE-TOKEN: secret" not in arguments or "--fail" not in arguments:
    sys.exit("401")
path = arguments[-1].removeprefix("https://gitlab.example/api/v4/")
text, following = answer(path), ""
if isinstance(json.loads(text), list):
    whole, size, page = json.loads(text), asked(path, "per_page", 20), asked(path, "page", 1)
    text = json.dumps(whole[(page - 1) * size : page * size])
    following = str(page + 1) if page * size < len(whole) else ""
if "--dump-header" in arguments:
    with open(arguments[arguments.index("--dump-header") + 1], "w", newline="") as header:
        header.write("HTTP/2 200\\r\\nx-next-page: " + following + "\\r\\nx-page: 1\\r\\n\\r\\n")
print(text)
"""
_LINT = """#!/bin/sh
exec "{python}" -P -m sms_lint "$@"
"""


class ForgePrograms:
    """A folder of programs for the search path, and the answers that they give."""

    def __init__(self, folder: Path) -> None:
        self.bin, self.answers = folder / "programs", folder / "answers"
        self.bin.mkdir()
        self.answers.mkdir()
        for name, rest in (("gh", _GH), ("curl", _CURL)):
            head = _PROGRAM.replace("{python}", sys.executable).replace("{answers}", str(self.answers))
            self._program(self.bin / name, head + rest)
        self._program(self.bin / "sms-lint", _LINT.replace("{python}", sys.executable))
        self._program(
            self.bin / "python", f'#!/bin/sh\n[ "$1" = -m ] && exit 0\nexec "{sys.executable}" "$@"\n'
        )

    def answer(self, path: str, value: Any) -> None:
        """What the forge says from now on where it is asked for an address."""
        (self.answers / path.replace("/", "+")).write_text(json.dumps(value), "utf-8")

    @staticmethod
    def _program(place: Path, text: str) -> None:
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(text, "utf-8")
        place.chmod(0o755)
