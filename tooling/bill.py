"""`python -m tooling.bill FOLDER FILE` writes the bill of materials (CycloneDX) of the packages in a folder."""

import sys
import tomllib
from collections.abc import Iterable, Sequence
from importlib.metadata import Distribution, distributions
from pathlib import Path

from cyclonedx.model.bom import Bom
from cyclonedx.model.component import Component, ComponentType
from cyclonedx.output import make_outputter
from cyclonedx.schema import OutputFormat, SchemaVersion
from packageurl import PackageURL

ROOT = Path(__file__).parents[1]


def bill(name: str, packages: Iterable[Distribution]) -> str:
    """The bill of one of some packages: itself, and all others as what it is made to run with."""
    parts = {package.name: _part(package) for package in packages}
    whole = parts.pop(name)
    made = Bom(components=parts.values())
    made.metadata.component = whole
    made.register_dependency(whole, parts.values())
    return make_outputter(made, OutputFormat.JSON, SchemaVersion.V1_6).output_as_string(indent=2)


def _part(package: Distribution) -> Component:
    address = PackageURL("pypi", name=package.name, version=package.version)
    return Component(
        name=package.name,
        version=package.version,
        type=ComponentType.LIBRARY,
        purl=address,
        bom_ref=str(address),
    )


def main(arguments: Sequence[str]) -> int:
    """Write the bill of what lies in a folder such as `site-packages`."""
    folder, file = arguments
    name = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["name"]
    Path(file).write_text(bill(name, distributions(path=[folder])) + "\n", "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
