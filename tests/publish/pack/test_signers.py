"""Files of allowed signers, as `ssh-keygen` reads them."""

import pytest

from sms_lint.ground.errors import SmsError
from sms_lint.publish.pack.signers import read_signers
from tests.publish.pack.making import OWNER, STRANGER

LINE = OWNER.public.line
NO_LINE = "line 1 of the signers does not have the form `NAME ssh-ed25519 AAAA…`"
ONLY = "only `namespaces=` is understood here, so check the pack by `ssh-keygen`, or leave out keys that no longer count"


@pytest.mark.parametrize(
    "text",
    [
        f"P-0001 {LINE}\n",
        f"\n# who\nP-0001 {LINE} a comment with words\n",
        f'P-0001 namespaces="pack@sms-lint" {LINE}',
        f'P-0001 namespaces="git,pack@*" {LINE}\r\n',
    ],
)
def test_keys_that_count(text: str) -> None:
    assert read_signers(text) == {"P-0001": (OWNER.public,)}


def test_two_keys_of_one_and_lines_for_something_else() -> None:
    text = f'a {LINE}\na {STRANGER.public.line}\nb namespaces="git" {LINE}\n'
    assert read_signers(text) == {"a": (OWNER.public, STRANGER.public)}
    assert read_signers("") == {}
    assert read_signers(text, "git") == {"a": (OWNER.public, STRANGER.public), "b": (OWNER.public,)}
    assert read_signers(f'a NAMESPACES="pack@sms-lint" {LINE}') == {"a": (OWNER.public,)}


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (LINE, NO_LINE),
        ("P-0001\n", NO_LINE),
        (
            "P-0001 ssh-ed25519 AAAA\n",
            "line 1 of the signers: this is not a public key: its long word is not complete",
        ),
        (
            f"a {LINE}\nb cert-authority {LINE}\n",
            f"line 2 of the signers has the options `'cert-authority'`; {ONLY}",
        ),
        (
            f'b valid-before="20260101" {LINE}\n',
            f"line 1 of the signers has the options `'valid-before=\"20260101\"'`; {ONLY}",
        ),
        (
            f'b namespaces="x",valid-before="20260101" {LINE}\n',
            f'line 1 of the signers has the options `\'namespaces="x",valid-before="20260101"\'`; {ONLY}',
        ),
        (f"b {'x' * 81} {LINE}\n", f"line 1 of the signers has the options `'{'x' * 80}'`; {ONLY}"),
        ("\x00\xff", NO_LINE),
    ],
)
def test_what_is_not_understood_is_said(text: str, said: str) -> None:
    with pytest.raises(SmsError) as refused:
        read_signers(text)
    assert str(refused.value) == said
