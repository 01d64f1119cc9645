"""`python -m sms_lint` is the command `sms-lint`."""

from sms_lint.cli import run

if __name__ == "__main__":
    run()
