"""Passwords, keys and tokens in a text, told from what only stands for them: gaps, names of variables, examples.

What is found is never printed. A secret is what could be used as it stands there: `${TOKEN}`, `string(255)` or
`your-password` cannot.
"""

import re
from collections.abc import Iterator

# What precedes the secret itself has a fixed length: otherwise each beginning is followed to the end of the line.
_KINDS = {
    "a private key": r"-----BEGIN (?:[A-Z]+ )*PRIVATE KEY-----",
    "an access key of a cloud": r"\bA[KS]IA[0-9A-Z]{16}\b|\bAIza[\w-]{35}\b|\bAccountKey=[A-Za-z0-9+/]{40,90}={0,2}",
    "a token": r"\bgh[pousr]_[A-Za-z0-9]{36,}|\bgithub_pat_\w{20,}|\bglpat-[\w-]{20,}|\bxox[abprs]-[\w-]{10,}"
    r"|\b[sr]k_live_[A-Za-z0-9]{16,}|\bnpm_[A-Za-z0-9]{36}|\bpypi-AgEI[\w-]{20,}|\bSG\.[\w-]{20,24}\.[\w-]{40,46}"
    r"|\bsk-ant-[\w-]{20,}|\bhf_[A-Za-z]{30,}|\bdop_v1_[a-f0-9]{40,}"
    r"|\beyJ[\w-]{10,400}\.eyJ[\w-]{10,4000}\.[\w-]{10,}",
    "a password in an address": r"\b[a-z][a-z0-9+.-]{0,30}://(?P<user>[^\s/:@]*)"
    r":(?P<inside>[^\s/@]{3,})@(?P<host>[\w.-]*)",
    "a password": r"(?<![A-Za-z0-9])(?i:password|passwd|pwd|passphrase|passwort|kennwort|secret|token|api[_-]?key"
    r"|(?:secret[_-])?access[_-]?key)(?![A-Za-z0-9])[\"']?\s*[:=]\s*[\"'`]?"
    r"(?=[^\s\"'<>]{0,200}\d)(?P<value>[^\s\"'<>]{8,})",
}
# Looked for first, because they are found so much faster.
_SIGNS = {
    "a private key": ("-----begin",),
    "an access key of a cloud": ("akia", "asia", "aiza", "accountkey="),
    "a token": (
        "ghp_", "gho_", "ghu_", "ghs_", "ghr_", "github_pat", "glpat-", "xox", "k_live_", "npm_", "pypi-", "sg.",
        "sk-ant-", "hf_", "dop_v1_", "eyj",
    ),
    "a password in an address": ("://",),
    "a password": ("passw", "pwd", "passphrase", "kennwort", "secret", "token", "api", "access"),
}  # fmt: skip
_FORMS = {what: re.compile(form) for what, form in _KINDS.items()}

