"""What the pages of key performance indicators say besides their fields."""

from sms_lint.measure.definition import Definition
from sms_lint.measure.of_system import definition_of
from sms_lint.measure.sentence import sentence
from sms_lint.model.kinds.measurement import Kpi
from sms_lint.publish.site.escape import Safe, text
from sms_lint.publish.site.view import PageContext


def in_words(here: PageContext, kpi: Kpi) -> Safe:
    """Its definition as a sentence; nothing where it is made by hand, or has faults."""
    definition = definition_of(kpi, here.sms) if kpi.type != "manual" else None
    return text(sentence(definition)) if isinstance(definition, Definition) else Safe("")
