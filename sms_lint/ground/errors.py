"""The one exception of this package."""


class SmsError(Exception):
    """The tool cannot run. The text says why, and what to do, in a sentence for the person who ran it."""
