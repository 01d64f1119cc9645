"""The examples of a declared rule as people read them: the text of the file, under `Bad:` and `Good:`."""

from collections.abc import Sequence

from sms_lint.ground.source import Origin, RouteKey
from sms_lint.language.rule_shape import RuleExamples


def examples_text(origin: Origin, examples: RuleExamples) -> str:
    """The examples that stand under a rule, in Markdown."""
    parts = [
        f"{verdict.capitalize()}:\n\n{_fenced(_block(origin, ('examples', verdict, index)))}"
        for verdict, group in (("bad", examples.bad), ("good", examples.good))
        for index in range(len(group))
    ]
    return "\n\n".join(parts)


def _block(origin: Origin, route: Sequence[RouteKey]) -> str:
    """A group of keys as it is written, moved to the left; a comment behind its last value belongs to it.

    A single example is no list: then the place that is nearest to the first item of one is the example itself.
    """
    at = origin.at(*route)
    text, column = at.file.text, at.file.line_column(at.start)[1] - 1
    end = text.find("\n", max(at.end - 1, at.start))
    first, *rest = text[at.start : end if end != -1 else len(text)].rstrip().split("\n")
    moved = (line[column:] if not line[:column].strip() else line.strip() for line in rest)
    return "\n".join((first, *moved))


def _fenced(block: str) -> str:
    fence = "```" if "```" not in block else "````"
    return f"{fence}yaml\n{block}\n{fence}"
