"""Rows of facts: accounts, commodities, closings and rules, with the hashes that make them part of the journal."""

from services.ledger.journal import hashing
from services.ledger.journal.drafting import FactsDraft
from services.ledger.journal.facts import AccountFact
from services.ledger.kernel.rows import Row


def add_facts(tables: dict[str, list[Row]], household: bytes, sequence: int, facts: FactsDraft) -> list[bytes]:
    """Add the rows that come with the entry `sequence`; their hashes, which the entry's hash covers."""
    hashes: list[bytes] = []
    for code, decimals in facts.commodities:
        hashes.append(hashing.commodity_hash(sequence, code, decimals))
        tables["commodities"].append((household, code, decimals, sequence, hashes[-1]))
    for account, new, parent in facts.accounts:
        hashes.append(account_fact_hash(sequence, account))
        tables["accounts"].append((household, *_account(account), sequence, hashes[-1]))
        look = new.profile
        tables["account_profiles"].append(
            (
                household,
                account.number,
                look.key,
                look.name,
                look.icon,
                look.hue,
                look.position,
                parent,
                account.default_jar,
            )
        )
    for number, successor in facts.closures:
        hashes.append(hashing.closure_hash(sequence, number, successor))
        tables["closures"].append((household, number, successor, sequence, hashes[-1]))
    for rule, preset in facts.rules:
        hashes.append(hashing.rule_hash(sequence, rule.version, rule.commodity, preset))
        tables["jar_rules"].append((household, rule.version, rule.commodity, preset, sequence, hashes[-1]))
        for ordinal, (jar, kind, points) in enumerate(rule.shares):
            hashes.append(hashing.share_hash(sequence, rule.version, ordinal, jar, kind, points))
            tables["jar_rule_shares"].append((household, rule.version, ordinal, jar, kind, points, hashes[-1]))
    return hashes


def account_fact_hash(sequence: int, account: AccountFact) -> bytes:
    """The hash of an account's fact."""
    return hashing.account_hash(
        sequence, account.number, account.account_id, account.book, account.type, account.commodity, account.on_budget,
        account.role, account.purpose,
    )  # fmt: skip


def _account(account: AccountFact) -> Row:
    return (
        account.number, account.account_id.bytes, account.book, account.type, account.commodity, account.on_budget,
        account.role, account.purpose,
    )  # fmt: skip
