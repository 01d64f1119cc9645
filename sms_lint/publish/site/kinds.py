"""Which kinds of record have a page, and links to those pages."""

from sms_lint.model.node import Document
from sms_lint.publish.site.address import Address
from sms_lint.publish.site.escape import Safe, text
from sms_lint.publish.site.html import link
from sms_lint.publish.site.view import PageContext
from sms_lint.system.sms import Sms


def has_page(sms: Sms, kind: str) -> bool:
    """Whether there is anything of this kind of record to show."""
    model = sms.kinds.get(kind)
    if model is None or issubclass(model, Document):
        return False
    return bool(sms.of_kind(kind)) or any(register.of == kind for register in sms.registers)


def kind_link(here: PageContext, kind: str) -> Safe:
    """The register of a kind by its title; plain text where it has no page."""
    model = here.sms.kinds.get(kind)
    label = text(model.KIND.register if model else kind)
    return link(here.to(Address(f"registers/{kind}.html")), label) if has_page(here.sms, kind) else label
