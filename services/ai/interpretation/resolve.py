"""From preset keys to the household's own ids. What the household does not have stays empty."""

from collections.abc import Sequence
from dataclasses import replace

from services.ai.understanding.model import Context, Draft, Evidence, Named, TransactionKind
from services.ai.understanding.text import fold
from services.ai.understanding.vocabulary import Vocabulary

LOANS = {
    TransactionKind.LOAN_OUT: "receivable", TransactionKind.LOAN_BACK: "receivable",
    TransactionKind.LOAN_IN: "payable", TransactionKind.LOAN_REPAY: "payable",
}  # fmt: skip
# An account that was named but is not the household's: the default stands in, and a person should look.
STAND_IN_CONFIDENCE = 0.3


class Resolver:
    """Finds the things of one household behind keys and names."""

    def __init__(self, context: Context, vocabulary: Vocabulary) -> None:
        """Look in `context`."""
        self._context = context
        self._vocabulary = vocabulary

    def resolve(self, draft: Draft) -> Draft:
        """The draft with ids instead of keys."""
        account, stands_in = self._account(draft.account)
        counter = draft.counter_account or LOANS.get(draft.kind, "")
        evidence = draft.evidence
        if stands_in:
            evidence = tuple(_doubted(piece) if piece.field == "account" else piece for piece in evidence)
        return replace(
            draft,
            account=account,
            counter_account=self._named_account(counter),
            category=self._category(draft.category),
            jar=self._keyed(self._context.jars, draft.jar),
            counter_jar=self._keyed(self._context.jars, draft.counter_jar),
            evidence=evidence,
        )

    def _account(self, key: str) -> tuple[str, bool]:
        """The account, or the household's first one when the named one is not there (and True)."""
        found = self._named_account(key)
        if found or not key:
            return found, False
        accounts = self._context.accounts
        return (accounts[0].thing_id if accounts else ""), True

    def _named_account(self, key: str) -> str:
        """By id or key, by a name that holds one of the words for the key, else the account of the same kind."""
        things = self._context.accounts
        found = self._keyed(things, key)
        if found or not key:
            return found
        words = [word for word, owner in self._vocabulary.bank_words.items() if owner == key]
        for thing in things:
            name = f" {fold(thing.name)} "
            if any(f" {word} " in name for word in words):
                return thing.thing_id
        if self._vocabulary.account_kinds.get(key) == "bank":
            return self._keyed(things, "bank")
        return ""

    def _category(self, key: str) -> str:
        """The category, or the one above it."""
        return self._keyed(self._context.categories, key) or self._keyed(self._context.categories, key.split(".")[0])

    def _keyed(self, things: Sequence[Named], key: str) -> str:
        if not key:
            return ""
        return next((thing.thing_id for thing in things if key in {thing.thing_id, thing.key}), "")


def _doubted(piece: Evidence) -> Evidence:
    return replace(piece, rule="account.stand_in", confidence=STAND_IN_CONFIDENCE, inferred=True)
