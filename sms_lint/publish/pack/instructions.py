"""`VERIFY.txt`: the commands by which a pack is checked, as text that people read; it is no program."""

from sms_lint.ground.output.characters import one_line
from sms_lint.ground.output.printable import Printable, block
from sms_lint.publish.pack.bag import DATA
from sms_lint.publish.pack.commands import PackRepository, commands


def instructions(title: str, repository: PackRepository | None, *, has_token: bool) -> Printable:
    """The whole text."""
    steps = "\n".join(
        f"{number:2}. {command.why}\n\n    {command.line}\n"
        for number, command in enumerate(commands(has_token=has_token, repository=repository), start=1)
    )
    authority = "    AUTHORITY=/path/to/authority.pem    the certificate of the timestamp authority\n"
    text = _TEXT.format(
        title=one_line(title), authority=authority if has_token else "", steps=steps, data=DATA.rstrip("/")
    )
    return block(text.splitlines())


_TEXT = """How to check this pack
{title}

With sms-lint: get it from its own release, never from this pack, and run

    sms-lint verify PACK.tar --signers SIGNERS --root-trust SHA256

It does everything that stands on this page, and more: it makes the pack again from the repository in it, and compares
every byte. SHA256 is that of the first trust settings, as the organization tells you in another way.

Without sms-lint: the commands below need a shell, tar, coreutils, grep, find, OpenSSH 8.2 or newer, OpenSSL and git.
Do not copy them out of a pack that you do not trust yet: `sms-lint verify PACK.tar --commands` prints the same list,
and it is in the handbook of sms-lint.

What you bring along, from outside of the pack:

    PACK=/path/to/pack.tar              the file of the pack
    SIGNERS=/path/to/signers            one line: NAME namespaces="pack@sms-lint" ssh-ed25519 AAAA...
    SIGNER=NAME                         the name in that line, of the person who has to have signed
{authority}
Ask the organization for the key by another way, by telephone or on paper, and compare its fingerprint:
`ssh-keygen -l -f KEY.pub`.

Make a new and empty folder, change to it, set the variables, and type `set -e`: the shell then stops at the first
command that fails. A pack is in order only where every command ends without an error.

{steps}
Then look at the approvals: the statements that {data}/in-force.json names. Each lies in {data}/records/approvals,
with its signature beside it. The keys are those of the trust settings in {data}/trust; compare the SHA-256 of the first
version of these with what the organization tells you.

    ssh-keygen -Y verify -f {data}/trust/001-DIGEST.signers.txt -I P-001 -n approval@sms-lint \\
        -s STATEMENT.json.sig < STATEMENT.json
    sha256sum {data}/texts/ID/TEXT.md      has to be the `sha256` in the statement

What these commands cannot show is in {data}/index.md, under "What was not verified, and why".
"""
