"""Slips of a tired process owner, made at random places of the reference system: each kind is a function.

A slip takes the text of a file and a source of chance, and gives the text after it; None where the file has no place for it.
"""

import re
from collections.abc import Callable, Mapping
from random import Random

Make = Callable[[str, Random], str | None]


def _in_keys(pattern: str, by: Callable[[re.Match[str], Random], str]) -> Make:
    """A slip at one of the places that a pattern finds, in the keys of the file: not in the prose behind them."""
    compiled = re.compile(pattern, re.M)

    def make(text: str, chance: Random) -> str | None:
        end = text.find("\n---", 3) if text.startswith("---") else len(text)
        found = list(compiled.finditer(text, 0, end))
        if not found:
            return None
        match = chance.choice(found)
        new = text[: match.start()] + by(match, chance) + text[match.end() :]
        return new if new != text else None

    return make


def _swap(word: str, chance: Random) -> str:
    """The word with two unlike letters next to each other changed round."""
    places = [at for at in range(1, len(word) - 1) if word[at] != word[at + 1]]
    if not places:
        return word
    at = chance.choice(places)
    return word[:at] + word[at + 1] + word[at] + word[at + 2 :]


def _constant(by: str) -> Callable[[re.Match[str], Random], str]:
    return lambda match, _: match.expand(by)


# A value that names something: a reference among the fields, not the id of the entry itself.
_REF = r"^(?P<key> *(?!id|former)[a-z_]+: )(?P<value>(?:SVC|PRC|POL|PLN|CHG|SUP|CUS|CI|AST|RSK|NC|IMP|OBJ|SLA|PRB|KPI)-[A-Z0-9-]+)$"
_ROLE = r"^(?P<key> *(?:owner|approver|manager|analyst): )(?P<value>[a-z]+(?:-[a-z]+)+)$"
_DAY = r"^(?P<key> *[a-z_]+: )(?P<y>20\d\d)-(?P<m>\d\d)-(?P<d>\d\d)$"
_ENUM = r"^(?P<key> *(?:status|lifecycle|classification|acceptance|conformity|criticality|outcome|result|category|type): )(?P<value>[a-z][a-z_]{3,})$"
_CLAUSE = r"(?<![\w.])20000-1:\d+(?:\.\d+)+(?![\w.-])"
_FLOW_CLAUSES = r"^(?P<key>(?: *)(?:satisfies|scope|clauses_covered): )\[(?P<value>20000-1:[^\]\n]*)\]"

