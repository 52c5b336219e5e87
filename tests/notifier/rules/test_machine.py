"""Events come late, twice and in any order; an alert is raised once per crossing all the same."""

from uuid import UUID

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from services.notifier.rules.model import (
    AlertKind,
    JarSeen,
    JarStanding,
    Level,
    PlanSeen,
    PlanStanding,
    judge_jar,
    judge_plan,
)

PLAN, JAR = UUID(int=1), UUID(int=2)
AMOUNTS = st.integers(-120, 120)


class AlertEngine(RuleBasedStateMachine):
    """A ledger that changes, events that say so, and the engine that looks at the ledger when one arrives."""

    def __init__(self) -> None:
        super().__init__()
        self.spent, self.limit = 0, 100
        self.balance, self.month_in, self.month_out = 0, 0, 0
        self.events: list[int] = []
        self.plan, self.jar = PlanStanding(), JarStanding()
        self.raised: list[AlertKind] = []
        self.lowest_percent_since: dict[AlertKind, float] = {}
        self.highest_balance_since = 0
        self.jar_ever_had_money = False

    @rule(amount=AMOUNTS)
    def somebody_spends_or_edits(self, amount: int) -> None:
        self.spent += amount
        self.events.append(len(self.events))

    @rule(limit=st.integers(1, 300))
    def somebody_changes_the_plan(self, limit: int) -> None:
        self.limit = limit
        self.events.append(len(self.events))

    @rule(amount=AMOUNTS.filter(bool))
    def money_moves_in_the_jar(self, amount: int) -> None:
        self.balance += amount
        self.month_in += max(amount, 0)
        self.month_out += max(-amount, 0)
        self.jar_ever_had_money |= self.balance > 0 or self.month_in > 0
        self.events.append(len(self.events))

    @rule(data=st.data(), times=st.integers(1, 3))
    def events_arrive(self, data: st.DataObject, times: int) -> None:
        """One of those that happened, new or old, once or more often."""
        if self.events:
            data.draw(st.sampled_from(self.events))
            for _ in range(times):
                self.look()

    def look(self) -> None:
        percent = self.spent * 100 / self.limit
        for kind in self.lowest_percent_since:
            self.lowest_percent_since[kind] = min(self.lowest_percent_since[kind], percent)
        self.highest_balance_since = max(self.highest_balance_since, self.balance)
        self.plan, said = judge_plan(self.plan, PlanSeen(PLAN, PLAN, False, self.spent, self.limit))
        if said is not None:
            self.check_plan_alert(said, percent)
        self.jar, empty = judge_jar(self.jar, JarSeen(JAR, self.balance, self.month_in, self.month_out))
        if empty is not None:
            self.check_jar_alert(empty)

    def check_plan_alert(self, said: AlertKind, percent: float) -> None:
        threshold, armed_below = (100, 95) if said is AlertKind.PLAN_REACHED else (80, 75)
        assert percent >= threshold
        if said in self.raised:
            assert self.lowest_percent_since[said] < armed_below
        self.raised.append(said)
        self.lowest_percent_since[said] = percent

    def check_jar_alert(self, empty: AlertKind) -> None:
        assert self.balance <= 0
        assert self.jar_ever_had_money
        if empty in self.raised:
            assert self.highest_balance_since > 0
        self.raised.append(empty)
        self.highest_balance_since = self.balance

    @invariant()
    def counts_are_those_of_what_was_said(self) -> None:
        assert self.plan.near_count == self.raised.count(AlertKind.PLAN_NEAR)
        assert self.plan.reached_count == self.raised.count(AlertKind.PLAN_REACHED)
        assert self.jar.empty_count == self.raised.count(AlertKind.JAR_EMPTY)

    def teardown(self) -> None:
        """Once all events have arrived, what stands is what is."""
        if not self.events:
            return
        self.look()
        reached, near = self.spent >= self.limit, self.spent * 100 >= self.limit * 80
        assert self.plan.level >= (Level.REACHED if reached else Level.NEAR if near else Level.NONE)
        before = list(self.raised)
        self.look()
        assert self.raised == before


TestAlertEngine = AlertEngine.TestCase
TestAlertEngine.settings = settings(max_examples=150, stateful_step_count=40, deadline=None)
