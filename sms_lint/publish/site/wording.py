"""Names of kinds and fields in sentences, as people call them: the titles in the models are the one dictionary."""

import re

from sms_lint.model.kinds.documents import Process
from sms_lint.model.node import Document
from sms_lint.publish.site.entries import title_of
from sms_lint.system.sms import Sms
from sms_lint.translation import told

_KIND = re.compile(r"\bof kind ([a-z][a-z-]*)")
_RECENT = re.compile(r"^recent records: ([a-z][a-z-]*)")
_KEY = re.compile(r"\b[a-z]+(?:_[a-z]+)+\b")


def in_peoples_words(sms: Sms, said: str, kind: str = "") -> str:
    """A sentence on records with the register's name for their kind, and the titles of fields for their keys.

    `kind` is that of the records, where the sentence does not name it.
    """
    named = _KIND.search(said) or _RECENT.search(said)
    about = named[1] if named and named[1] in sms.kinds else kind
    said = _KIND.sub(
        lambda match: f"of the {_register(sms, match[1])}" if match[1] in sms.kinds else match[0], said
    )
    said = _RECENT.sub(
        lambda match: (
            f"recent records of the {_register(sms, match[1])}" if match[1] in sms.kinds else match[0]
        ),
        said,
    )
    return _KEY.sub(lambda match: _field(sms, about, match[0]), said)


def _register(sms: Sms, kind: str) -> str:
    """What all records of a kind are called together; within a sentence, unless it begins with an abbreviation."""
    title = told().name(sms.kinds[kind].KIND.register)
    return title if title[:2].isupper() else title[:1].lower() + title[1:]


def _field(sms: Sms, kind: str, key: str) -> str:
    """The title of a field within a sentence; of what is no field, its words."""
    fields = sms.kinds[kind].model_fields if kind in sms.kinds else {}
    return title_of(sms, kind, key).lower() if key in fields else key.replace("_", " ")


def document_field(key: str) -> str:
    """What a field in the front matter of a document is called; its key where it is not one of ours."""
    titles = {
        info.alias or name: info.title
        for model in (Document, Process)
        for name, info in model.model_fields.items()
    }
    return titles.get(key) or key
