"""Controlled documents as PDF: one by one, or all of them as one set.

The text is that of the site, made safe in the same way. It is handed to the typesetter as data, never as source, so
nothing in it is ever a command.
"""

from sms_lint.publish.pdf.content import Printed, printed, printed_sections, printed_set
from sms_lint.publish.pdf.typeset import Typesetter, as_pdf, moment_of

__all__ = ["Printed", "Typesetter", "as_pdf", "moment_of", "printed", "printed_sections", "printed_set"]
