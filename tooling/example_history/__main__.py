"""Make the repository with the invented history of the example in a folder."""

import argparse
import shutil
import sys
from pathlib import Path
from time import perf_counter

from sms_lint.ground.errors import SmsError
from tooling.example_history.making import write_history
from tooling.example_history.repository import begin, finish

ROOT = Path(__file__).resolve().parents[2]
# What says that a repository was made here, so that it may be replaced.
MARK = "made-by-example-history"


def make(folder: Path, root: Path = ROOT) -> str:
    """Make it, in the place of an older one; gives the id of the last commit.

    Raises SmsError where the folder holds something else, or the data do not fit the files.
    """
    if folder.exists() and any(folder.iterdir()):
        if not (folder / ".git" / MARK).is_file():
            raise SmsError(
                f"{folder} holds something that was not made here; name another folder, or empty it"
            )
        shutil.rmtree(folder)
    writer = begin(folder)
    (folder / ".git" / MARK).touch()
    try:
        write_history(root, writer)
    except BaseException:
        writer.stream.kill()
        writer.stream.communicate()
        raise
    return finish(folder, writer)


def main() -> int:
    """Make it and say how long it took."""
    parser = argparse.ArgumentParser(prog="python -m tooling.example_history", description=__doc__)
    parser.add_argument("folder", type=Path, metavar="OUT", help="the folder of the repository")
    folder: Path = parser.parse_args().folder
    start = perf_counter()
    try:
        head = make(folder)
    except SmsError as error:
        print(error, file=sys.stderr)
        return 2
    print(
        f"The history of the example is in {folder}, up to {head[:9]}; made in {perf_counter() - start:.1f} s"
    )
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
