"""What an OpenSLO file of ours says beside the standard keys, so that it comes back as it was."""

VERSION = "openslo/v1"
# The type of a metric source that is one of our own: its `spec` names the KPI and which of its records count.
SOURCE = "sms-lint"
# The type of one that somebody measures by hand.
BY_HAND = "manual"
# The label of an objective with the id of the agreement.
AGREEMENT = "sla"
PER_CENT = "%"
