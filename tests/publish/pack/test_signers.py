"""Files of allowed signers, as `ssh-keygen` reads them."""

import pytest

from sms_lint.ground.errors import SmsError
from sms_lint.publish.pack.signers import read_signers
from tests.publish.pack.making import OWNER, STRANGER

LINE = OWNER.public.line


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


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (LINE, "line 1"),
        ("P-0001\n", "does not have the form"),
        ("P-0001 ssh-ed25519 AAAA\n", "line 1 of the signers"),
        (f"a {LINE}\nb cert-authority {LINE}\n", "line 2 of the signers has the options"),
        (f'b valid-before="20260101" {LINE}\n', "only `namespaces=` is understood"),
        (f'b namespaces="x",valid-before="20260101" {LINE}\n', "only `namespaces=` is understood"),
        ("\x00\xff", "does not have the form"),
    ],
)
def test_what_is_not_understood_is_said(text: str, said: str) -> None:
    with pytest.raises(SmsError, match=said):
        read_signers(text)
