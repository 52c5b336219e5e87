"""For every method of the mesh one request that its rightful caller may send. A method without a case fails the
test.
"""

from collections.abc import Awaitable, Callable, Mapping
from typing import Any

from heo.ai.v1 import memory_service_pb2 as memory_pb
from heo.ai.v1 import reading_service_pb2 as reading_pb
from heo.ai.v1 import speech_service_pb2 as speech_pb
from heo.ai.v1 import understanding_service_pb2 as understanding_pb
from heo.ledger.v1 import account_service_pb2 as account_pb
from heo.ledger.v1 import draft_service_pb2 as draft_pb
from heo.ledger.v1 import event_service_pb2 as event_pb
from heo.ledger.v1 import household_service_pb2 as household_pb
from heo.ledger.v1 import jar_service_pb2 as jar_pb
from heo.ledger.v1 import journal_service_pb2 as journal_pb
from heo.ledger.v1 import member_service_pb2 as member_pb
from heo.ledger.v1 import plan_service_pb2 as plan_pb
from heo.ledger.v1 import report_service_pb2 as report_pb
from heo.ledger.v1 import transaction_pb2 as wire
from heo.ledger.v1 import verification_service_pb2 as verification_pb
from heo.notifier.v1 import inbox_service_pb2 as inbox_pb
from heo.type.v1 import access_pb2, draft_pb2

from services.ai.speech.audio.wav import header
from services.mesh.ids import new_id
from tests.contract.home import Home, founding, vnd

Case = Callable[[Home], Awaitable[Any]]

QUIET_CLIP = header(16_000, 3200) + bytes(3200)


def plain(make: Callable[[Home], Any]) -> Case:
    """A case that needs nothing put into the household first."""

    async def case(home: Home) -> Any:
        return make(home)

    return case


async def edit(home: Home) -> Any:
    transaction_id = await home.transaction_id()
    return journal_pb.EditTransactionRequest(transaction_id=transaction_id, version=1, content=home.content(54_000))


async def void(home: Home) -> Any:
    return journal_pb.VoidTransactionRequest(transaction_id=await home.transaction_id(), version=1)


async def get_transaction(home: Home) -> Any:
    return journal_pb.GetTransactionRequest(transaction_id=await home.transaction_id())


async def versions(home: Home) -> Any:
    return journal_pb.ListTransactionVersionsRequest(transaction_id=await home.transaction_id())


async def get_draft(home: Home) -> Any:
    return draft_pb.GetDraftRequest(draft_id=await home.draft_id())


async def update_draft(home: Home) -> Any:
    content = home.new_draft().content
    return draft_pb.UpdateDraftRequest(draft_id=await home.draft_id(), version=1, content=content)


async def confirm(home: Home) -> Any:
    return draft_pb.BatchConfirmDraftsRequest(draft_ids=[await home.draft_id()])


async def discard(home: Home) -> Any:
    return draft_pb.BatchDiscardDraftsRequest(draft_ids=[await home.draft_id()])


async def restore(home: Home) -> Any:
    draft_id = await home.draft_id()
    await home(draft_pb.BatchDiscardDraftsRequest(draft_ids=[draft_id]))
    return draft_pb.RestoreDraftRequest(draft_id=draft_id)


async def finish_reading(home: Home) -> Any:
    waiting = draft_pb.NewDraft(
        draft_id=str(new_id()), content=draft_pb2.DraftContent(), source=wire.SOURCE_BILL, is_reading=True
    )
    await home(draft_pb.BatchCreateDraftsRequest(drafts=[waiting]))
    return draft_pb.FinishReadingRequest(draft_id=waiting.draft_id, failure="NO_BILL")


async def update_plan(home: Home) -> Any:
    return plan_pb.UpdatePlanRequest(
        plan_id=await home.plan_id(), version=1, amount=vnd(200_000), from_month=home.month
    )


async def delete_plan(home: Home) -> Any:
    return plan_pb.DeletePlanRequest(plan_id=await home.plan_id())


async def update_member(home: Home) -> Any:
    return member_pb.UpdateMemberRequest(member_id=await home.member_id(), name="Anh Minh")


async def delete_member(home: Home) -> Any:
    return member_pb.DeleteMemberRequest(member_id=await home.member_id())


async def delete_invitation(home: Home) -> Any:
    made = await home.invitation()
    return member_pb.DeleteInvitationRequest(invitation_id=made.invitation.invitation_id)


