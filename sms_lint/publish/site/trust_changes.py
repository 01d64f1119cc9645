"""What a version of the trust settings changed: who came and went, roles, keys, authorities and exemptions."""

from collections.abc import Iterator

from sms_lint.ground.sentences import joined
from sms_lint.model.trust import Exemption, Trust
from sms_lint.publish.site.escape import Safe, text
from sms_lint.publish.site.html import NOTHING, stacked
from sms_lint.publish.site.view import PageContext
from sms_lint.translation import ours


def trust_changes(here: PageContext, before: Trust | None, after: Trust) -> Safe:
    """What a version changed, a line for each; nothing where it changed nothing of that."""
    if before is None:
        return text(ours("taken as it stood"))
    lines = [*_roles(here, before, after), *_named(before, after), *_exemptions(here, before, after)]
    return stacked(lines) or NOTHING


def _roles(here: PageContext, before: Trust, after: Trust) -> Iterator[Safe]:
    """Who may approve as what from now on, or no longer."""
    old, new = _held(before), _held(after)
    for (person, role), days in sorted(new.items()):
        if old.get((person, role)) != days:
            start, end = days
            until = f" to {end}" if end else ""
            yield Safe(ours(f"{here.node(person)} is {here.node(role)} from {text(start)}{text(until)}"))
    for person, role in sorted(old.keys() - new.keys()):
        yield Safe(ours(f"{here.node(person)} is not {here.node(role)} any more"))


def _held(trust: Trust) -> dict[tuple[str, str], tuple[str, str]]:
    return {
        (trusted.who, str(held.role)): (str(held.from_), str(held.to or ""))
        for trusted in trust.people
        for held in trusted.roles
    }


def _named(before: Trust, after: Trust) -> Iterator[Safe]:
    """Persons, robots, agents, keys, owners and authorities."""
    for words, old, new in (
        ("persons and robots", _names(before), _names(after)),
        ("agents", _agents(before), _agents(after)),
        ("keys of", _keys(before), _keys(after)),
        ("owners", set(before.owners.people), set(after.owners.people)),
        ("timestamp authorities", _authorities(before), _authorities(after)),
    ):
        for what, names in (("new", new - old), ("no longer", old - new)):
            if names:
                yield text(f"{what} {words}: {joined(sorted(names))}")


def _names(trust: Trust) -> set[str]:
    return {one.who for one in trust.everybody}


def _agents(trust: Trust) -> set[str]:
    return {agent.who for agent in trust.agents}


def _keys(trust: Trust) -> set[str]:
    return {f"{one.who} ({own.key.fingerprint})" for one in trust.everybody for own in one.keys}


def _authorities(trust: Trust) -> set[str]:
    return {authority.file for authority in trust.authorities}


def _exemptions(here: PageContext, before: Trust, after: Trust) -> Iterator[Safe]:
    """What is let pass from now on, and why; and what is not any more."""
    old, new = _by_subject(before), _by_subject(after)
    for key, exemption in sorted(new.items()):
        if old.get(key) != exemption:
            what = f"{_exemption(here, exemption)} until {exemption.until}: {text(exemption.reason)}"
            yield Safe(what)
    for key in sorted(old.keys() - new.keys()):
        yield Safe(ours(f"{_exemption(here, old[key])} ended"))


def _by_subject(trust: Trust) -> dict[tuple[str, str], Exemption]:
    return {(exemption.of, exemption.allows): exemption for exemption in trust.exemptions}


def _exemption(here: PageContext, exemption: Exemption) -> Safe:
    return Safe(ours(f"exemption of {here.node(exemption.of)} from {text(exemption.allows)}"))
