"""Records and documents for tests, as texts."""


def risk(id_: str = "RSK-1", state: str = "closed", title: str = "Flood", **more: str) -> str:
    lines = [f"{name}: {value}" for name, value in more.items()]
    return "\n".join(["kind: risk", f"id: {id_}", f"title: {title}", f"status: {state}", *lines, ""])


def register(*entries: str, kind: str = "risk", header: str = "") -> str:
    return f"kind: {kind}\nid: REG-RISK\ntitle: Risks\n{header}entries:\n" + "".join(entries)


def entry(id_: str = "RSK-1", state: str = "closed", title: str = "Flood") -> str:
    return f"  - id: {id_}\n    title: {title}\n    status: {state}\n"


def policy(
    version: str = "1.0",
    lifecycle: str = "active",
    text: str = "One.",
    last: str = "2026-01-01",
    id_: str = "POL-A",
) -> str:
    return (
        f'---\nkind: policy\nid: {id_}\ntitle: A policy\nversion: "{version}"\nlifecycle: {lifecycle}\n'
        f"review:\n  every: 12 months\n  last: {last}\n---\n\n# A policy\n\n## Purpose\n\n{text}\n"
    )


def review(status: str = "open", what: str = "Buy a pump", date: str = "2026-02-01") -> str:
    return (
        f"kind: management-review\nid: MR-1\ndate: {date}\n"
        f"actions:\n  - id: A1\n    what: {what}\n    status: {status}\n"
    )
