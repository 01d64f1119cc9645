"""Write the ticket tables into records/data, or say with --check which of them differ from the plan."""

import argparse

from tooling.tickets.tables import FOLDER, tables


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
    check: bool = parser.parse_args().check
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