# What a program puts in later, or where the secret is kept instead.
_FILLED_IN = re.compile(
    r"[$#]\{|^<|\$\(|\{\{|%\(|<%|^\$[A-Za-z_]|^%\w+%|^\{[\w.]+\}|^\[|^!\w|^\*\*|\]\(|^[A-Za-z_][\w.]*\("
    r"|^(?:config|settings|env|process|self|this|user|request|params|secrets?|vault|vars?|local|data|module|os|args)[.\[]"
    r"|^(?:https?|file|op|vault|ssm|s3|secret|ref\+\w+)://|^arn:|^projects/|^~?/[\w.-]+/|^[A-Z]{2}[A-Z0-9]*_[A-Z0-9_]+$",
)
# What a value has to be like: a type, a digest's name, a rule for passwords, a length of time, a day.
_DESCRIBED = re.compile(
    r"^(?:string|varchar|n?char|text|int\d*|uuid\d*|bytes?|binary|bool|sha-?\d+|md5|bcrypt|scrypt|argon2\w*|pbkdf2"
    r"|base64|hmac|oauth2?|jwt|totp|mfa|2fa|rfc\d+|iso\d*|v?\d+\.\d+)(?![A-Za-z])"
    r"|\d+[-_ ]?(?:or[-_]more[-_])?(?:chars?|characters?|letters?|digits?|symbols?|seconds?|minutes?|hours?|days?"
    r"|weeks?|months?|years?|bits?|bytes?|zeichen|tage|stunden|s|h|d|m|ms)(?![A-Za-z])"
    r"|^(?:min|max|at[-_]?least|more[-_]?than|minimum|maximum|length)(?:[-_:=]|\d)"
    r"|^\d{4}-\d{2}-\d{2}|^\d{1,2}[./]\d{1,2}[./]\d{2,4}",
    re.I,
)
_EXAMPLE = re.compile(
    r"example|sample|dummy|fake|placeholder|redacted|change-?_?me|replace|insert|your[-_]|[-_]here|foobar|abcdefg|lorem"
    r"|xxx|\*{3}|•{3}|\.{3}|…|_{4}|#{3}|musterpass|beispiel|exemple|ejemplo",
    re.I,
)
_NO_SECRET = """
    a an and my the your our some any this that secret secrets password passwd passwords passphrase pass pw pwd token
    tokens key keys api access user username name value string here test demo auth login real new old strong long random
    complex basic oauth correct horse battery staple admin x
"""
_STANDS_FOR = frozenset(_NO_SECRET.split())
# Words before `token` that name something else: a page of results, a guard against forged forms, a status badge.
_PUBLIC = re.compile(
    r"(?:csrf|xsrf|page|next|continuation|sync|cursor|circle|badge|publish\w*|public|site)[-_ ]?\Z", re.I
)
_BADGE = re.compile(r"(?:badge|\.svg)[^\s)]*\Z", re.I)
# The link to a meeting that everybody with the text may join.
_MEETING = re.compile(r"://[\w.-]*(?:zoom|webex|bluejeans|gotomeeting|whereby)\.[a-z]+/[^\s)]*[?&]\Z")
_IN_A_PATH = re.compile(r"[a-z]://[^\s?#()]*/\Z")
_WELL_KNOWN_TOKEN = ".eyJzdWIiOiIxMjM0NTY3ODkwI"
_ANYWHERE = frozenset(("localhost", "127.0.0.1", "host", "hostname", ""))
_FEWEST_SIGNS = 5
_BEFORE = 200


def secrets_in(text: str) -> Iterator[tuple[int, str]]:
    """Where a secret begins, and what it is, in words that do not say it."""
    small = text.casefold()
    for what, signs in _SIGNS.items():
        if any(sign in small for sign in signs) and (what != "a password in an address" or "@" in text):
            for match in _FORMS[what].finditer(text):
                if not _stands_for_one(what, match):
                    yield match.start(), what


def _stands_for_one(what: str, match: re.Match[str]) -> bool:
    """Whether what was found is none, but what stands in its place."""
    before = match.string[max(0, match.start() - _BEFORE) : match.start()].rpartition("\n")[2]
    if what == "a private key":
        return _is_mentioned(match, before)
    if what == "a password in an address":
        inside = match["inside"]
        return _is_placeholder(inside) or inside == match["user"] or match["host"].casefold() in _ANYWHERE
    if what == "a password":
        is_public = (
            _PUBLIC.search(before)
            or _MEETING.search(before)
            or _BADGE.search(before)
            or _FORMS["a token"].match(match["value"])
        )
        return bool(is_public) or _is_placeholder(match["value"])
    found = match.group()
    if found.startswith("eyJ") and (_WELL_KNOWN_TOKEN in found or _IN_A_PATH.search(before)):
        return True
    return _EXAMPLE.search(found) is not None or len(set(found.rpartition("_")[2])) < _FEWEST_SIGNS


def _is_mentioned(match: re.Match[str], before: str) -> bool:
    """Whether a sentence only says how a private key begins, or nothing of it follows."""
    after = match.string[match.end() : match.end() + _BEFORE]
    following = after.partition("\n")[2].lstrip().partition("\n")[0]
    in_words = before.strip(" \t>*-`\"'") != "" or after.startswith("`")
    return in_words or following.lstrip("> ").startswith(("...", "…", "<", "[", "-----END", "xxx"))


def _is_placeholder(value: str) -> bool:
    """Whether a value is a gap, a description, an example, or only words that stand for a secret."""
    plain = value.strip("`*_.,;:)]}|\\\"'")
    if _FILLED_IN.search(value) or _DESCRIBED.search(plain) or _EXAMPLE.search(value):
        return True
    words = [word.casefold() for word in re.findall(r"[A-Za-z]+", plain)]
    said = len(words) > 1 or plain.isalpha()
    return (said and all(word in _STANDS_FOR for word in words)) or len(set(plain)) < _FEWEST_SIGNS
