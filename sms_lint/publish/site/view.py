"""What every page is made from, and where everything has its address."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from sms_lint.evidence import JudgedObligation, judged_obligations
from sms_lint.ground.clause_ids import clause_parts
from sms_lint.ground.fields import ID_PATTERN
from sms_lint.model.finding import Finding, Result
from sms_lint.model.kinds.documents import Process
from sms_lint.model.kinds.organisation import Role
from sms_lint.model.naming import name_of, title_of
from sms_lint.model.node import Document, Node, Record, Register, Table
from sms_lint.publish.site.address import Address
from sms_lint.publish.site.editions import Edition
from sms_lint.publish.site.escape import Safe, text
from sms_lint.publish.site.html import link
from sms_lint.publish.site.paging import page_of_rows
from sms_lint.publish.site.public import NOTHING_TOLD, Told, public_addresses
from sms_lint.report.reference import Reference
from sms_lint.rules import checks_for
from sms_lint.system.approval_status.readers import ReadersText
from sms_lint.system.sms import Sms

_ID = re.compile(rf"(?<![\w.:/-])(?:{ID_PATTERN})(?![\w-])")
_LONGEST_TITLE = 60


# Kinds whose entries have a page each, which gathers all that belongs to them, and the folder of these pages.
OWN_PAGES: Mapping[str, str] = {
    "service": "services",
    "customer": "customers",
    "other-party": "suppliers",
    "ci": "items",
    "role": "roles",
    "kpi": "kpis",
}


@dataclass(frozen=True, repr=False)  # as the system that it is made from
class SiteData:
    """The system as its readers see it, what was found in it, the handbook's files by their path in the handbook, for
    whom it is, and the documents with a PDF beside their pages, by their ids.

    `texts` says of each document that has to be approved what is in force of it, and what waits. `told` is what the
    public edition tells besides what is public.
    """

    sms: Sms
    result: Result
    handbook: Mapping[str, bytes]
    edition: Edition = "auditor"
    pdfs: Mapping[str, bytes] = field(default_factory=dict)
    texts: Mapping[str, ReadersText] = field(default_factory=dict)
    told: Told = NOTHING_TOLD

    def is_in_force(self, document: Document) -> bool:
        """Whether there is a text of a document that its readers may go by, or may have gone by."""
        text = self.texts.get(document.id)
        return text is None or text.shown is not None or text.is_withdrawn

    @cached_property
    def grades(self) -> Mapping[str, JudgedObligation]:
        """The grade of every obligation, and how far it is met."""
        return judged_obligations(self.sms, self.result)

    @cached_property
    def addresses(self) -> Mapping[str, Address]:
        """Where each node is shown, by its id; where an id is used twice, the first one."""
        if self.edition == "public":
            return public_addresses(self.sms.ids.values())
        found = {node.id: _address(node) for node in self.sms.ids.values()}
        for table in self.sms.all(Table):
            for index, identity in enumerate(table.column("id")):
                if identity and identity not in found:
                    found[identity] = _row_address(table, index, identity)
        for ref, table in self.sms.rows.items():
            found.setdefault(ref, Address(f"registers/{table.of}.html", table.id))
        former = self.sms.former_ids.items()
        return {**{before: found[now] for before, now in former if now in found}, **found}

    @cached_property
    def linked_from(self) -> Mapping[str, tuple[Node, ...]]:
        """What has a link to the file of each node in its text."""
        found: dict[str, dict[str, Node]] = {}
        for node in self.sms.nodes:
            for target in _linked(self.sms, node):
                if target != node.id:
                    found.setdefault(target, {})[node.id] = node
        return {target: tuple(nodes.values()) for target, nodes in found.items()}

    @cached_property
    def findings(self) -> Mapping[str, tuple[Finding, ...]]:
        """The findings that count, by the file they are in."""
        found: dict[str, list[Finding]] = {}
        for finding in self.result.counted:
            found.setdefault(finding.at.path, []).append(finding)
        return {path: tuple(findings) for path, findings in found.items()}

    @cached_property
    def findings_by_node(self) -> Mapping[str, tuple[Finding, ...]]:
        """The findings that count, by the id of what they are about."""
        found: dict[str, list[Finding]] = {}
        for finding in self.result.counted:
            if finding.node:
                found.setdefault(finding.node, []).append(finding)
        return {name: tuple(findings) for name, findings in found.items()}

    @cached_property
    def findings_by_rule(self) -> Mapping[str, tuple[Finding, ...]]:
        """The findings that count, by their rules."""
        found: dict[str, list[Finding]] = {}
        for finding in self.result.counted:
            found.setdefault(finding.rule, []).append(finding)
        return {rule: tuple(findings) for rule, findings in found.items()}

    @cached_property
    def reference(self) -> Reference:
        """The rules and kinds that are explained: the built-in ones, and those of the organisation."""
        return Reference(tuple(check.rule for check in checks_for(self.sms)), self.sms.kinds)

    @cached_property
    def findings_by_clause(self) -> Mapping[str, tuple[Finding, ...]]:
        """The findings that count, by the clauses that they belong to."""
        found: dict[str, list[Finding]] = {}
        for finding in self.result.counted:
            for clause in dict.fromkeys(clause_parts(ref).clause for ref in finding.clauses):
                found.setdefault(clause, []).append(finding)
        return {clause: tuple(findings) for clause, findings in found.items()}

    @cached_property
    def titles(self) -> Mapping[str, str]:
        """What people call a thing instead of its id, where that is short: its title or name."""
        found = {node.id: title_of(node) for node in self.sms.ids.values()}
        return {identity: title for identity, title in found.items() if 0 < len(title) <= _LONGEST_TITLE}

    @cached_property
    def role_titles(self) -> Mapping[str, str]:
        """The title of each role."""
        return {role.id: role.title for role in self.sms.records(Role)}


@dataclass(frozen=True)
class PageContext:
    """The page that is being written: links are relative to it."""

    view: SiteData
    page: str

    @property
    def sms(self) -> Sms:
        """The system."""
        return self.view.sms

    def to(self, address: Address) -> str:
        """The link target for a place on the site."""
        anchor = f"#{address.anchor}" if address.anchor else ""
        if address.page == self.page and anchor:
            return anchor
        return "../" * self.page.count("/") + address.page + anchor

    def node(self, ref: str, label: Safe | None = None) -> Safe:
        """A link to a node by what people call it, its id beside it; a role has its title alone.

        What has no short name is shown by its id, or by the `label` where one is given. Plain text where there is no
        such node.
        """
        place = self.view.addresses.get(ref)
        title = "" if label else self.view.titles.get(ref, "")
        shown = label or text(title or ref)
        is_role = ref in self.view.role_titles
        if place is None:
            return shown
        node = self.sms.get(ref)
        hint = name_of(node) if node and not title and not label else ""
        linked = link(self.to(place), shown, hint, "id" if shown == ref and not is_role else "")
        return beside(linked, ref) if title and not is_role else linked

    def named(self, node: Node) -> Safe:
        """A link to a node by its name, however long that is, its id beside it."""
        name = name_of(node)
        return beside(self.node(node.id, text(name)), node.id) if name else self.node(node.id)

    def clause(self, ref: str, short: bool = False) -> Safe:
        """A link to a clause or obligation; plain text where no catalogue has it."""
        if not self.sms.known_clause(ref):
            return text(ref)
        label = text(clause_parts(ref).short if short else ref)
        return link(self.to(clause_address(ref)), label, kind="id")

    def clauses(self, refs: Iterable[str]) -> Safe:
        """Links to clauses and obligations; the obligations of one clause follow it, by their keys."""
        keys: dict[str, list[str]] = {}
        for ref in dict.fromkeys(refs):
            parts = clause_parts(ref)
            keys.setdefault(parts.clause, []).extend(filter(None, [parts.obligation]))
        return Safe(", ".join(self._with_keys(clause, found) for clause, found in keys.items()))

    def _with_keys(self, clause: str, keys: Iterable[str]) -> Safe:
        shown = self.clause(clause)
        links = ", ".join(
            link(self.to(clause_address(f"{clause}-{key}")), text(key), kind="id")
            if self.sms.known_clause(f"{clause}-{key}")
            else text(key)
            for key in keys
        )
        return Safe(f"{shown} ({links})" if links else shown)

    def message(self, value: str) -> Safe:
        """A sentence of the linter: text between backticks is code."""
        parts = value.split("`")
        if len(parts) % 2 == 0:
            return self.prose(value)
        shown = (
            f"<code>{text(part)}</code>" if index % 2 else self.prose(part)
            for index, part in enumerate(parts)
        )
        return Safe("".join(shown))

    def prose(self, value: object) -> Safe:
        """A text of a field, each id in it that exists being a link."""
        given, parts, at = str(value), [], 0
        for match in _ID.finditer(given):
            if match.group() in self.view.addresses:
                parts += [text(given[at : match.start()]), self.node(match.group(), text(match.group()))]
                at = match.end()
        return Safe("".join([*parts, text(given[at:])]))


def beside(shown: Safe, identity: str) -> Safe:
    """Something by its name, with its id small beside it."""
    return Safe(f'{shown} <span class="sms-ref">{text(identity)}</span>')


def clause_address(ref: str) -> Address:
    """The page of a clause, at the obligation where one is meant."""
    parts = clause_parts(ref)
    return Address(f"clauses/{parts.standard}/{parts.number}.html", parts.obligation)


def is_prose(node: Node) -> bool:
    """Whether a record has a text of its own, and so a page."""
    return isinstance(node, Record) and node.register is None and node.path.endswith(".md")


def _address(node: Node) -> Address:
    if isinstance(node, Process):
        return Address(f"processes/{node.id}.html")
    if isinstance(node, Document):
        return Address(f"documents/{node.id}.html")
    if isinstance(node, Register):
        return Address(f"registers/{node.of}.html", node.id)
    return Address(f"records/{node.id}.html") if is_prose(node) else _entry_address(node.kind, node.id)


def _entry_address(kind: str, identity: str) -> Address:
    folder = OWN_PAGES.get(kind) if identity != "index" else None  # that page is the list of them
    return Address(f"{folder}/{identity}.html") if folder else Address(f"registers/{kind}.html", identity)


def _row_address(table: Table, index: int, identity: str) -> Address:
    own = OWN_PAGES.get(table.of)
    return _entry_address(table.of, identity) if own else Address(page_of_rows(table, index).page, identity)


def _linked(sms: Sms, node: Node) -> Iterable[str]:
    """The ids of the documents that a text links to."""
    for document_link in node.links:
        target = sms.by_path.get(resolve(node.path, document_link.target.partition("#")[0]) or "")
        if target is not None:
            yield target.id


def resolve(path: str, target: str) -> str | None:
    """The path from the root that a relative link in the file at `path` means; None where it leaves the root."""
    if not target or target.startswith("/") or ":" in target:
        return None
    parts = path.split("/")[:-1]
    for part in target.split("/"):
        if part == "..":
            if not parts:
                return None
            parts.pop()
        elif part not in ("", "."):
            parts.append(part)
    return "/".join(parts)
