"""One segment of a sentence becomes one draft: each field with the words that say it and how sure that is."""

from dataclasses import dataclass, replace
from datetime import date

from services.ai.understanding import category as categories
from services.ai.understanding.accounts import Place, both_accounts, paying_account
from services.ai.understanding.amounts import Amount, minor_units
from services.ai.understanding.confidence import confidence_of
from services.ai.understanding.date_forms import Day
from services.ai.understanding.goods import COSTING
from services.ai.understanding.kind_choice import KindChoice, choose_kind
from services.ai.understanding.model import Draft, Evidence, Recollection, TransactionKind
from services.ai.understanding.notes import note_of
from services.ai.understanding.people import Person
from services.ai.understanding.readings import Readings
from services.ai.understanding.sentence import Sentence
from services.ai.understanding.structure import Segment
from services.ai.understanding.tags import Tag
from services.ai.understanding.text import fold
from services.ai.understanding.tokens import Kind

CATEGORISED = {TransactionKind.EXPENSE, TransactionKind.INCOME, TransactionKind.REFUND}
FOR_WHOM = frozenset({
    "chuyen",
    "cho", "tang", "bieu", "mung", "cuoi", "ho", "gium", "dum", "gui", "goi", "dua", "xi", "tuoi", "viet", "tham",
    "to", "for", "sinh", "ck", "gia", "nhat", "benh", "om"
})  # fmt: skip
MOST_WORDS_WITHOUT_A_CLUE = 8
# Bare numbers up to this are millions, by category.
BARE_MILLIONS = {"salary": 150, "home.rent": 15, "rental": 15}
PLAIN_MARKS = frozenset({",", ".", ":", "!", "?", "\n", "-", "#"})
FALLBACK = {TransactionKind.EXPENSE: "other", TransactionKind.INCOME: "other_income"}


