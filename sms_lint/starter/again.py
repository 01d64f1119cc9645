"""What `init` leaves out where a system is there already: what was renamed, and what was removed."""

from collections.abc import Iterator, Mapping

from sms_lint.model.node import Register
from sms_lint.starter.data import document_forms, record_forms
from sms_lint.starter.manifest import Manifest
from sms_lint.system.sms import Sms


def left_out(sms: Sms, manifest: Manifest | None, files: Mapping[str, str]) -> Mapping[str, str]:
    """The files that are not to be written again, each with the reason."""
    elsewhere = dict(_elsewhere(sms))
    written = frozenset(manifest.written if manifest else ())
    reasons = {}
    for path in files:
        if elsewhere.get(path, path) != path:
            reasons[path] = f"it is now {elsewhere[path]}"
        elif path in written:
            reasons[path] = "it was removed"
    return reasons


def _elsewhere(sms: Sms) -> Iterator[tuple[str, str]]:
    """Where each document and register of the starter is now."""
    for form in document_forms():
        node = sms.ids.get(form.id)
        if node is not None:
            yield form.path, node.path
    kept: dict[str, Register] = {register.of: register for register in sms.registers}
    for kind, record in record_forms().items():
        if record.register_ is not None and kind in kept:
            yield record.path, kept[kind].path
