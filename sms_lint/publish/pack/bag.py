"""A bag in the form of BagIt 1.0 (RFC 8493): files, and their digests in lists that `sha256sum` reads.

The list of the lists is what is signed, and a timestamp covers the signature.
"""

import hashlib
import re
from collections.abc import Callable, Mapping

from sms_lint.ground.errors import SmsError
from sms_lint.publish.pack.names import name_fault

DATA = "data/"
DECLARATION, INFO = "bagit.txt", "bag-info.txt"
MANIFEST, TAG_MANIFEST = "manifest-sha256.txt", "tagmanifest-sha256.txt"
SIGNATURE = f"{TAG_MANIFEST}.sig"
TOKEN = f"{SIGNATURE}.tsr"
TAGS = (INFO, DECLARATION, MANIFEST)
DECLARED = b"BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"
NAMESPACE = "pack@sms-lint"
# Said in the signed part, so that nobody can take the timestamp away unseen.
TOKEN_LABEL = "Timestamp-Token"
_LABEL = re.compile(r"[A-Z][A-Za-z0-9-]*")
_OWN = frozenset({"Payload-Oxum"})


def bag(payload: Mapping[str, bytes], info: Mapping[str, str]) -> Mapping[str, bytes]:
    """Every file of the bag: the payload below `data/`, what is said about it, and the lists of digests.

    The same payload and info give the same bytes. Raises SmsError where a name or a line is not allowed.
    """
    if not payload:
        raise SmsError("there is nothing to pack")
    held = {f"{DATA}{name}": content for name, content in payload.items()}
    if fault := name_fault(held):
        raise SmsError(f"this cannot be packed: {fault}")
    octets = sum(map(len, held.values()))
    tags = {
        DECLARATION: DECLARED,
        INFO: _info({**info, "Payload-Oxum": f"{octets}.{len(held)}"}, info),
        MANIFEST: manifest(held),
    }
    return dict(sorted({**held, **tags, TAG_MANIFEST: manifest(tags)}.items()))


def manifest(files: Mapping[str, bytes]) -> bytes:
    """A line for each file with its digest, by name, in the form of `sha256sum`."""
    lines = (f"{hashlib.sha256(files[name]).hexdigest()}  {name}\n" for name in sorted(files))
    return "".join(lines).encode()


def _info(fields: Mapping[str, str], given: Mapping[str, str]) -> bytes:
    for label, value in given.items():
        if not _LABEL.fullmatch(label) or label in _OWN or not value or not value.isprintable():
            raise SmsError(f"`{label!a}: {value!a}` cannot be stated of a pack: it has to be one plain line")
    return "".join(f"{label}: {fields[label]}\n" for label in sorted(fields)).encode()


def read_info(files: Mapping[str, bytes]) -> Mapping[str, str]:
    """What `bag-info.txt` says, by its labels; empty where there is none."""
    lines = files.get(INFO, b"").decode("utf-8", "replace").split("\n")
    return {label: value for label, found, value in (line.partition(": ") for line in lines) if found}


def sealed(files: Mapping[str, bytes], sign: Callable[[bytes], bytes]) -> Mapping[str, bytes]:
    """The same with the signature that `sign` makes of the list of the lists."""
    return dict(sorted({**files, SIGNATURE: sign(files[TAG_MANIFEST])}.items()))


def stamped(files: Mapping[str, bytes], token: bytes) -> Mapping[str, bytes]:
    """The same with a timestamp over its signature. Raises SmsError where it is not signed."""
    if SIGNATURE not in files:
        raise SmsError("a timestamp covers the signature of a pack, but this one is not signed")
    return dict(sorted({**files, TOKEN: token}.items()))
