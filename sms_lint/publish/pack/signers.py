"""Keys that are trusted to sign packs, from a file of allowed signers as `ssh-keygen` reads it."""

import re
from collections.abc import Mapping
from fnmatch import fnmatchcase

from sms_lint.ground.errors import SmsError
from sms_lint.outside.ssh_signature import Key, SignatureError, read_key
from sms_lint.publish.pack.bag import NAMESPACE

_LINE = re.compile(
    r'(?P<who>[^\s"]+)\s+(?:(?P<options>(?:[^\s"]|"[^"]*")+)\s+)?(?P<key>(?:ssh|ecdsa|sk)-\S+\s+\S+)(?:\s.*)?'
)
_NAMESPACES = re.compile(r'namespaces="(?P<names>[^"]*)"', re.I)


def read_signers(text: str, namespace: str = NAMESPACE) -> Mapping[str, tuple[Key, ...]]:
    """The keys by whose they are; lines for other purposes than that of `namespace` are left out.

    Raises SmsError where a line cannot be read, or has an option that is not understood here.
    """
    found: dict[str, tuple[Key, ...]] = {}
    for number, line in enumerate(text.splitlines(), start=1):
        if not line.strip() or line.startswith("#"):
            continue
        match = _LINE.fullmatch(line.strip())
        if match is None:
            raise SmsError(f"line {number} of the signers does not have the form `NAME ssh-ed25519 AAAA…`")
        options = _NAMESPACES.fullmatch(match["options"] or 'namespaces="*"')
        if options is None:
            raise SmsError(
                f"line {number} of the signers has the options `{match['options'][:80]!a}`; only `namespaces=` is "
                "understood here, so check the pack by `ssh-keygen`, or leave out keys that no longer count"
            )
        try:
            key = read_key(match["key"])
        except SignatureError as error:
            raise SmsError(f"line {number} of the signers: {error}") from None
        if any(fnmatchcase(namespace, pattern) for pattern in options["names"].split(",")):
            found[match["who"]] = (*found.get(match["who"], ()), key)
    return found
