"""Write the ticket tables, say which differ from the plan (--check), or what they come to (--figures)."""

import argparse

from tooling.tickets.figures import in_words
from tooling.tickets.tables import FOLDER, rows_by_month, tables


def differing(made: dict[str, str]) -> list[str]:
    """Names of files that are missing or hold something else."""
    return [
        name
        for name, text in made.items()
        if not (FOLDER / name).is_file() or (FOLDER / name).read_text(encoding="utf-8") != text
    ]


def main() -> int:
    """Write or check; 1 where a table differs."""
    parser = argparse.ArgumentParser(prog="python -m tooling.tickets", description=__doc__)
    parser.add_argument("--check", action="store_true", help="write nothing, say what differs")
    parser.add_argument(
        "--figures", action="store_true", help="write nothing, print the figures of the reports"
    )
    arguments = parser.parse_args()
    if arguments.figures:
        print(in_words(rows_by_month()))
        return 0
    check: bool = arguments.check
    made = tables()
    different = differing(made)
    if not check:
        for name in different:
            (FOLDER / name).write_text(made[name], encoding="utf-8", newline="")
    for name in different:
        print(f"records/data/{name} {'differs from what the plan makes' if check else 'written'}")
    return int(check and bool(different))


if __name__ == "__main__":
    raise SystemExit(main())
