"""Facts against their hashes, and against one another: accounts, commodities, closings, jar rules."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeAlias

from services.ledger.jars.model import WHOLE, ShareKind
from services.ledger.journal import hashing
from services.ledger.verification.model import Findings

Row: TypeAlias = Any
"""A row with its columns as attributes."""


@dataclass(slots=True)
class CheckedFacts:
    """Accounts by number, and the stored and computed hashes of all facts by the sequence of their entry."""

    accounts: Mapping[int, Row]
    hashes: dict[int, list[bytes]] = field(default_factory=dict)
    touched: set[int] = field(default_factory=set)


def check_facts(tables: Mapping[str, Sequence[Row]], findings: Findings) -> CheckedFacts:
    """Compare all facts of a household; what is found is noted before anything that stands on them."""
    checked = CheckedFacts({account.number: account for account in tables["accounts"]})
    codes = {commodity.code for commodity in tables["commodities"]}
    versions = {rule.version: rule for rule in tables["jar_rules"]}
    for row in tables["commodities"]:
        own = hashing.commodity_hash(row.sequence, row.code, row.decimals)
        _compare(checked, findings, "commodities", {"code": row.code}, row, own, row.sequence)
    for row in tables["accounts"]:
        _compare(checked, findings, "accounts", {"number": row.number}, row, _account_hash(row), row.sequence)
        if row.commodity not in codes:
            findings.missing("commodities", {"code": row.commodity})
    for row in tables["closures"]:
        own = hashing.closure_hash(row.sequence, row.number, row.successor)
        _compare(checked, findings, "closures", {"number": row.number}, row, own, row.sequence)
    for row in tables["jar_rules"]:
        own = hashing.rule_hash(row.sequence, row.version, row.commodity, row.preset)
        _compare(checked, findings, "jar_rules", {"version": row.version}, row, own, row.sequence)
    _check_shares(tables["jar_rule_shares"], versions, checked, findings)
    findings.gaps("accounts", {}, "number", sorted(checked.accounts), 1)
    findings.gaps("jar_rules", {}, "version", sorted(versions), 1)
    for profile in tables["account_profiles"]:
        if profile.number not in checked.accounts:
            findings.missing("accounts", {"number": profile.number})
    return checked


def _account_hash(row: Row) -> bytes:
    return hashing.account_hash(
        row.sequence,
        row.number,
        row.account_id,
        row.book,
        row.type,
        row.commodity,
        row.on_budget,
        row.role,
        row.purpose,
    )


def _check_shares(
    shares: Sequence[Row], versions: Mapping[int, Row], checked: CheckedFacts, findings: Findings
) -> None:
    by_version: dict[int, list[Row]] = {version: [] for version in versions}
    for row in shares:
        by_version.setdefault(row.version, []).append(row)
        if row.version not in versions:
            continue
        key = {"version": row.version, "ordinal": row.ordinal}
        sequence = versions[row.version].sequence
        own = hashing.share_hash(sequence, row.version, row.ordinal, row.jar, row.kind, row.basis_points)
        if sequence not in checked.touched:
            _compare(checked, findings, "jar_rule_shares", key, row, own, sequence)
        for column in ("fixed_amount", "target_amount", "cap_amount", "overflow_jar", "roll_over"):
            findings.differs("jar_rule_shares", key, column, getattr(row, column), None)
    for version, rows in by_version.items():
        key = {"version": version}
        if version not in versions and rows[0].ordinal == 0:
            findings.missing("jar_rules", key)
            continue
        if version not in versions:
            findings.stray("jar_rule_shares", {**key, "ordinal": rows[0].ordinal})
            continue
        whole = any(row.kind == ShareKind.REMAINDER for row in rows) or sum(row.basis_points for row in rows) == WHOLE
        if not findings.gaps("jar_rule_shares", key, "ordinal", [row.ordinal for row in rows]) and not whole:
            findings.missing("jar_rule_shares", {**key, "ordinal": len(rows)})


def _compare(
    checked: CheckedFacts, findings: Findings, table: str, key: dict[str, Any], row: Row, own: bytes, sequence: int
) -> None:
    """The row's own hash; what differs here is not to be said again of the entry."""
    if findings.differs(table, key, "fact_hash", row.fact_hash, own):
        checked.touched.add(sequence)
    checked.hashes.setdefault(sequence, []).append(row.fact_hash)
