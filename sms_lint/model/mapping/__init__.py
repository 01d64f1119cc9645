"""Mappings of ticket tools' exports, kept as data: their shape, what is wrong with one, and those of the program."""

from sms_lint.model.mapping.checks import lacking_fields
from sms_lint.model.mapping.live import Live, Pages
from sms_lint.model.mapping.package_data import mapping_names
from sms_lint.model.mapping.reading import (
    MappingRead,
    read_mapping,
    shipped_mapping,
    shipped_text,
)
from sms_lint.model.mapping.shape import ColumnRule, FileForm, ImportMapping, Target

__all__ = [
    "ColumnRule",
    "FileForm",
    "ImportMapping",
    "Live",
    "MappingRead",
    "Pages",
    "Target",
    "lacking_fields",
    "mapping_names",
    "read_mapping",
    "shipped_mapping",
    "shipped_text",
]