async def accept(home: Home) -> Any:
    made = await home.invitation()
    return member_pb.AcceptInvitationRequest(code=made.code, name="Minh")


async def mark_read(home: Home) -> Any:
    return inbox_pb.MarkAlertsReadRequest(alert_ids=[await home.alert_id()])


def start_reading(home: Home) -> reading_pb.StartReadingRequest:
    page = reading_pb.ReadingPage(evidence_id=str(new_id()), media_type="image/jpeg")
    return reading_pb.StartReadingRequest(reading_id=str(new_id()), pages=[page], context=home.context())


async def get_reading(home: Home) -> Any:
    started = await home(start_reading(home))
    return reading_pb.GetReadingRequest(reading_id=started.reading.reading_id)


async def delete_memory(home: Home) -> Any:
    return memory_pb.DeleteMemoryRequest(memory_id=await home.memory_id())


def _share(home: Home) -> jar_pb.JarShare:
    return jar_pb.JarShare(jar_id=home.jars["NEC"].jar_id, kind=jar_pb.SHARE_KIND_PERCENT, basis_points=10_000)


def _filtered(home: Home) -> journal_pb.TransactionFilter:
    return journal_pb.TransactionFilter(account_ids=[home.accounts["cash"].account_id])


def _below_food(home: Home) -> account_pb.CreateAccountRequest:
    parent = home.accounts["food"].account_id
    return account_pb.CreateAccountRequest(type=account_pb.ACCOUNT_TYPE_EXPENSE, name="Trà", parent_id=parent)


def _renamed(home: Home) -> account_pb.UpdateAccountRequest:
    return account_pb.UpdateAccountRequest(account_id=home.accounts["cash"].account_id, version=1, name="Ví")


def _closed(home: Home) -> account_pb.CloseAccountRequest:
    bank, cash = home.accounts["bank"].account_id, home.accounts["cash"].account_id
    return account_pb.CloseAccountRequest(account_id=bank, successor_id=cash)


def _jar_closed(home: Home) -> jar_pb.CloseJarRequest:
    return jar_pb.CloseJarRequest(jar_id=home.jars["GIVE"].jar_id, successor_id=home.jars["PLAY"].jar_id)


def _jar_renamed(home: Home) -> jar_pb.UpdateJarRequest:
    return jar_pb.UpdateJarRequest(jar_id=home.jars["PLAY"].jar_id, version=1, name="Ăn chơi")


def _planned(home: Home) -> plan_pb.CreatePlanRequest:
    jar = home.jars["PLAY"].jar_id
    return plan_pb.CreatePlanRequest(jar_id=jar, from_month=home.month, amount=vnd(100_000))


