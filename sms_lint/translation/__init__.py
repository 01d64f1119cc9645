"""What the program says in another language: one folder of data files for each, which need not be whole.

Reading knows every language at once: a heading `Zweck` is a purpose wherever it stands. Writing speaks one language,
that of the settings. What has no translation is said in English, and a test counts it.
"""

from sms_lint.translation.language import (
    ENGLISH,
    ENGLISH_CODE,
    LANGUAGES,
    Translation,
    catalogue_words,
    help_texts,
    reference_texts,
    section_names,
    starter_languages,
    starter_readme,
    starter_texts,
    translation_of,
    with_own,
)
from sms_lint.translation.spoken import counted, explained, helped, name, on_screen, ours, spoken, told

__all__ = [
    "ENGLISH",
    "ENGLISH_CODE",
    "LANGUAGES",
    "Translation",
    "catalogue_words",
    "counted",
    "explained",
    "help_texts",
    "helped",
    "name",
    "on_screen",
    "ours",
    "reference_texts",
    "section_names",
    "spoken",
    "starter_languages",
    "starter_readme",
    "starter_texts",
    "told",
    "translation_of",
    "with_own",
]
