"""The journal replayed: entries, lines and legs in order, with the balances and totals that follow from them. Pure."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from services.ledger.journal.hashing import EntryForm, chain, entry_hash, genesis, line_hash
from services.ledger.journal.kinds import BudgetRole, Kind, LineRole
from services.ledger.journal.words import Words
from services.ledger.kernel.answers import JarChange, PostedEntry
from services.ledger.verification.facts import CheckedFacts, Row
from services.ledger.verification.model import Findings

_COPIES = ("commodity", "book", "role")


@dataclass(slots=True)
class Chunk:
    """Entries in order and what belongs to them: lines by sequence, legs by (sequence, line), texts likewise."""

    entries: Sequence[Row]
    lines: dict[int, list[Row]] = field(default_factory=dict)
    legs: dict[tuple[int, int], list[Row]] = field(default_factory=dict)
    texts: dict[tuple[int, int], Row] = field(default_factory=dict)
    redacted: set[tuple[int, int]] = field(default_factory=set)


@dataclass(slots=True)
class Group:
    """The entries of one request, as its stored answer should tell them."""

    first: int
    claims: list[UUID]
    facts: bool
    entries: list[PostedEntry] = field(default_factory=list)


@dataclass(slots=True)
class Replay:
    """What the journal says so far."""

    household_id: UUID
    facts: CheckedFacts
    findings: Findings
    sequence: int = 0
    chain_hash: bytes = b""
    balances: dict[int, int] = field(default_factory=dict)
    versions: dict[int, int] = field(default_factory=dict)
    totals: defaultdict[tuple[int, date], int] = field(default_factory=lambda: defaultdict(int))
    groups: dict[UUID, Group] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Begin where the chain begins."""
        self.chain_hash = genesis(self.household_id)

    def chunk(self, chunk: Chunk) -> None:
        """Replay some entries."""
        for entry in chunk.entries:
            self._entry(entry, chunk)

    def _entry(self, entry: Row, chunk: Chunk) -> None:
        key = {"sequence": entry.sequence}
        self.sequence += 1
        if entry.sequence != self.sequence:
            self.findings.missing("entries", {"sequence": self.sequence})
            self.sequence = entry.sequence
        lines = chunk.lines.get(entry.sequence, ())
        legs = [chunk.legs.get((entry.sequence, line.line), ()) for line in lines]
        own = [_line_hash(line, its) for line, its in zip(lines, legs, strict=True)]
        agrees = self._agrees(entry, [line.line_hash for line in lines], own)
        before = len(self.findings.found)
        for line, its, hashed in zip(lines, legs, own, strict=True):
            self._legs(entry, line, its, dated=agrees)
            if line.line_hash != hashed and len(self.findings.found) == before:
                self.findings.add("lines", {**key, "line": line.line}, "line_hash", "the line or its legs differ")
            self._words(line, chunk)
        self.findings.gaps("lines", key, "line", [line.line for line in lines])
        if not agrees and len(self.findings.found) == before and entry.sequence not in self.facts.touched:
            self._disagrees(entry)
        linked = chain(self.chain_hash, entry.entry_hash)
        self.findings.differs("entries", key, "chain_hash", entry.chain_hash, linked)
        self.chain_hash = entry.chain_hash
        self._remember(entry, lines, legs)

    def _agrees(self, entry: Row, stored: list[bytes], own: list[bytes]) -> bool:
        """Whether the entry's own columns are those of its hash, whatever became of its lines."""
        facts, form = self.facts.hashes.get(entry.sequence, []), _form(entry)
        return entry.entry_hash in {entry_hash(form, stored, facts), entry_hash(form, own, facts)}

    def _disagrees(self, entry: Row) -> None:
        key = {"sequence": entry.sequence}
        if entry.kind == Kind.CLOSING and entry.sequence not in self.facts.hashes:
            self.findings.missing("closures", key)
        else:
            self.findings.add("entries", key, "entry_hash", "the entry, or what it brought, differs from its hash")

    def _legs(self, entry: Row, line: Row, legs: Sequence[Row], *, dated: bool) -> None:
        key = {"sequence": entry.sequence, "line": line.line}
        gap = self.findings.gaps("legs", key, "leg", [leg.leg for leg in legs])
        sums: defaultdict[tuple[str, int], int] = defaultdict(int)
        for leg in legs:
            self._leg(leg)
            if dated:
                place = {**key, "leg": leg.leg}
                self.findings.differs("legs", place, "valid_date", leg.valid_date, entry.valid_date)
            sums[leg.commodity, leg.book] += leg.amount
            if leg.role:
                sums[leg.commodity, -1] += leg.amount if leg.role == BudgetRole.JAR else -leg.amount
        if any(sums.values()) and not gap:
            self.findings.add("legs", key, "", "the legs do not balance: one is missing, too many or altered")

    def _leg(self, leg: Row) -> None:
        key = {"sequence": leg.sequence, "line": leg.line, "leg": leg.leg}
        account = self.facts.accounts.get(leg.account)
        if account is None:
            self.findings.add("legs", key, "account", "there is no such account")
        elif leg.sequence not in self.facts.touched and account.sequence not in self.facts.touched:
            for column in _COPIES:
                self.findings.differs("legs", key, column, getattr(leg, column), getattr(account, column))
        if leg.balance != self.balances.get(leg.account, 0) + leg.amount:
            self.findings.add("legs", key, "balance", "is not the balance before it plus its amount")
        self.balances[leg.account] = leg.balance
        self.versions[leg.account] = leg.sequence
        self.totals[leg.account, leg.valid_date.replace(day=1)] += leg.amount

    def _words(self, line: Row, chunk: Chunk) -> None:
        place = (line.sequence, line.line)
        key = {"sequence": line.sequence, "line": line.line}
        text = chunk.texts.get(place)
        if text is None:
            if line.text_commitment is not None and place not in chunk.redacted:
                self.findings.missing("texts", key)
            return
        words = Words(text.note, text.person, text.split_note, tuple(text.tags))
        if words.commitment(text.salt) != line.text_commitment:
            self.findings.add("texts", key, "", "the words are not those that were committed to")
        self.findings.differs("texts", key, "folded", text.folded, words.folded())
        if place in chunk.redacted:
            self.findings.stray("redactions", key)

    def _remember(self, entry: Row, lines: Sequence[Row], legs: Sequence[Sequence[Row]]) -> None:
        """What the request's stored answer must say."""
        group = self.groups.get(entry.group_id)
        if group is None:
            group = self.groups[entry.group_id] = Group(
                entry.sequence, [entry.group_id], facts=entry.kind == Kind.FACTS
            )
        jars = tuple(
            JarChange(line.line, account.account_id, leg.amount)
            for line, its in zip(lines, legs, strict=True)
            if line.role == LineRole.STATED
            for leg in its
            if leg.role == BudgetRole.JAR and (account := self.facts.accounts.get(leg.account)) is not None
        )
        group.entries.append(
            PostedEntry(
                entry.transaction_id, entry.sequence, entry.version, entry.kind, entry.reverses or 0,
                entry.rule_version or 0, entry.booked_at, jars,
            )
        )  # fmt: skip
        new = entry.version == 1 and entry.reverses is None and entry.kind < Kind.FACTS
        if new and not group.facts and entry.transaction_id not in group.claims:
            group.claims.append(entry.transaction_id)


def _line_hash(line: Row, legs: Sequence[Row]) -> bytes:
    forms = [(leg.account, leg.amount, leg.commodity) for leg in legs]
    return line_hash(line.line, line.role, line.member_id, line.text_commitment, forms)


def _form(entry: Row) -> EntryForm:
    return EntryForm(
        entry.household_id, entry.sequence, entry.group_id, entry.index, entry.transaction_id, entry.version,
        entry.kind, entry.phase, entry.source, entry.actor_id, entry.valid_date, entry.booked_at.isoformat(),
        entry.reverses, entry.rule_version, entry.rule_inputs, entry.evidence, entry.request_hash,
    )  # fmt: skip
