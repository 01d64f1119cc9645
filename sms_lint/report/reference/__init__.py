"""What comes from the code: schemas for editors, and the pages of rules, kinds and settings."""

from sms_lint.report.reference.in_language import in_language
from sms_lint.report.reference.lookup import Reference
from sms_lint.report.reference.markdown import markdown_pages
from sms_lint.report.reference.schemas import schema_files
from sms_lint.report.reference.terminal import as_text

__all__ = ["FOLDER", "Reference", "as_text", "in_language", "markdown_pages", "schema_files"]

# Everything in this folder is generated: a file that is not generated any more is left over.
FOLDER = "schemas"
