"""The clauses of a standard: what it asks for, and what documented information shows it.

A catalogue is one file in `data/`, what it corresponds to elsewhere one in `crosswalks/`; nothing here knows a
particular standard or edition. Ids are full
ids (`20000-1:8.6.1`, `20000-1:8.6.1-a`) everywhere outside the file, which states the prefix once.
"""

from sms_lint.model.catalogue.book import Catalogue
from sms_lint.model.catalogue.criterion import Criterion, CriterionForm, Judge
from sms_lint.model.catalogue.crosswalk import (
    Correspondence,
    Standard,
    by_standard,
    correspondences,
    in_words,
    standard_called,
)
from sms_lint.model.catalogue.lookup import clause_named, nearest_clause
from sms_lint.model.catalogue.parts import Clause, DocumentedInformation, Dropped, Obligation
from sms_lint.model.catalogue.reading import catalogue_names, load_catalogue, read_catalogue

__all__ = [
    "Catalogue",
    "Clause",
    "Correspondence",
    "Criterion",
    "CriterionForm",
    "DocumentedInformation",
    "Dropped",
    "Judge",
    "Obligation",
    "Standard",
    "by_standard",
    "catalogue_names",
    "clause_named",
    "correspondences",
    "in_words",
    "load_catalogue",
    "nearest_clause",
    "read_catalogue",
    "standard_called",
]
