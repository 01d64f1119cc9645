"""A form of a document for a system that does not have all the documents which it names."""

from collections.abc import Collection, Mapping
from typing import Any

from sms_lint.starter.data import DocumentForm, document_forms

_PARTIES = ("from", "to")


def without_absent(form: DocumentForm, there: Collection[str]) -> DocumentForm:
    """The form without what its fields say of documents of the starter that are not `there`.

    Where it takes something from a process that is not there, or gives it something, the role that will own that
    process stands for it.
    """
    owners = {
        other.id: other.owner for other in document_forms() if other.id != form.id and other.id not in there
    }
    fields = {name: _kept(value, owners) for name, value in form.fields.items()}
    return form.model_copy(update={"fields": fields})


def _kept(value: Any, owners: Mapping[str, str]) -> Any:
    if isinstance(value, list):
        return [_kept(item, owners) for item in value if not (isinstance(item, str) and item in owners)]
    if isinstance(value, dict):
        return {
            name: _with_owners(part, owners) if name in _PARTIES else _kept(part, owners)
            for name, part in value.items()
        }
    return value


def _with_owners(parties: Any, owners: Mapping[str, str]) -> Any:
    if not isinstance(parties, list):
        return parties
    return list(dict.fromkeys(owners.get(party, party) for party in parties))
