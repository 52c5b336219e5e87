"""Why a group of changes is refused."""

from enum import StrEnum


class Reason(StrEnum):
    """Why a group was refused: names of heo.ledger.v1.ErrorReason without the prefix."""

    REQUEST_ID_REUSED = "REQUEST_ID_REUSED"
    VERSION_STALE = "VERSION_STALE"
    HOUSEHOLD_NOT_FOUND = "HOUSEHOLD_NOT_FOUND"
    ACCOUNT_NOT_FOUND = "ACCOUNT_NOT_FOUND"
    ACCOUNT_CLOSED = "ACCOUNT_CLOSED"
    JAR_NOT_FOUND = "JAR_NOT_FOUND"
    JAR_CLOSED = "JAR_CLOSED"
    TRANSACTION_NOT_FOUND = "TRANSACTION_NOT_FOUND"
    ALREADY_VOIDED = "ALREADY_VOIDED"
    UNBALANCED = "UNBALANCED"
    COMMODITY_MISMATCH = "COMMODITY_MISMATCH"
    COMMODITY_UNKNOWN = "COMMODITY_UNKNOWN"
    AMOUNT_OUT_OF_RANGE = "AMOUNT_OUT_OF_RANGE"
    DATE_OUT_OF_RANGE = "DATE_OUT_OF_RANGE"
    KIND_MISMATCH = "KIND_MISMATCH"
    BALANCE_NOT_ZERO = "BALANCE_NOT_ZERO"
    SUCCESSOR_INVALID = "SUCCESSOR_INVALID"
    DRAFT_NOT_FOUND = "DRAFT_NOT_FOUND"
    DRAFT_NOT_READY = "DRAFT_NOT_READY"
    UNASSIGNED_JAR = "UNASSIGNED_JAR"
    RULE_INVALID = "RULE_INVALID"
    QUEUE_FULL = "QUEUE_FULL"
    LIMIT_REACHED = "LIMIT_REACHED"


class RefusalError(Exception):
    """Raised while a group is worked out; becomes Refused. Never leaves the kernel."""

    def __init__(self, reason: Reason) -> None:
        """Refuse for `reason`."""
        super().__init__(reason)
        self.reason = reason
