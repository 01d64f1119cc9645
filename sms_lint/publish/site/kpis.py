"""What the pages of key performance indicators say besides their fields."""

from sms_lint.measure.definition import Definition, defined
from sms_lint.measure.sentence import sentence
from sms_lint.model.kinds.measurement import Kpi
from sms_lint.publish.site.escape import Safe, text
from sms_lint.publish.site.view import PageContext


def in_words(here: PageContext, kpi: Kpi) -> Safe:
    """Its definition as a sentence; nothing where it is made by hand, or has faults."""
    definition = defined(kpi, here.sms.kinds) if kpi.type != "manual" else None
    return text(sentence(definition)) if isinstance(definition, Definition) else Safe("")
