"""Annotations of GitHub, read as its runner reads them."""

import re

import pytest
from hypothesis import given

from sms_lint.ground.output.annotations import annotation
from sms_lint.ground.output.characters import visible
from tests.ground.output.hostile import HOSTILE, is_steered


def runner(line: str) -> tuple[str, dict[str, str], str]:
    """A command as the runner takes it out of a line of the log: its name, properties and message."""
    match = re.fullmatch(r"::(\w+) ([^:]*)::(.*)", line)
    assert match
    pairs = [part.split("=", 1) for part in match[2].split(",")]
    return match[1], {name: _unescaped(value) for name, value in pairs}, _unescaped(match[3])


def _unescaped(text: str) -> str:
    for code, mark in (("%0D", "\r"), ("%0A", "\n"), ("%3A", ":"), ("%2C", ","), ("%25", "%")):
        text = text.replace(code, mark)
    return text


def test_an_honest_message_arrives() -> None:
    command = annotation("error", {"file": "a,b: 5 %.md", "line": 2}, "50 % done, a::b\nnext")
    assert command == "::error file=a%2Cb%3A 5 %25.md,line=2::50 %25 done, a::b%0Anext"
    assert runner(command) == ("error", {"file": "a,b: 5 %.md", "line": "2"}, "50 % done, a::b\nnext")


@given(HOSTILE, HOSTILE)
def test_one_command_with_its_own_properties_whatever_they_hold(path: str, message: str) -> None:
    command = annotation("notice", {"file": path, "title": message}, message)
    assert len(f"x{command}x".splitlines()) == 1
    assert not is_steered(f"x{command}")
    name, properties, told = runner(command)
    assert (name, list(properties)) == ("notice", ["file", "title"])
    kept = re.sub(r"(##\w*)\[", r"\1<U+005B>", visible(message.replace("\r", "%0D"))).replace("%0D", "\r")
    assert told == kept or "%" in message


@pytest.mark.parametrize(("command", "name"), [("error\n", "file"), ("error", "file=x,line"), ("", "file")])
def test_a_name_that_is_not_ours_is_refused(command: str, name: str) -> None:
    with pytest.raises(ValueError, match="not a workflow command"):
        annotation(command, {name: "x"}, "x")
