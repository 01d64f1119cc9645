"""The public edition: a page of trust for customers, and the documents and registers that are classified as public."""

from sms_lint.publish.site.public.addresses import public_addresses
from sms_lint.publish.site.public.kept import for_public
from sms_lint.publish.site.public.told import NOTHING_TOLD, Told, told_besides

__all__ = ["NOTHING_TOLD", "Told", "for_public", "public_addresses", "told_besides"]
