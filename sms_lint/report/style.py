"""What a format needs to know besides the findings."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from sms_lint.ground.output.printable import Painted
from sms_lint.model.finding import KIND_PAGE, Finding, Rule


@dataclass(frozen=True)
class Style:
    """Colour, links, the rules that ran, the tool's version, and where the organisation publishes its handbook.

    `notes` shows each note to people instead of counting them by rule, `statistics` counts the findings of each rule.

    `handbook` is the address of the handbook on the organisation's own site; empty where the settings name no site:
    then nothing that is written leads to a host, and the commands that explain are named instead. `difference` is the
    address at which a proposed change is shown.
    """

    version: str
    rules: Mapping[str, Rule] = field(default_factory=dict)
    colour: bool = False
    handbook: str = ""
    difference: str = ""
    notes: bool = True
    statistics: bool = False
    hyperlinks: bool = False

    def page(self, rule: str) -> str:
        """The address of a rule's page, or the command that explains it."""
        return self.address("rules", rule) or f"sms-lint explain {rule}"

    def address(self, folder: str, name: str) -> str:
        """The address of a page of the handbook; empty where the settings name no site, or there is no name."""
        return f"{self.handbook.rstrip('/')}/{folder}/{name}.html" if self.handbook and name else ""

    def remedy(self, finding: Finding, *, linked: bool = False) -> str:
        """What to do about a finding; where it mentions the page of the kind, the command that prints that page.

        `linked` puts the address of the page in its place, where there is one.
        """
        if not finding.kind:
            return finding.help
        address = self.address("kinds", finding.kind) if linked else ""
        page = f"{KIND_PAGE} ({address})" if address else f"`sms-lint explain {finding.kind}`"
        return finding.help.replace(KIND_PAGE, page)

    def paint(self, text: str, colour: str, address: str = "") -> str | Painted:
        """The text in a colour, where colour is wanted; a link to an address, where the terminal knows links."""
        codes = {"error": "1;31", "warning": "1;33", "note": "1;36", "bold": "1", "dim": "2"}
        return Painted(text, codes[colour], address if self.hyperlinks else "") if self.colour else text
