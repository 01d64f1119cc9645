"""The baseline: the findings that a system had when the checks were adopted. It is written once, and then shrinks."""

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import date

from sms_lint.ground.errors import SmsError
from sms_lint.ground.text.yaml_written import Value, Written, in_brackets, scalar
from sms_lint.model.accepted import BASELINE_FILE, Baseline, BaselineFinding, BaselineSettings
from sms_lint.model.finding import Finding, Rule
from sms_lint.rules.accepting import fingerprint, may_be_baselined
from sms_lint.rules.routes import Routes

_HEAD = """\
# Findings that were there when the checks were adopted. They are shown and do not count until the day below.
# This list only shrinks: `sms-lint check --baseline prune` takes out what is put right. Nothing is added to it.
"""
_LONGEST = 200


def first_baseline(
    findings: Iterable[Finding], rules: Mapping[str, Rule], *, today: date, until: date, reason: str
) -> BaselineSettings:
    """The findings that count, as a baseline. Raises SmsError where the day or the reason is no good."""
    if until <= today:
        raise SmsError(f"the last day of the baseline, {until}, is not in the future")
    if len(reason.split()) < 2:
        raise SmsError("say in --reason why the findings are accepted for now: auditors will read it")
    routes, times, said = Routes(), Counter[str](), dict[str, dict[str, str]]()
    for finding in findings:
        if may_be_baselined(finding, rules.get(finding.rule)):
            same = fingerprint(finding, routes)
            times[same] += 1
            of = finding.node or finding.at.path
            texts = {"rule": finding.rule, "of": of, "says": finding.message[:_LONGEST], "fingerprint": same}
            said.setdefault(same, texts)
    entries = [{**entry, "times": str(times[same])} for same, entry in said.items()]
    head = {"adopted": today.isoformat(), "until": until.isoformat(), "reason": reason}
    return BaselineSettings.model_validate({**head, "findings": entries})


def pruned(baseline: Baseline, unneeded: Mapping[str, int]) -> BaselineSettings:
    """The baseline without what is put right: `unneeded` says by fingerprint how many times nothing was found."""
    left = Counter(unneeded)
    kept = []
    for entry in baseline.said.findings:
        gone = min(left[entry.fingerprint], entry.times)
        left[entry.fingerprint] -= gone
        if gone < entry.times:
            kept.append(entry.model_copy(update={"times": entry.times - gone}))
    return baseline.said.model_copy(update={"findings": tuple(kept)})


def baseline_text(said: BaselineSettings) -> str:
    """The baseline as a file."""
    head = f"adopted: {said.adopted}\nuntil: {said.until}\nreason: {scalar(Written(said.reason))}\n"
    lines = "".join(f"  - {in_brackets(_written(entry))}\n" for entry in said.findings)
    return f"{_HEAD}{head}findings:{chr(10) + lines if lines else ' []' + chr(10)}"


def _written(entry: BaselineFinding) -> Mapping[str, Value]:
    times = {"times": Written(str(entry.times), is_text=False)} if entry.times > 1 else {}
    texts = {"rule": entry.rule, "of": entry.of, "fingerprint": entry.fingerprint, "says": entry.says}
    return {**{name: Written(text) for name, text in texts.items()}, **times}


def refuse_second(*, there: bool) -> None:
    """Raises SmsError where there is a baseline already: it is written once."""
    if there:
        raise SmsError(
            f"there is a {BASELINE_FILE} already, and a baseline only shrinks: `--baseline prune` takes out what is "
            "put right. What is accepted later needs a comment or an entry in the settings, with its own reason"
        )
