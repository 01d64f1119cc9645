"""What suppliers promise, beside what customers were promised."""

from collections.abc import Iterator

from sms_lint.ground.substance import figures_in, telling_words
from sms_lint.model.kinds.agreement import ServiceLevelAgreement, ServiceLevelTarget
from sms_lint.model.kinds.planning import Risk
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
    """The places of each target of the contract, and of the one of the agreement that it stands behind.

    Where `supports` of a target names something in the agreement, only that counts; else those count that are alike.
    """
    for index, target in enumerate(contract.targets):
        named = [support.target.casefold() for support in target.supports if support.sla == agreement.id]
        for number, promised in enumerate(agreement.targets):
            if promised.name.casefold() in named if named else is_alike(target, promised):
                yield index, number


def is_comparable(target: ContractTarget, promised: ServiceLevelTarget) -> bool:
    """Whether the values of two targets can be laid beside each other: in one unit and direction."""
    return (target.unit, target.direction) == (promised.unit, promised.direction)


def is_alike(target: ContractTarget, promised: ServiceLevelTarget) -> bool:
    """Whether both are about the same: in one unit and direction, and of one name or measured in much the same words.

    Figures in the words have to agree, such as the minutes in "answered in 20 minutes".
    """
    if not is_comparable(target, promised):
        return False
    if target.name.casefold() == promised.name.casefold():
        return True
    mine, theirs = telling_words(target.metric), telling_words(promised.metric)
    shared = len(mine & theirs) >= SHARED * min(len(mine), len(theirs)) if mine and theirs else False
    return shared and figures_in(target.metric) == figures_in(promised.metric)


def is_accepted(sms: Sms, target: ContractTarget) -> bool:
    """Whether somebody accepted the risk that a target is weaker than what customers were promised."""
    named = sms.get(target.made_up_by) if target.made_up_by else None
    return isinstance(named, Risk) and named.acceptance == "accept"


def is_made_up(sms: Sms, target: ContractTarget) -> bool:
    """Whether a second supply that is under contract stands beside a target, or its risk was accepted."""
    named = sms.get(target.made_up_by) if target.made_up_by else None
    second = isinstance(named, SupplierContract) and named.status == "active"
    return second or is_accepted(sms, target)
