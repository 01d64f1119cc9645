"""OSCAL 1.2 (NIST): catalogues, what documents implement, how obligations stand, and crosswalks, as JSON.

A clause is a control, and an obligation a statement of it, under ids that never change while the catalogue's do not.
The wording is that of the catalogue, never that of the standard.
"""

from sms_lint.report.oscal.catalog import oscal_catalog
from sms_lint.report.oscal.components import oscal_components
from sms_lint.report.oscal.mapping import oscal_mapping
from sms_lint.report.oscal.results import oscal_results

__all__ = ["oscal_catalog", "oscal_components", "oscal_mapping", "oscal_results"]
