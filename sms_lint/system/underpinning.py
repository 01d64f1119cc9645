"""Which targets of a supplier's contract stand behind which targets of an agreement with a customer.

Two belong together where the contract says so (`supports`), or where they have one unit and direction, and one name or
much the same metric.
"""

from collections.abc import Iterator

from sms_lint.ground.substance import figures_in, telling_words
from sms_lint.model.kinds.agreement import ServiceLevelAgreement, ServiceLevelTarget
from sms_lint.model.kinds.supply import ContractTarget, SupplierContract
from sms_lint.system.sms import Sms

# The share of the telling words of the shorter metric that the other one has, too.
SHARED = 0.75


def agreements_behind(sms: Sms) -> dict[str, ServiceLevelAgreement]:
    """The agreements that bind or are to bind, by id."""
    return {
        agreement.id: agreement for agreement in sms.all(ServiceLevelAgreement) if agreement.status != "ended"
    }


def pairs(contract: SupplierContract, agreement: ServiceLevelAgreement) -> Iterator[tuple[int, int]]:
    """The places of each target of the contract, and of the one of the agreement that it stands behind."""
    for index, target in enumerate(contract.targets):
        named = [support.target.casefold() for support in target.supports if support.sla == agreement.id]
        for number, promised in enumerate(agreement.targets):
            if promised.name.casefold() in named if named else _is_alike(target, promised):
                yield index, number


def is_comparable(target: ContractTarget, promised: ServiceLevelTarget) -> bool:
    """Whether the values of two targets can be laid beside each other."""
    return (target.unit, target.direction) == (promised.unit, promised.direction)


def _is_alike(target: ContractTarget, promised: ServiceLevelTarget) -> bool:
    """Whether both are about the same: of one name, or measured in much the same words and at the same times."""
    if not is_comparable(target, promised):
        return False
    if target.name.casefold() == promised.name.casefold():
        return True
    mine, theirs = telling_words(target.metric), telling_words(promised.metric)
    shared = len(mine & theirs) >= SHARED * min(len(mine), len(theirs)) if mine and theirs else False
    return shared and figures_in(target.metric) == figures_in(promised.metric)