SLIPS: Mapping[str, Make] = {
    "letters of an id changed round": _in_keys(_REF, lambda m, c: m["key"] + _swap_tail(m["value"], c)),
    "an id in small letters": _in_keys(_REF, lambda m, _: m["key"] + m["value"].lower()),
    "an id with a look-alike hyphen": _in_keys(_REF, lambda m, _: m["key"] + m["value"].replace("-", "\u2011", 1)),
    "an id with a dash": _in_keys(_REF, lambda m, _: m["key"] + m["value"].replace("-", "\u2013", 1)),
    "an id with a space": _in_keys(_REF, lambda m, _: m["key"] + m["value"].replace("-", " ", 1)),
    "an id with an underscore": _in_keys(_REF, lambda m, _: m["key"] + m["value"].replace("-", "_", 1)),
    "an id of a word processor": _in_keys(_REF, lambda m, _: f"{m['key']}\u201c{m['value']}\u201d"),
    "an id and a full stop": _in_keys(_REF, _constant(r"\g<0>.")),
    "an id cut short": _in_keys(_REF, lambda m, _: m[0][:-1]),
    "an id doubled in a letter": _in_keys(_REF, lambda m, _: m[0] + m[0][-1]),
    "a Cyrillic letter in an id": _in_keys(_REF, lambda m, _: m["key"] + _look_alike(m["value"])),
    "a role misspelt": _in_keys(_ROLE, lambda m, c: m["key"] + _swap(m["value"], c)),
    "a role in words": _in_keys(_ROLE, lambda m, _: m["key"] + m["value"].replace("-", " ").capitalize()),
    "a role with underscores": _in_keys(_ROLE, lambda m, _: m["key"] + m["value"].replace("-", "_")),
    "a role in capitals": _in_keys(_ROLE, lambda m, _: m["key"] + m["value"].title()),
    "a role with a look-alike hyphen": _in_keys(_ROLE, lambda m, _: m["key"] + m["value"].replace("-", "\u2010")),
    "a role left out": _in_keys(_ROLE, lambda m, _: m["key"].rstrip()),
    "a role as a list": _in_keys(_ROLE, _constant(r"\g<key>[\g<value>]")),
    "two roles": _in_keys(_ROLE, _constant(r"\g<key>\g<value>, service-desk-agent")),
    "a day of Germany": _in_keys(_DAY, _constant(r"\g<key>\g<d>.\g<m>.\g<y>")),
    "a day of America": _in_keys(_DAY, _constant(r"\g<key>\g<m>/\g<d>/\g<y>")),
    "a day with slashes": _in_keys(_DAY, _constant(r"\g<key>\g<y>/\g<m>/\g<d>")),
    "a day without noughts": _in_keys(_DAY.replace(r"(?P<m>\d\d)", r"0(?P<m>\d)"), _constant(r"\g<key>\g<y>-\g<m>-\g<d>")),
    "a day that no month has": _in_keys(_DAY, _constant(r"\g<key>\g<y>-\g<m>-32")),
    "a thirteenth month": _in_keys(_DAY, _constant(r"\g<key>\g<y>-13-\g<d>")),
    "a day with the letter O": _in_keys(_DAY, lambda m, _: m[0][::-1].replace("0", "O", 1)[::-1] if "0" in m["d"] else m[0]),
    "a day of two figures": _in_keys(_DAY, lambda m, _: f"{m['key']}{m['y'][2:]}-{m['m']}-{m['d']}"),
    "a day with en dashes": _in_keys(_DAY, _constant("\\g<key>\\g<y>\u2013\\g<m>\u2013\\g<d>")),
    "a day with a time": _in_keys(_DAY, _constant(r"\g<0> 10:00")),
    "a day in words": _in_keys(_DAY, _constant(r"\g<key>tomorrow")),
    "an enumeration in capitals": _in_keys(_ENUM, lambda m, _: m["key"] + m["value"].capitalize()),
    "an enumeration misspelt": _in_keys(_ENUM, lambda m, c: m["key"] + _swap(m["value"], c)),
    "an enumeration cut short": _in_keys(_ENUM, lambda m, _: m[0][:-1]),
    "an enumeration with a blank": _in_keys(_ENUM.replace("[a-z][a-z_]{3,}", "[a-z]+_[a-z_]+"), lambda m, _: m["key"] + m["value"].replace("_", " ")),
    "an enumeration in German": _in_keys(_ENUM, _constant(r"\g<key>erledigt")),
    "an enumeration with a comma": _in_keys(_ENUM, _constant(r"\g<0>,")),
    "a clause that is none": _in_keys(_CLAUSE, _constant(r"\g<0>.99")),
    "a clause with a comma": _in_keys(_CLAUSE, lambda m, _: m[0][::-1].replace(".", ",", 1)[::-1]),
    "a clause without the standard": _in_keys(_CLAUSE, lambda m, _: m[0].partition(":")[2]),
    "a clause of another standard": _in_keys(_CLAUSE, lambda m, _: "27001:" + m[0].partition(":")[2]),
    "a clause with a full stop behind": _in_keys(_CLAUSE, _constant(r"\g<0>.")),
    "a list of clauses without brackets": _in_keys(_FLOW_CLAUSES, _constant(r"\g<key>\g<value>")),
    "a list of clauses in other brackets": _in_keys(_FLOW_CLAUSES, _constant(r"\g<key>(\g<value>)")),
    "a bracket that is not closed": _in_keys(_FLOW_CLAUSES, _constant(r"\g<key>[\g<value>")),
    "a bracket that is not opened": _in_keys(_FLOW_CLAUSES, _constant(r"\g<key>\g<value>]")),
    "a list with semicolons": _in_keys(_FLOW_CLAUSES.replace(r"[^\]\n]*", r"[^\]\n]*, [^\]\n]*"), lambda m, _: f"{m['key']}[{m['value'].replace(',', ';')}]"),
    "no colon behind a key": _in_keys(r"^( *[a-z_]+): (?=\w)", _constant(r"\1 ")),
    "no space behind a colon": _in_keys(r"^( *[a-z_]+): (?=\w)", _constant(r"\1:")),
    "an equals sign for a colon": _in_keys(r"^( *[a-z_]+): (?=\w)", _constant(r"\1 = ")),
    "a full-width colon": _in_keys(r"^( *[a-z_]+): (?=\w)", _constant("\\1\uff1a")),
    "a semicolon for a colon": _in_keys(r"^( *[a-z_]+): (?=\w)", _constant(r"\1; ")),
    "a key in capitals": _in_keys(r"^( *)([a-z])([a-z_]{3,}: )", lambda m, _: m[1] + m[2].upper() + m[3]),
    "a key misspelt": _in_keys(r"^( *)([a-z_]{5,})(?=: )", lambda m, c: m[1] + _swap(m[2], c)),
    "a key with a hyphen": _in_keys(r"^( *)([a-z]+_[a-z_]+)(?=: )", lambda m, _: m[1] + m[2].replace("_", "-")),
    "a key in braces": _in_keys(r"^( *)([a-z_]{4,})(?=: )", _constant(r"\1{\2}")),
    "a key in quotes of a word processor": _in_keys(r"^( *)([a-z_]{4,})(?=: )", _constant("\\1\u201c\\2\u201d")),
    "a tab before a key": _in_keys(r"^    (?=[a-z_]+: )", _constant("\t")),
    "a space too many": _in_keys(r"^(    )(?=[a-z_]+: )", _constant(r"\1 ")),
    "a space too few": _in_keys(r"^(   ) (?=[a-z_]+: )", _constant(r"\1")),
    "a no-break space": _in_keys(r"^(   ) (?=[a-z_]+: )", _constant("\\1\u00a0")),
    "an entry without its dash": _in_keys(r"^  - (?=id: )", _constant("    ")),
    "a dash without a space": _in_keys(r"^  - (?=id: )", _constant("  -")),
    "a bullet for a dash": _in_keys(r"^  - (?=id: )", _constant("  \u2022 ")),
    "an en dash for a dash": _in_keys(r"^  - (?=id: )", _constant("  \u2013 ")),
    "a quote left open": _in_keys(r"^( *(?:title|statement): )(?=\w)", _constant(r'\1"')),
    "a quote of a word processor at one end": _in_keys(r'^( *(?:title|version): )"', _constant("\\1\u201c")),
    "a colon in a title": _in_keys(r"^( *title: )(?=\w)", _constant(r"\1Note: ")),
    "a line twice": _in_keys(r"^ *(?:owner|title|status|version): .*\n", _constant(r"\g<0>\g<0>")),
    "the kind misspelt": _in_keys(r"^kind: .*", lambda m, c: f"kind: {_swap(m[0][6:], c)}"),
    "the kind as a plural": _in_keys(r"^kind: .*", _constant(r"\g<0>s")),
    "the kind in capitals": _in_keys(r"^kind: .*", lambda m, _: f"kind: {m[0][6:].capitalize()}"),
    "the kind left out": _in_keys(r"^kind: .*\n", _constant("")),
    "an interval in another unit": _in_keys(r"every: \d+ months", _constant("every: 1 quarter")),
    "an interval without its unit": _in_keys(r"every: (\d+) months", _constant(r"every: \1")),
    "an interval cut short": _in_keys(r"every: (\d+) months", _constant(r"every: \1m")),
    "a review without braces": _in_keys(r"^review: \{(.*)\}$", _constant(r"review: \1")),
    "a brace left open": _in_keys(r"^review: \{(.*)\}$", _constant(r"review: {\1")),
    "a field pasted in between": _in_keys(r"^( *)(?=owner: )", _constant(r"\1responsible: me\n\1")),
    "a number with a comma": _in_keys(r"^( *(?:target|availability|value): \d+)\.(?=\d)", _constant(r"\1,")),
    "a number with its unit": _in_keys(r"^( *(?:likelihood|impact|target): \d+)$", _constant(r"\1 %")),
    "a number in words": _in_keys(r"^( *(?:likelihood|impact): )\d+$", _constant(r"\1three")),
}  # fmt: skip


def _swap_tail(id_: str, chance: Random) -> str:
    """The id with two letters behind its prefix changed round."""
    prefix, _, rest = id_.partition("-")
    return f"{prefix}-{_swap(f' {rest}', chance)[1:]}"


def _look_alike(id_: str) -> str:
    return id_.replace("C", "\u0421", 1) if "C" in id_ else id_.replace("P", "\u0420", 1)
