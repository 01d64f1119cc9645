"""What could be used as it stands there is a secret; what only stands for one is none."""

import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sms_lint.ground.secrets import secrets_in

LABEL = st.sampled_from(
    (
        "password: ",
        "DB_PASSWORD=",
        '"client_secret": "',
        "api_key = '",
        "Passwort: ",
        "token: ",
        "aws_secret_access_key=",
    )
)
# Letters of no language and figures in turn: neither words nor a row of the same sign.
SECRET = st.lists(st.sampled_from("qzvkwj"), min_size=5, max_size=12, unique=False).map(
    lambda letters: (
        "".join(f"{letter}{(number * 7 + 3) % 10}" for number, letter in enumerate(letters)) + "Qx!"
    )
)
NAME = st.text(string.ascii_letters, min_size=3, max_size=8)


def kinds(text: str) -> list[str]:
    return [what for _, what in secrets_in(text)]


FORMS = (
    "${{{0}1_VALUE}}", "$({0}2 read)", "{{{{ {0}3 }}}}", "<{0}-4-secret>", "%({0}5)ssss", "config.{0}_12345",
    "vault.read('{0}/1')", "https://vault.firma.example/{0}/1", "/run/secrets/{0}1", "DB_PASSWORD_1", "string(255)",
    "varchar(64)", "sha256:0123456789", "min12characters", "12-characters-or-more", "8-64chars", "your-password-1",
    "my_secret_token_1", "changeme123", "xxxxxxxx1", "********1", "example-1234", "2026-10-31T10:00", "30minutes",
    "11111111", "the-password1",
)  # fmt: skip


@given(LABEL, st.builds(str.format, st.sampled_from(FORMS), NAME))
def test_what_stands_for_a_secret_is_silent(label: str, value: str) -> None:
    assert kinds(f"{label}{value}\n") == []


@given(LABEL, SECRET)
def test_a_password_is_found_whatever_names_it(label: str, value: str) -> None:
    assert kinds(f"Settings: {label}{value}\n") == ["a password"]


@given(NAME, SECRET)
def test_a_password_in_an_address_is_found(user: str, secret: str) -> None:
    inside = secret.replace("!", "")
    assert "a password in an address" in kinds(f"Open https://{user}:{inside}@console.firma.example/x")
    assert kinds(f"Open https://{user}:{inside}@localhost:8080/x") == []
    assert kinds(f"Open https://{user}:${{SECRET}}@console.firma.example/x") == []
    assert kinds("Open postgres://user:password@db.firma.example/x") == []
    assert kinds(f"Open https://{user}:<PASSWORD>@console.firma.example/x") == []


TOKENS = ("ghp_", "glpat-", "xoxb-", "sk_live_", "npm_", "hf_")


@given(st.sampled_from(TOKENS), st.permutations(string.ascii_letters))
def test_a_token_is_found_and_its_gap_is_not(start: str, letters: list[str]) -> None:
    body = "".join(letters)[:36]
    if "abcdefg" in body.casefold():
        return
    assert kinds(f"Use {start}{body} now") == ["a token"]
    assert kinds(f"Use {start}{'x' * 36} now") == []
    assert kinds(f"Use {start}YOUR-TOKEN-HERE now") == []


SEGMENT = "eyJhbGciOiJIUzI1NiJ9.eyJpZCI6MTAzLCJ1cmkiOiJicDI6Y2xpY2sifQ.bGljayIsImJ1bGxldGlu"


@pytest.mark.parametrize(
    "text",
    [
        f"[News](https://links.firma.example/l/{SEGMENT})",
        "![](https://ci.example.org/x.svg?circle-token=27cd98362d475cfa8c586565b659b220)",
        "![](https://cov.example.org/graph/badge?token=27cd98362d475cfa)",
        "nextPageToken: abc12345678q",
        "csrf_token=abc123456789q",
        "AKIAIOSFODNN7EXAMPLE",
        "Join at https://firma.zoom.us/j/915226664?pwd=WnRSNlNhNXhDWkR2Z09",
        "A key begins with `-----BEGIN PRIVATE KEY-----`.",
        "-----BEGIN PRIVATE KEY-----\n...\n-----END PRIVATE KEY-----",
    ],
)
def test_what_is_public_is_silent(text: str) -> None:
    assert kinds(text) == []


@pytest.mark.parametrize(
    "text",
    [
        f"https://app.firma.example/login?token={SEGMENT}1",
        f"Authorization: Bearer {SEGMENT}",
        "AKIAQWERTZUIOPASDFGH",
        "-----BEGIN OPENSSH PRIVATE KEY-----",
        "-----BEGIN RSA PRIVATE KEY-----\nMIIEowIBAAKCAQEAq8zv\n",
        "redis://:hunter22@cache.firma.example",
        "password: Password123!",
    ],
)
def test_what_opens_something_is_found(text: str) -> None:
    assert len(kinds(text)) == 1
