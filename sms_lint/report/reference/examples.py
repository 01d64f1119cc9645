"""The examples in the documentation of a rule, taken apart: prose, and files with the lines that matter."""

import re
from collections import Counter
from collections.abc import Iterator
from difflib import SequenceMatcher

from sms_lint.model.finding import Rule
from sms_lint.model.rule_subjects import FENCE, MARK, Fenced, fenced
from sms_lint.report.reference.blocks import Block, Code, Heading, Prose

_CASE = re.compile(r"^(Bad|Good):[ \t]*", re.M)


def example_blocks(rule: Rule) -> Iterator[Block]:
    """Each Bad and Good of a rule: in a Bad the faulty lines matter, in a Good those that were put right."""
    parts = _CASE.split(rule.text)[1:]
    bad: dict[tuple[str, str, int], str] = {}
    for verdict, body in zip(parts[::2], parts[1::2], strict=True):
        yield Heading(verdict)
        like: Counter[tuple[str, str]] = Counter()
        for block in _pieces(body):
            if isinstance(block, Prose):
                yield block
                continue
            like[block[:2]] += 1
            place = *block[:2], like[block[:2]]
            if verdict == "Bad":
                bad[place] = block.text
                yield Code(block.caption, block.text, _faulty(block.text, rule.id))
            else:
                yield Code(block.caption, block.text, _mended(bad.get(place, ""), block.text), True)


def _pieces(body: str) -> Iterator[Prose | Fenced]:
    at = 0
    for match in FENCE.finditer(body):
        if before := body[at : match.start()].strip():
            yield Prose(before)
        yield fenced(match)
        at = match.end()
    if after := body[at:].strip():
        yield Prose(after)


def _faulty(text: str, rule: str) -> tuple[int, ...]:
    return tuple(
        number
        for number, line in enumerate(text.split("\n"))
        if rule in (name for name in MARK.findall(line))
    )


def _mended(bad: str, good: str) -> tuple[int, ...]:
    """The lines of a text that the faulty one does not have; none where there is nothing to compare with."""
    if not bad:
        return ()
    old = [re.sub(r"[ \t]*(?:#|<!--)[ \t]*<-.*$", "", line) for line in bad.split("\n")]
    compared = SequenceMatcher(None, old, good.split("\n"), autojunk=False)
    changes = (change for change in compared.get_opcodes() if change[0] in ("replace", "insert"))
    return tuple(number for change in changes for number in range(change[3], change[4]))