LEDGER: Mapping[str, Case] = {
    "HouseholdService/CreateHousehold": plain(lambda _home: founding()),
    "HouseholdService/GetHousehold": plain(lambda _home: household_pb.GetHouseholdRequest()),
    "HouseholdService/ListHouseholds": plain(lambda _home: household_pb.ListHouseholdsRequest()),
    "HouseholdService/UpdateHousehold": plain(lambda _home: household_pb.UpdateHouseholdRequest(name="Nhà mới")),
    "MemberService/ListMembers": plain(lambda _home: member_pb.ListMembersRequest()),
    "MemberService/UpdateMember": update_member,
    "MemberService/DeleteMember": delete_member,
    "MemberService/CreateInvitation": plain(
        lambda _home: member_pb.CreateInvitationRequest(name="Minh", role=access_pb2.ROLE_VIEWER)
    ),
    "MemberService/ListInvitations": plain(lambda _home: member_pb.ListInvitationsRequest()),
    "MemberService/DeleteInvitation": delete_invitation,
    "MemberService/AcceptInvitation": accept,
    "AccountService/CreateAccount": plain(_below_food),
    "AccountService/ListAccounts": plain(lambda _home: account_pb.ListAccountsRequest()),
    "AccountService/UpdateAccount": plain(_renamed),
    "AccountService/CloseAccount": plain(_closed),
    "JarService/CreateJar": plain(lambda _home: jar_pb.CreateJarRequest(name="Du lịch")),
    "JarService/ListJars": plain(lambda _home: jar_pb.ListJarsRequest()),
    "JarService/UpdateJar": plain(_jar_renamed),
    "JarService/CloseJar": plain(_jar_closed),
    "JarService/GetJarRule": plain(lambda _home: jar_pb.GetJarRuleRequest()),
    "JarService/CreateJarRule": plain(lambda home: jar_pb.CreateJarRuleRequest(shares=[_share(home)], version=1)),
    "JournalService/RecordTransaction": plain(lambda home: home.recording()),
    "JournalService/BatchRecordTransactions": plain(
        lambda home: journal_pb.BatchRecordTransactionsRequest(requests=[home.recording()])
    ),
    "JournalService/EditTransaction": edit,
    "JournalService/VoidTransaction": void,
    "JournalService/GetTransaction": get_transaction,
    "JournalService/ListTransactions": plain(lambda home: journal_pb.ListTransactionsRequest(filter=_filtered(home))),
    "JournalService/ListTransactionVersions": versions,
    "DraftService/BatchCreateDrafts": plain(lambda home: draft_pb.BatchCreateDraftsRequest(drafts=[home.new_draft()])),
    "DraftService/GetDraft": get_draft,
    "DraftService/ListDrafts": plain(lambda _home: draft_pb.ListDraftsRequest()),
    "DraftService/UpdateDraft": update_draft,
    "DraftService/BatchConfirmDrafts": confirm,
    "DraftService/BatchDiscardDrafts": discard,
    "DraftService/RestoreDraft": restore,
    "DraftService/FinishReading": finish_reading,
    "PlanService/CreatePlan": plain(_planned),
    "PlanService/ListPlans": plain(lambda home: plan_pb.ListPlansRequest(month=home.month)),
    "PlanService/UpdatePlan": update_plan,
    "PlanService/DeletePlan": delete_plan,
    "ReportService/GetMonthSummary": plain(lambda home: report_pb.GetMonthSummaryRequest(month=home.month)),
    "ReportService/GetCashFlow": plain(lambda home: report_pb.GetCashFlowRequest(last_month=home.month, months=3)),
    "ReportService/GetSpendable": plain(lambda _home: report_pb.GetSpendableRequest()),
    "VerificationService/VerifyHousehold": plain(lambda _home: verification_pb.VerifyHouseholdRequest()),
    "VerificationService/ListHouseholdIds": plain(lambda _home: verification_pb.ListHouseholdIdsRequest()),
    "EventService/Subscribe": plain(lambda _home: event_pb.SubscribeRequest()),
    "EventService/WatchHousehold": plain(lambda _home: event_pb.WatchHouseholdRequest(after_sequence=0)),
}
AI: Mapping[str, Case] = {
    "UnderstandingService/Interpret": plain(
        lambda home: understanding_pb.InterpretRequest(text="phở 45k", context=home.context())
    ),
    "UnderstandingService/ParseQuery": plain(
        lambda home: understanding_pb.ParseQueryRequest(text="phở tháng này", context=home.context())
    ),
    "ReadingService/StartReading": plain(start_reading),
    "ReadingService/GetReading": get_reading,
    "ReadingService/ListReadings": plain(lambda _home: reading_pb.ListReadingsRequest()),
    "SpeechService/Recognize": plain(
        lambda _home: speech_pb.RecognizeRequest(config=speech_pb.RecognitionConfig(), audio=QUIET_CLIP)
    ),
    "SpeechService/StreamingRecognize": plain(
        lambda _home: speech_pb.StreamingRecognizeRequest(config=speech_pb.RecognitionConfig())
    ),
    "MemoryService/AnswerQuestion": plain(lambda _home: memory_pb.AnswerQuestionRequest(slang="xị", unit_value=10_000)),
    "MemoryService/ListMemories": plain(lambda _home: memory_pb.ListMemoriesRequest()),
    "MemoryService/DeleteMemory": delete_memory,
}
NOTIFIER: Mapping[str, Case] = {
    "InboxService/ListAlerts": plain(lambda _home: inbox_pb.ListAlertsRequest()),
    "InboxService/MarkAlertsRead": mark_read,
    "InboxService/Watch": plain(lambda _home: inbox_pb.WatchRequest()),
}
CASES: Mapping[str, Case] = {
    f"heo.{area}.v1.{name}": case
    for area, cases in (("ledger", LEDGER), ("ai", AI), ("notifier", NOTIFIER))
    for name, case in cases.items()
}
