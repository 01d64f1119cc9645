"""Plant every fault and print how many are found, and how much else is said: `python -m tests.faults [WORD]`."""

import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.faults.planting import Reference, all_faults, copy_reference, outcomes


def main(word: str = "") -> None:
    """Plant the faults whose name or rule holds `word`."""
    number = found = alone = 0
    with TemporaryDirectory() as folder:
        reference = Reference(copy_reference(Path(folder)))
        for fault in all_faults():
            if word not in f"{fault.name} {fault.rule}":
                continue
            number += 1
            said = outcomes(reference, (fault,))[fault.name]
            found += (right := said.is_found(fault))
            alone += not said.others
            if not right or said.others:
                print(f"{fault.name}: {fault.rule} spoke {len(said.places)} times: {said.places}")
                print("".join(f"    beside it: {other}\n" for other in said.others), end="")
    print(f"{found} of {number} faults found at their place, {alone} of them without any other finding")


if __name__ == "__main__":
    main(*sys.argv[1:])