@dataclass(slots=True)
class DraftWriter:
    """Writes the draft of a segment; `crowded` says that the sentence holds several."""

    sentence: Sentence
    readings: Readings
    segment: Segment
    crowded: bool

    def write(self) -> Draft | None:
        """The draft, or None when a mere number stands among words that say nothing of money."""
        chosen = choose_kind(self.sentence, self.readings, self.segment)
        note = note_of(self.sentence, self.segment)
        category, jar, said = self._category(chosen, note)
        if not self._is_about_money(chosen, said):
            return None
        self.segment = replace(self.segment, amount=_in_millions(self.segment.amount, category))
        amount = self.segment.amount
        day, day_piece = self._day(chosen.kind)
        account, counter, account_pieces = self._accounts(chosen)
        jars = [place for place in self.readings.jars if self._mine(place)]
        named_jar, counter_jar = self._jars(chosen, jars)
        person = self._person(chosen)
        repetition = self.readings.recurrence
        evidence = [self._kind_piece(chosen), self._amount_piece(), day_piece, *said, *account_pieces]
        evidence += [self._piece("jar", place.start, place.end, "jar.named", place.likeness) for place in jars[:1]]
        if person:
            evidence.append(self._piece("person", person.start, person.end, "person.named"))
        if repetition:
            evidence.append(self._piece("recurrence", repetition.start, repetition.end, "recurrence.words"))
        tags = [tag for tag in self.readings.tags if self._mine(tag) or not self.crowded]
        evidence += [self._piece("tags", tag.start, tag.end, "tags.hash") for tag in tags]
        return Draft(
            kind=chosen.kind, amount=minor_units(self.sentence, amount), currency=amount.currency, valid_date=day,
            category=category, jar=named_jar or jar, account=account, counter_account=counter, counter_jar=counter_jar,
            note=note, person=person.name if person else "", tags=tuple(tag.name for tag in tags),
            recurrence=repetition.rule if repetition else "", evidence=tuple(evidence),
        )  # fmt: skip

    def _mine(self, thing: Place | Day | Tag) -> bool:
        return self.segment.start <= thing.start < self.segment.end

    def _piece(
        self,
        field: str,
        start: int,
        end: int,
        rule: str,
        likeness: float = 1.0,
        inferred: bool = False,
        explanation: str = "",
    ) -> Evidence:
        first, last = self.sentence.span(start, end)
        table = self.sentence.vocabulary.confidence
        sure = confidence_of(table, rule, likeness, self.crowded)
        return Evidence(field, first, last, rule, sure, inferred, explanation)

    def _kind_piece(self, chosen: KindChoice) -> Evidence:
        return self._piece(
            "kind", chosen.start, chosen.end, chosen.rule, chosen.likeness, chosen.rule == "kind.default"
        )

    def _amount_piece(self) -> Evidence:
        amount = self.segment.amount
        return self._piece("amount", amount.start, amount.end, amount.rule, 1.0, amount.inferred)

    def _is_about_money(self, chosen: KindChoice, said: list[Evidence]) -> bool:
        """A number with a money unit always is; a bare one needs a word that the lexicon knows, or a short sentence."""
        amount = self.segment.amount
        known = any(piece.rule != "category.fallback" for piece in said) or chosen.rule != "kind.default"
        known = known or any(self._mine(place) for place in self.readings.accounts)
        known = known or self.sentence.fold_at(amount.start - 1) in COSTING
        if known or not (amount.inferred or amount.rule == "amount.digits"):
            return True
        tokens = self.sentence.tokens[self.segment.start : self.segment.end]
        claims = self.sentence.claims[self.segment.start : self.segment.end]
        words = len(claims) - claims.count("date")
        if any(token.kind is Kind.MARK and token.text not in PLAIN_MARKS for token in tokens):
            return False
        return words <= MOST_WORDS_WITHOUT_A_CLUE and amount.rule != "amount.one_word"

    def _category(self, chosen: KindChoice, note: str) -> tuple[str, str, list[Evidence]]:
        """Category, its jar, and the evidence; nothing for kinds that have no category."""
        if chosen.kind not in CATEGORISED:
            return "", "", []
        is_income = chosen.kind is TransactionKind.INCOME
        choice = categories.choose(self.sentence, self.segment.start, self.segment.end, is_income)
        recalled = self._recalled(note, is_income, choice)
        if recalled is not None:
            piece = Evidence("category", 0, 0, "memory.words", recalled.confidence, False, recalled.explanation)
            return recalled.category, recalled.jar or self._jar_of(recalled.category), [piece]
        general = chosen.category in {"", "other_income"} or (chosen.category == "giving.gifts" and choice is None)
        if choice is not None and (general or (choice.strong and chosen.category in {"business", "gift_in"})):
            piece = self._piece("category", choice.start, choice.end, choice.rule, choice.likeness, not choice.strong)
            return choice.key, self._jar_of(choice.key), [piece]
        if chosen.category:
            piece = self._piece("category", chosen.start, chosen.end, "category.pattern", chosen.likeness)
            return chosen.category, self._jar_of(chosen.category), [piece]
        fallback = FALLBACK.get(chosen.kind, "")
        if not fallback:
            return "", "", []
        return fallback, self._jar_of(fallback), [self._piece("category", 0, 0, "category.fallback", 1.0, True)]

    def _recalled(self, note: str, is_income: bool, choice: categories.Choice | None) -> Recollection | None:
        recall = self.sentence.context.recall
        if recall is None or not note:
            return None
        strong = self.sentence.words(choice.start, choice.end) if choice is not None and choice.strong else ""
        return recall(fold(note), is_income, fold(strong))

    def _jar_of(self, key: str) -> str:
        for thing in self.sentence.context.categories:
            if key in {thing.thing_id, thing.key} and thing.default_jar:
                return thing.default_jar
        word = self.sentence.vocabulary.categories.get(key)
        return word.jar if word else ""

    def _day(self, kind: TransactionKind) -> tuple[date, Evidence]:
        days = [day for day in self.readings.days if not day.is_clock and not self._is_of_what_comes_back(day, kind)]
        own = [day for day in days if self._mine(day)]
        before = [day for day in days if day.start < self.segment.start and day.rule != "date.period_of_bill"]
        leading = [day for day in days if day.rule != "date.period_of_bill"]
        if own:
            day = next((day for day in reversed(own) if self._is_correction_of(day)), None) or _surest(own)
            return day.day, self._piece("valid_date", day.start, day.end, day.rule, day.likeness, day.inferred)
        carried = (
            before[-1]
            if before
            else leading[0]
            if len(leading) == 1 and self.crowded and self._trails(leading[0])
            else None
        )
        if carried is not None:
            return carried.day, self._piece("valid_date", carried.start, carried.end, "date.carried", 1.0, True)
        return self.sentence.context.today, self._piece("valid_date", 0, 0, "date.default")

    def _is_of_what_comes_back(self, day: Day, kind: TransactionKind) -> bool:
        """True in "trả 1 triệu mượn tuần trước" and "hoàn tiền áo mua hôm kia": only the day of the first payment."""
        said = self.sentence.fold_at(day.start - 1)
        if kind in {TransactionKind.LOAN_BACK, TransactionKind.LOAN_REPAY}:
            return said in {"muon", "vay", "borrowed"} and day.start > self.segment.amount.start
        return kind is TransactionKind.REFUND and said in {"mua", "dat", "bought"}

    def _is_correction_of(self, day: Day) -> bool:
        if 0 < day.start < len(self.sentence.tokens) and self.sentence.tokens[day.start - 1].text in {"à", "á", "ý"}:
            return True
        return any(
            self.sentence.found.longest("corrections", day.start - back) is not None
            for back in (1, 2, 3)
            if day.start >= back
        )

    def _trails(self, day: Day) -> bool:
        """True for a day at the very end, which is said of all that stands before."""
        return bool(self.readings.amounts) and day.start >= self.readings.amounts[-1].end

    def _accounts(self, chosen: KindChoice) -> tuple[str, str, list[Evidence]]:
        places = [place for place in self.readings.accounts if self._mine(place)]
        if chosen.kind is TransactionKind.JAR_MOVE:
            return "", "", []
        if chosen.kind is TransactionKind.TRANSFER:
            return self._transfer(chosen, places)
        place = paying_account(places) or self._shared_account()
        if place is None:
            return self._default_account(), "", [self._piece("account", 0, 0, "account.default", 1.0, True)]
        return place.key, "", [self._piece("account", place.start, place.end, "account.named", place.likeness)]

    def _transfer(self, chosen: KindChoice, places: list[Place]) -> tuple[str, str, list[Evidence]]:
        named = [place for place in places if place.key not in {chosen.source, chosen.target}]
        first, second = both_accounts(named, chosen.source, chosen.target)
        first = first or "bank"
        second = second or "bank"
        pieces = []
        for field, place in (("account", first), ("counter_account", second)):
            if isinstance(place, str):
                pieces.append(self._piece(field, chosen.start, chosen.end, "account.pattern", 1.0, True))
            else:
                pieces.append(self._piece(field, place.start, place.end, "account.named", place.likeness))
        return _key(first), _key(second), pieces

    def _shared_account(self) -> Place | None:
        """An account said once for all: behind the last amount ("… bằng momo"), or at the very beginning ("momo:
        …").
        """
        if not self.crowded or len(self.readings.accounts) != 1:
            return None
        place = self.readings.accounts[0]
        last = self.readings.amounts[-1]
        return place if place.start >= last.end or place.start <= 1 else None

    def _default_account(self) -> str:
        accounts = self.sentence.context.accounts
        return accounts[0].thing_id if accounts else "cash"

    def _jars(self, chosen: KindChoice, jars: list[Place]) -> tuple[str, str]:
        if chosen.kind is not TransactionKind.JAR_MOVE:
            return (jars[0].key if jars else ""), ""
        source = next((jar for jar in jars if jar.way == "from"), jars[0] if jars else None)
        target = next((jar for jar in reversed(jars) if jar is not source), None)
        return (source.key if source else ""), (target.key if target else "")

    def _person(self, chosen: KindChoice) -> Person | None:
        for start in chosen.people:
            if start in self.readings.people:
                return self.readings.people[start]
        for person in self.readings.people.values():
            inside = self.segment.start <= person.start < self.segment.end
            slot = self.sentence.fold_at(person.start - 1)
            if inside and (slot in FOR_WHOM or (chosen.kind.value.startswith("loan") and slot != "voi")):
                return person
        return None


def _in_millions(amount: Amount, category: str) -> Amount:
    """A bare "lương 15" or "tiền nhà 3" cannot be thousands: nobody earns or rents so little. Shown as a guess."""
    most = BARE_MILLIONS.get(category, 0)
    if amount.rule != "amount.implied_thousands" or not 0 < amount.value <= most * 1000:
        return amount
    return replace(amount, value=amount.value * 1000, rule="amount.implied_millions")


def _key(place: Place | str) -> str:
    return place if isinstance(place, str) else place.key


def _surest(days: list[Day]) -> Day:
    """A day that was said outright before a guess, an earlier before a later one."""
    plain = [day for day in days if day.rule != "date.period_of_bill"]
    return min(plain or days, key=lambda day: (day.inferred, day.start))
