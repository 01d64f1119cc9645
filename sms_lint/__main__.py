"""`python -m sms_lint` is the command `sms-lint`."""

import sys

from sms_lint.cli import main

if __name__ == "__main__":
    sys.exit(main())
