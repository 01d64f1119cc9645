"""What a rule, a kind, a setting or a clause is, as text."""

from sms_lint.ground.errors import SmsError
from sms_lint.report.clauses import explain
from sms_lint.report.reference import Reference, as_text
from sms_lint.rules import checks_for
from sms_lint.system.sms import Sms

_WIDTH = 100


def explained(sms: Sms, name: str) -> str:
    """The page of a name, or the clause. Raises SmsError, with a suggestion, where there is neither."""
    reference = Reference(tuple(check.rule for check in checks_for(sms)), sms.kinds)
    if name not in reference.names and name[:1].isdigit():
        for catalogue in sms.catalogues:
            try:
                return str(explain(catalogue, catalogue.find(name)))
            except SmsError:
                continue
    return str(as_text(reference.page(name), _WIDTH, lambda text, *_: text))
