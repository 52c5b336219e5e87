"""The contract's enumerations as the page sees them: lower case, without their prefix."""

from enum import StrEnum


class Role(StrEnum):
    """What a member may do; each may do all that those before it may."""

    VIEWER = "viewer"
    RECORDER = "recorder"
    EDITOR = "editor"
    OWNER = "owner"


class AccountType(StrEnum):
    """An account's place in the book."""

    ASSET = "asset"
    LIABILITY = "liability"
    INCOME = "income"
    EXPENSE = "expense"
    EQUITY = "equity"


class TransactionKind(StrEnum):
    """What a person would call the transaction."""

    EXPENSE = "expense"
    INCOME = "income"
    TRANSFER = "transfer"
    JAR_MOVE = "jar_move"
    REFUND = "refund"
    LOAN_OUT = "loan_out"
    LOAN_IN = "loan_in"
    LOAN_BACK = "loan_back"
    LOAN_REPAY = "loan_repay"
    OPENING = "opening"
    EXCHANGE = "exchange"


class Source(StrEnum):
    """Where a transaction came from."""

    MANUAL = "manual"
    VOICE = "voice"
    BILL = "bill"
    BANK_MESSAGE = "bank_message"
    IMPORT = "import"
    SCHEDULE = "schedule"


class DraftState(StrEnum):
    """Where a draft stands."""

    READING = "reading"
    READY = "ready"
    FAILED = "failed"
    CONFIRMED = "confirmed"
    DISCARDED = "discarded"


class DraftField(StrEnum):
    """One understood piece of a draft."""

    KIND = "kind"
    AMOUNT = "amount"
    VALID_DATE = "valid_date"
    CATEGORY = "category"
    ACCOUNT = "account"
    COUNTER_ACCOUNT = "counter_account"
    JAR = "jar"
    NOTE = "note"
    PERSON = "person"
    TAGS = "tags"
    RECURRENCE = "recurrence"
    COUNTER_JAR = "counter_jar"


class ReadingStage(StrEnum):
    """How far a reading is."""

    QUEUED = "queued"
    READING = "reading"
    DONE = "done"
    FAILED = "failed"


class PictureKind(StrEnum):
    """What a picture shows."""

    BILL = "bill"
    TRANSFER = "transfer"
    NONE = "none"


class BillField(StrEnum):
    """A piece of a bill beside its lines."""

    MERCHANT = "merchant"
    ADDRESS = "address"
    TIME = "time"
    TOTAL = "total"
    PAYMENT = "payment"
    VAT = "vat"
    DISCOUNT = "discount"
    FEE = "fee"
    CASH = "cash"
    CHANGE = "change"
    ROUNDING = "rounding"


class NothingHeard(StrEnum):
    """Why a clip has no words."""

    SILENCE = "silence"
    NOISE = "noise"


class AudioEncoding(StrEnum):
    """How audio comes: bare samples, or in a file's container (webm, mp4, ogg, wav)."""

    LINEAR16 = "linear16"
    CONTAINER = "container"


class ShareKind(StrEnum):
    """How a jar takes part in an income."""

    PERCENT = "percent"
    REMAINDER = "remainder"


class AlertKind(StrEnum):
    """What an alert says."""

    PLAN_NEAR = "plan_near"
    PLAN_REACHED = "plan_reached"
    JAR_EMPTY = "jar_empty"


class JarPreset(StrEnum):
    """A ready-made rule."""

    SIX_JARS = "six_jars"
    FIVE_JARS = "five_jars"
    FIFTY_THIRTY_TWENTY = "50_30_20"


class Locale(StrEnum):
    """A language of the page."""

    VI = "vi"
    EN = "en"


class LedgerKind(StrEnum):
    """What happened in the ledger; `resync` says that more happened than is kept, so read everything again."""

    TRANSACTION_POSTED = "transaction_posted"
    TRANSACTION_VOIDED = "transaction_voided"
    DRAFT_CHANGED = "draft_changed"
    ACCOUNT_CHANGED = "account_changed"
    PLAN_CHANGED = "plan_changed"
    HOUSEHOLD_CHANGED = "household_changed"
    RESYNC = "resync"
